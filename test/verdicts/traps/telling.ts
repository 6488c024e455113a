import type { CloudFrontFunctionData, DistributionData } from 'simulated-aws';
import type { AccountBuilder, HomeBuilder } from '../../account/account.ts';
import { looking, type LookingOptions, type Looked } from '../../account/looking.ts';
import { aSite, type Site, type SiteOptions } from '../../account/sites.ts';
import { say } from '../attacks/asking.ts';
import { cutShort } from '../definitions/given.ts';

/** What each of these ids is called, by the name that the test gives it; null: it is not listed. */
export async function verdicts<Name extends string>(
  account: AccountBuilder,
  ids: Readonly<Record<Name, string>>,
  options: LookingOptions = {},
): Promise<Record<Name, string | null>> {
  return verdictsIn(await looking(account, options), ids);
}

export function verdictsIn<Name extends string>(
  looked: Looked,
  ids: Readonly<Record<Name, string>>,
): Record<Name, string | null> {
  const said = Object.entries<string>(ids).map(([name, id]) => [name, say(looked, id)]);
  return Object.fromEntries(said) as Record<Name, string | null>;
}

type Place = Partial<SiteOptions> & Pick<SiteOptions, 'stage'>;

/** A site of a stage that was deployed 90 days ago and lives; its first state is pruned, as below. */
export function aLiveSite(account: AccountBuilder, home: HomeBuilder, place: Place): Site {
  const site = aSite({ app: 'acme', at: account.ago({ days: 90 }), ...place });
  account.with(site);
  home
    .stage(place.app ?? 'acme', place.stage)
    .deploy(place.at ?? account.ago({ days: 90 }), site.entries, { firstPush: null });
  return site;
}

/**
 * A site of a stage that was deployed 20 days ago and removed 3 days ago, but all of it is still
 * there. The stage's first state is pruned: of a stage whose whole history is known, what that
 * history never owned would not be its own.
 */
export function aRemovedSite(account: AccountBuilder, home: HomeBuilder, place: Place): Site {
  const site = aSite({ app: 'acme', at: account.ago({ days: 20 }), ...place });
  account.with(site);
  home
    .stage(place.app ?? 'acme', place.stage)
    .deploy(place.at ?? account.ago({ days: 20 }), site.entries, { firstPush: null })
    .remove(account.ago({ days: 3 }));
  return site;
}

const parameter = { type: 'aws:ssm/parameter:Parameter', name: 'Parameter', id: '/parameter' };

/**
 * A stage of which nothing is left that it owned: deployed 90 days ago, removed 30 days ago, its first
 * state pruned. In between a deploy was cut short, which may have made things that no state lists: those
 * of `betweenPushes(account, killedDaysAgo)`.
 */
export function aRemovedStage(
  account: AccountBuilder,
  home: HomeBuilder,
  place: { readonly app?: string; readonly stage: string },
): void {
  home
    .stage(place.app ?? 'acme', place.stage)
    .deploy(account.ago({ days: 90 }), [parameter], { firstPush: null })
    .run(cutShort(account, killedDaysAgo, [parameter]))
    .remove(account.ago({ days: 30 }));
}

export const killedDaysAgo = 85;

/** A CloudFront function that has lain about for long and stands in no state. */
export function aQuietFunction(
  account: AccountBuilder,
  name: string,
  more: Partial<CloudFrontFunctionData> = {},
): string {
  account.with({
    functions: [
      {
        name,
        createdAt: account.ago({ days: 800 }),
        modifiedAt: account.ago({ days: 800 }),
        ...more,
      },
    ],
  });
  return name;
}

/** A distribution that Terraform or a console made: nothing of it is SST's. */
export function aForeignDistribution(
  account: AccountBuilder,
  id: string,
  more: Partial<DistributionData>,
): string {
  const origins = [{ id: 'o', domainName: 'shop.example.com' }];
  account.with({
    distributions: [{ id, origins, modifiedAt: account.ago({ days: 100 }), ...more }],
  });
  return id;
}

export function functionArn(name: string): string {
  return `arn:aws:cloudfront::123456789012:function/${name}`;
}

/** So many requests yesterday that bots alone do not explain them. */
export function asked(account: AccountBuilder, distribution: string): void {
  account.with({
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: distribution, Region: 'Global' },
        points: [{ at: account.ago({ days: 1 }), value: 5000 }],
      },
    ],
  });
}
