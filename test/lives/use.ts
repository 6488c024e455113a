import type { Component } from './component.ts';
import type { World } from './world.ts';

/** More than a thousand requests a day. */
export function letVisitorsCome({ account }: World, distribution: string): void {
  account.with({
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: distribution, Region: 'Global' },
        points: [1, 2, 3].map((hours) => ({ at: account.ago({ hours }), value: 1500 })),
      },
    ],
  });
}

/** Once an hour ago. */
export function letSomebodyCall({ account }: World, name: string): void {
  const regions = (account.data.lambda?.functions ?? [])
    .filter((each) => each.name === name)
    .map(({ region }) => region);
  account.with({
    metrics: regions.map((region) => ({
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      region,
      dimensions: { FunctionName: name },
      points: [{ at: account.ago({ hours: 1 }), value: 1 }],
    })),
  });
}

/**
 * Everything of a component that shows use shows it: its distributions answer, its functions run, and
 * with them their roles and log groups are used.
 */
export function letItServe(world: World, { parts }: Component): void {
  const { account } = world;
  const at = account.ago({ hours: 1 });
  for (const { id } of parts.distributions ?? []) letVisitorsCome(world, id);
  for (const { name } of parts.lambdas ?? []) letSomebodyCall(world, name);
  for (const role of parts.roles ?? []) role.lastUsedAt = at;
  for (const group of parts.logGroups ?? []) group.lastEventAt = at;
}
