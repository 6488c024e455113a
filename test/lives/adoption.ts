import type { CloudFrontFunctionData, DistributionData } from 'simulated-aws';
import { importBucket } from './everyday.ts';
import { letSomebodyCall, letVisitorsCome } from './use.ts';
import type { Life } from './life.ts';
import { putToUse, type World } from './world.ts';

/** Somebody puts a leftover to use after the fact: what serves visitors, or is wired up, lives again. */
export function adoptSome(world: World, by: Life): void {
  const { account, chance, truth } = world;
  const leftovers = [...truth.all()].filter(([, { is }]) => is === 'leftover').map(([id]) => id);
  if (leftovers.length === 0) return;
  const id = chance.pick(leftovers);
  const at = account.ago({ hours: 2 });
  const { distributions, functions } = account.data.cloudfront;
  const site = distributions.find((each) => each.id === id);
  truth.tell(`${at} somebody adopts ${id}`);
  if (site) {
    // What a live site runs is live with it.
    truth.live([id, ...whatItRuns(site, world)], chance.often(0.5) ? 'visited' : 'adopted');
    world.serving.push(id);
    if (truth.of(id)?.cause === 'visited') letVisitorsCome(world, id);
    else site.modifiedAt = at;
  } else if (functions.some(({ name }) => name === id)) {
    putToUse(world, id, at);
    truth.live(
      [
        id,
        ...storesOf(
          functions.filter(({ name }) => name === id),
          world,
        ),
      ],
      'adopted',
    );
  } else if (account.data.lambda?.functions.some(({ name }) => name === id)) {
    letSomebodyCall(world, id);
    truth.live([id, ...whatItRunsWith([id], world)], 'visited');
  } else if (account.data.s3.buckets.some(({ name }) => name === id)) importBucket(by, id, at);
}

/** Roles and log groups of functions. */
function whatItRunsWith(names: readonly string[], { account }: World): readonly string[] {
  return (account.data.lambda?.functions ?? [])
    .filter(({ name }) => names.includes(name))
    .flatMap(({ role, logGroup, name }) => [
      ...(role === undefined ? [] : [role.split('/').at(-1) ?? role]),
      logGroup ?? `/aws/lambda/${name}`,
    ]);
}

/** The functions of a distribution, edge functions too, with what those and it itself name. */
function whatItRuns(site: DistributionData, world: World): readonly string[] {
  const { behaviors = [], origins = [] } = site;
  const names = behaviors.flatMap(({ functions = [] }) =>
    functions.map(({ arn }) => arn.split('/').at(-1) ?? arn),
  );
  const named = [
    ...behaviors.flatMap((each) => [
      each.cachePolicyId,
      each.originRequestPolicyId,
      each.responseHeadersPolicyId,
    ]),
    ...origins.flatMap((each) => [each.originAccessControlId, each.originAccessIdentity]),
  ].flatMap((id) => id ?? []);
  const edge = behaviors.flatMap(({ lambdas = [] }) =>
    lambdas.map(({ arn }) => arn.split(':')[6] ?? arn),
  );
  return [
    ...names,
    ...edge,
    ...whatItRunsWith(edge, world),
    ...named,
    ...storesOf(
      world.account.data.cloudfront.functions.filter(({ name }) => names.includes(name)),
      world,
    ),
  ];
}

/** Names of the stores that functions read. */
function storesOf(
  functions: readonly CloudFrontFunctionData[],
  { account }: World,
): readonly string[] {
  const ids = functions.flatMap(({ stores = [], live }) =>
    [...stores, ...((typeof live === 'object' && live?.stores) || [])].map((arn) =>
      arn.split('/').at(-1),
    ),
  );
  return (account.data.cloudfront.keyValueStores ?? [])
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name);
}
