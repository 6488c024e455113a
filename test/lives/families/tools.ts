import { distributionIdOf, tailOf } from '../../account/names.ts';
import type { AwsParts } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { hasAny, type World } from '../world.ts';
import type { Pair } from './elsewhere.ts';

/** What another tool of the same pipeline makes, with the pair's tags for its cost allocation. */
export function makeByTool(world: World, pair: Pair, at: string, isShaped = false): void {
  const { account, chance, truth } = world;
  const seed = `${pair.app} ${pair.stage} tool ${world.serial()}`;
  const tags = {
    ...chance.pick([
      { 'sst:app': pair.app, 'sst:stage': pair.stage },
      { 'sst:app': pair.app, 'sst:stage': pair.stage },
      { 'sst:app': pair.app, 'sst:stage': pair.stage, 'managed-by': 'terraform' },
    ]),
  };
  const word = chance.pick(['Nightly', 'Reports', 'Standby', 'Drill']);
  const name = isShaped
    ? `${pair.app}-${pair.stage}-${word}`
    : `tf-${word.toLowerCase()}-${tailOf(seed).slice(0, 5)}`;
  const distribution = distributionIdOf(seed);
  const all: readonly { readonly ids: readonly string[]; readonly parts: AwsParts }[] = [
    {
      ids: [distribution],
      parts: {
        distributions: [
          {
            id: distribution,
            comment: `${word.toLowerCase()} by Terraform`,
            modifiedAt: at,
            origins: [{ id: 'o', domainName: 'origin.example.com' }],
            behaviors: [{ originId: 'o' }],
            tags,
          },
        ],
      },
    },
    {
      ids: [`${name}Function`, `${name}Role`, `/aws/lambda/${name}Function`],
      parts: {
        lambdas: [
          {
            name: `${name}Function`,
            region: 'us-east-1',
            role: `arn:aws:iam::123456789012:role/${name}Role`,
            modifiedAt: at,
            tags,
          },
        ],
        roles: [{ name: `${name}Role`, createdAt: at, trusts: ['lambda.amazonaws.com'], tags }],
        logGroups: [
          { name: `/aws/lambda/${name}Function`, region: 'us-east-1', createdAt: at, tags },
        ],
      },
    },
    {
      ids: [`${name}-templates`.toLowerCase()],
      parts: {
        buckets: [
          {
            name: `${name}-templates`.toLowerCase(),
            region: chance.pick(['us-east-1', 'eu-west-1']),
            createdAt: at,
            tags,
            objects: chance.often(0.6)
              ? [{ key: 'template.html', at: later(at, 5), body: 'x' }]
              : [],
          },
        ],
      },
    },
    {
      ids: [`/ecs/${name}`],
      parts: {
        logGroups: [
          {
            name: `/ecs/${name}`,
            region: 'us-east-1',
            createdAt: at,
            tags,
            ...(chance.often(0.5) ? { retentionDays: 14 } : {}),
          },
        ],
      },
    },
  ];
  for (const { ids, parts } of all) {
    if (chance.often(0.4) || hasAny(world, ids)) continue;
    account.with(parts);
    truth.live(ids, 'of another tool');
    truth.tell(`${at} ${pair.app}/${pair.stage}: another tool makes ${ids[0]}`);
  }
}
