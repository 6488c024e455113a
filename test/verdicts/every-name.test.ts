import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { stageId } from '../../src/sst/state-keys.ts';
import { type AccountBuilder, accountId, anAccount } from '../account/account.ts';
import { type Looked, looking, said } from '../account/looking.ts';
import { distributionIdOf, tailOf } from '../account/names.ts';
import type { AwsParts } from '../account/sites.ts';
import { betweenPushes, cutShort } from './definitions/given.ts';

/** Names from SST's own naming code, and look-alikes. */
interface Row {
  readonly name: string;
  readonly kind: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly sst: boolean;
  readonly sstVersion: string | null;
  readonly indistinguishableByName?: boolean | string;
}

const rows = readFileSync(new URL('../../fixtures/names.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const listed = rows.filter(({ kind }) =>
  [
    'cloudfront:function',
    'cloudfront:keyvaluestore',
    'lambda:edge',
    'lambda:function',
    's3:bucket',
  ].includes(kind),
);
const sstRows = listed.filter(({ sst, app }) => sst && app !== null);
const lookAlikes = listed.filter(({ sst }) => !sst);
/** Some names are those of two pairs at once: `acme-shop` + `pr-123` and `acme` + `shop-pr-123`. */
const rightOf = new Map<string, Set<string>>();
for (const { name, app, stage } of sstRows) {
  const right = rightOf.get(name) ?? new Set<string>();
  rightOf.set(name, right.add(`${app}/${stage}`));
}
const pairs = [
  ...new Map(
    [...sstRows, { app: 'acme', stage: 'prod' }].flatMap(({ app, stage }) =>
      app !== null && stage !== null ? [[`${app}/${stage}`, { app, stage }] as const] : [],
    ),
  ).values(),
];

type Place = Pick<Row, 'kind' | 'name'> & { readonly tags?: Record<string, string> };

/** The resource that has this name; nothing but name and tags says whose it is. */
function partOf({ kind, name, tags }: Place, at: string): AwsParts {
  const tagged = tags ? { tags } : {};
  switch (kind) {
    case 'cloudfront:function':
      return { functions: [{ name, createdAt: at, modifiedAt: at, ...tagged }] };
    case 'cloudfront:keyvaluestore':
      return { keyValueStores: [{ name, id: `id-of-${name}`, modifiedAt: at, ...tagged }] };
    case 's3:bucket':
      return { buckets: [{ name, region: 'us-east-1', createdAt: at, ...tagged }] };
    case 'lambda:edge':
    case 'lambda:function': {
      const role = `role-of-${name}`.slice(0, 64);
      const edge = kind === 'lambda:edge' ? ['edgelambda.amazonaws.com'] : [];
      return {
        lambdas: [
          {
            name,
            region: 'us-east-1',
            modifiedAt: at,
            role: `arn:aws:iam::123456789012:role/${role}`,
            ...tagged,
          },
        ],
        roles: [{ name: role, createdAt: at, trusts: ['lambda.amazonaws.com', ...edge] }],
      };
    }
    default:
      return {};
  }
}

interface Way {
  readonly stages: 'removed' | 'live';
  readonly tagged: boolean;
  /** How the deploy ended beside which everything was made. */
  readonly deploy: 'killed' | 'completed';
}

/**
 * Every name of the file as a resource, and every pair as a stage that never owned any of them, as far
 * as is left of its states.
 */
function everyName({ stages, tagged, deploy }: Way): AccountBuilder {
  const account = anAccount();
  const at = betweenPushes(account, 60);
  const home = account.home();
  for (const { app, stage } of pairs) {
    const entries = [
      { type: 'aws:sqs/queue:Queue', name: 'Queue', id: `queue-of-${app}-${stage}` },
    ];
    const killed = cutShort(account, 60, entries);
    const builder = home
      .stage(app, stage)
      .deploy(account.ago({ days: 90 }), entries, { firstPush: null })
      .run(deploy === 'killed' ? killed : { at: killed.at, entries });
    if (stages === 'removed') builder.remove(account.ago({ days: 20 }));
    else builder.deploy(account.ago({ days: 20 }), entries);
  }
  const names = new Map<string, Place>();
  for (const { kind, name, app, stage } of [...sstRows, ...lookAlikes]) {
    const ofOne = rightOf.get(name)?.size === 1 && app !== null && stage !== null;
    const tags = tagged && ofOne ? { 'sst:app': app, 'sst:stage': stage } : {};
    names.set(name, { kind, name, tags });
  }
  account.with(...[...names.values()].map((place) => partOf(place, at)));
  return account.with(distributions(at));
}

const alikeDistributions: readonly Record<string, string>[] = [
  {},
  { 'sst:app': 'acme' },
  { 'sst:stage': 'prod' },
  { app: 'acme', stage: 'prod' },
  { 'sst:App': 'acme', 'sst:Stage': 'prod' },
  { 'sst:app': 'Acme', 'sst:stage': 'prod' },
  { 'sst:app': 'prod', 'sst:stage': 'acme' },
  { 'sst:app': 'acme-prod', 'sst:stage': '' },
  { Name: 'acme-prod-WebCdnDistribution' },
];
const alikeIds = alikeDistributions.map((_, index) => distributionIdOf(`alike ${index}`));

/** One for every pair, by its tags, and those that look as if they were: each runs a function of SST's. */
function distributions(at: string): AwsParts {
  const like = (app: string, stage: string) => {
    const arn = `arn:aws:cloudfront::${accountId}:function/${siteFunctionOf(app, stage)}`;
    return {
      enabled: true,
      modifiedAt: at,
      origins: [{ id: 'o', domainName: 'placeholder.sst.dev' }],
      behaviors: [{ originId: 'o', functions: [{ event: 'viewer-request' as const, arn }] }],
    };
  };
  return {
    functions: pairs.map(({ app, stage }) => ({ name: siteFunctionOf(app, stage), createdAt: at })),
    distributions: [
      ...pairs.map(({ app, stage }) => ({
        ...like(app, stage),
        id: distributionIdOf(`own ${app} ${stage}`),
        comment: 'Web app',
        tags: { 'sst:app': app, 'sst:stage': stage },
      })),
      ...alikeDistributions.map((tags, index) => ({
        ...like('acme', 'prod'),
        id: alikeIds[index] ?? '',
        comment: 'Web app',
        tags,
      })),
    ],
  };
}

/**
 * Names of functions of CloudFront that were not cut, begin with one known pair, and with no app that only
 * tags show: that one may have any stage.
 */
function namesOfOnePair(): readonly string[] {
  const unseen = alikeDistributions.flatMap((tags) => tags['sst:app'] ?? []);
  const strange = unseen.filter((each) => pairs.every(({ app }) => app !== each));
  const begins = (name: string, prefix: string) =>
    name.toLowerCase().startsWith(`${prefix}-`.toLowerCase());
  const names = sstRows.flatMap(({ kind, name }) => {
    if (kind !== 'cloudfront:function' || name.length > uncut) return [];
    if (strange.some((app) => begins(name, app))) return [];
    const fitting = pairs.filter(({ app, stage }) => name.startsWith(`${app}-${stage}-`));
    return fitting.length === 1 ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/** A function's name is cut at 64, and one that lost its app with its hyphens may be two shorter. */
const uncut = 61;

function siteFunctionOf(app: string, stage: string): string {
  return `${app}-${stage}-WebFunction-${tailOf(`${app} ${stage}`)}`;
}

/** Findings that name another pair than the one that made the resource; buckets have lost the case. */
function wronglyGiven({ findings }: Looked): readonly unknown[] {
  return findings.flatMap(({ kind, id, app, stage }) => {
    const right = rightOf.get(id.replace(/:\d+$/, ''));
    if (!right || app === null || stage === null) return [];
    const lowered = (text: string) => (kind === 's3-bucket' ? text.toLowerCase() : text);
    const given = lowered(stageId({ app, stage }));
    return [...right].some((pair) => lowered(pair) === given) ? [] : [[id, given]];
  });
}

const table: string[] = [];
const guarded = new Set(kinds.flatMap(({ facts }) => (facts.guarded ? [facts.kind] : [])));

describe.each([
  ['removed', 'untagged', 'killed'],
  ['removed', 'tagged', 'killed'],
  ['removed', 'tagged', 'completed'],
  ['live', 'untagged', 'killed'],
] as const)(
  'in an account of every name, whose stages are %s, whose resources are %s and beside whose %s deploy they were made',
  (stages, tagged, deploy) => {
    const way = looking(everyName({ stages, tagged: tagged === 'tagged', deploy }));

    it('no look-alike is a leftover', async () => {
      const { findings } = await way;
      const names = new Set([...lookAlikes.map(({ name }) => name), ...alikeIds]);
      const taken = findings.filter(({ id, verdict }) => names.has(id) && verdict === 'leftover');
      expect(taken.map((finding) => [finding.id, said(finding)])).toEqual([]);
    });

    it('no name is given to a wrong app or stage', async () => {
      expect(wronglyGiven(await way)).toEqual([]);
    });

    it('a distribution is given to a stage by its two tags alone', async () => {
      const looked = await way;
      for (const { app, stage } of pairs) {
        const own = looked.of(distributionIdOf(`own ${app} ${stage}`));
        expect([own.app, own.stage]).toEqual([app, stage]);
      }
      const given = alikeIds.filter((id) => looked.has(id) && looked.of(id).stage === 'prod');
      expect(given.map((id) => [id, looked.of(id).app])).toEqual(
        // `Acme` is an app of its own, that no home knows.
        given.map((id) => [id, 'Acme']),
      );
    });

    it('every leftover has a name that was whole, and rests on a row that names allow', async () => {
      const looked = await way;
      const leftovers = looked.findings.filter(({ verdict }) => verdict === 'leftover');
      if (stages === 'removed') expect(leftovers.length).toBeGreaterThan(50);
      else expect(leftovers.map(({ id }) => id).sort()).toEqual(namesOfOnePair());
      for (const finding of leftovers) {
        const says = tagged === 'tagged' || guarded.has(finding.kind);
        const rows = [
          ...(says && deploy === 'killed' ? [12] : []),
          guarded.has(finding.kind) ? 14 : 15,
          // A tag of a removed stage says whose a guarded kind is where its name does not.
          ...(tagged === 'tagged' ? [15] : []),
        ];
        expect(rows, finding.id).toContain(finding.row);
        expect(finding.confidence).not.toBe('certain');
        // A name of its kind's full length may have been cut: only tags say whose it is then.
        if (tagged === 'untagged') expect(finding.name?.length ?? 0).toBeLessThan(63);
      }
      count(looked, `${stages}, ${tagged}, ${deploy}`);
    });

    it('without tags, the functions of CloudFront that are leftovers are those that one known pair alone can have named', async () => {
      const { findings } = await way;
      const leftovers = findings.filter(
        ({ kind, id, verdict }) =>
          verdict === 'leftover' && kind === 'cloudfront-function' && rightOf.has(id),
      );
      const names = leftovers.map(({ id }) => id).sort();
      if (tagged === 'untagged') expect(names).toEqual(namesOfOnePair());
      else expect(names).toEqual(expect.arrayContaining([...namesOfOnePair()]));
    });

    it('what AWS deletes while it is used is a leftover beside a killed deploy of a removed stage alone', async () => {
      const { findings } = await way;
      const found = findings.filter(
        ({ kind, verdict }) => verdict === 'leftover' && !guarded.has(kind),
      );
      expect(found.length > 50).toBe(stages === 'removed' && deploy === 'killed');
      if (stages !== 'removed' || deploy !== 'killed') expect(found).toEqual([]);
    });
  },
);

function count({ findings, has, of }: Looked, heading: string): void {
  const tally = new Map<string, number>();
  const names = new Set(rightOf.keys());
  for (const finding of findings) {
    const isAlike = lookAlikes.some(({ name }) => name === finding.id);
    const whose = names.has(finding.id.replace(/:\d+$/, '')) ? 'SST' : isAlike ? 'alike' : 'other';
    const key = `${heading}: ${whose} ${finding.kind} ${said(finding)}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  table.push(...[...tally].map(([key, number]) => `${String(number).padStart(5)} ${key}`).sort());
  const untold = lookAlikes.filter(({ indistinguishableByName }) => indistinguishableByName);
  table.push(
    ...untold.map(({ name }) => `      ${heading}: ${name} ${has(name) ? said(of(name)) : '-'}`),
  );
}

afterAll(() => console.log(table.join('\n')));
