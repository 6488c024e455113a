import type { AwsParts } from '../../../account/sites.ts';
import { distributionIdOf, tailOf } from '../../../account/names.ts';
import { later } from '../../../account/stage.ts';
import { hasAny, type World } from '../../world.ts';
import type { Pair } from './elsewhere.ts';

interface Made {
  readonly ids: readonly string[];
  readonly parts: AwsParts;
}

interface Look {
  /** Begins like what SST gives, and ends in no tail. */
  readonly name: string;
  readonly word: string;
  readonly at: string;
  readonly tags: Record<string, string>;
}

/** What another tool of the same pipeline makes, with the pair's tags for its cost allocation. */
export function makeByTool(world: World, pair: Pair, at: string, isShaped = false): void {
  const { account, chance, truth } = world;
  const seed = `${pair.app} ${pair.stage} tool ${world.serial()}`;
  const word = chance.pick(['Nightly', 'Reports', 'Standby', 'Drill']);
  const look: Look = {
    name: isShaped
      ? `${pair.app}-${pair.stage}-${word}`
      : `tf-${word.toLowerCase()}-${tailOf(seed).slice(0, 5)}`,
    word,
    at,
    tags: {
      'sst:app': pair.app,
      'sst:stage': pair.stage,
      ...(chance.often(0.3) && { 'managed-by': 'terraform' }),
    },
  };
  const all = [
    aDistribution(world, look, seed),
    aFunction(look),
    aBucket(world, look),
    aLogGroup(world, look),
    ...(isShaped ? [anEdgeFunction(look)] : []),
  ];
  for (const { ids, parts } of all) {
    if (chance.often(0.4) || hasAny(world, ids)) continue;
    account.with(parts);
    truth.live(ids, 'of another tool');
    truth.tell(`${at} ${pair.app}/${pair.stage}: another tool makes ${ids[0]}`);
  }
}

/** A standby, with a function of its own or none, under a comment in ordinary words. */
function aDistribution({ chance }: World, { name, word, at, tags }: Look, seed: string): Made {
  const id = distributionIdOf(seed);
  const rewrite = `${name}Rewrite`;
  const arn = `arn:aws:cloudfront::123456789012:function/${rewrite}`;
  const runs = chance.often(0.4);
  const comment = chance.pick([
    `${word.toLowerCase()} by Terraform`,
    `${word} app`,
    `${word} site`,
    `Redirect to ${word.toLowerCase()}.example`,
  ]);
  return {
    ids: [id, ...(runs ? [rewrite] : [])],
    parts: {
      functions: runs ? [{ name: rewrite, createdAt: at, modifiedAt: at }] : [],
      distributions: [
        {
          id,
          comment,
          modifiedAt: at,
          origins: [{ id: 'o', domainName: 'origin.example.com' }],
          behaviors: [{ originId: 'o', functions: runs ? [{ event: 'viewer-request', arn }] : [] }],
          tags,
        },
      ],
    },
  };
}

function aFunction({ name, at, tags }: Look): Made {
  const role = `${name}Role`;
  const logs = `/aws/lambda/${name}Function`;
  return {
    ids: [`${name}Function`, role, logs],
    parts: {
      lambdas: [
        {
          name: `${name}Function`,
          region: 'us-east-1',
          role: `arn:aws:iam::123456789012:role/${role}`,
          modifiedAt: at,
          tags,
        },
      ],
      roles: [{ name: role, createdAt: at, trusts: ['lambda.amazonaws.com'], tags }],
      logGroups: [{ name: logs, region: 'us-east-1', createdAt: at, tags }],
    },
  };
}

function aBucket({ chance }: World, { name, at, tags }: Look): Made {
  const bucket = `${name}-templates`.toLowerCase();
  const objects = chance.often(0.6) ? [{ key: 'template.html', at: later(at, 5), body: 'x' }] : [];
  const region = chance.pick(['us-east-1', 'eu-west-1']);
  return {
    ids: [bucket],
    parts: { buckets: [{ name: bucket, region, createdAt: at, tags, objects }] },
  };
}

function aLogGroup({ chance }: World, { name, at, tags }: Look): Made {
  const group = { name: `/ecs/${name}`, region: 'us-east-1', createdAt: at, tags };
  return {
    ids: [group.name],
    parts: { logGroups: [chance.often(0.5) ? { ...group, retentionDays: 14 } : group] },
  };
}

/** Not attached yet. */
function anEdgeFunction({ name, at }: Look): Made {
  const id = `${name}CloudfrontFunctionRequest`;
  return { ids: [id], parts: { functions: [{ name: id, createdAt: at, modifiedAt: at }] } };
}
