import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { stageId } from '../../src/sst/state-keys.ts';
import type { AccountBuilder } from '../account/account.ts';
import { anAccount } from '../account/account.ts';
import { type Looked, looking, said } from '../account/looking.ts';
import { distributionIdOf } from '../account/names.ts';
import type { AwsParts } from '../account/sites.ts';

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

/** Every name of the file as a resource, and every pair as a stage that never owned any of them. */
function everyName(stages: 'removed' | 'live', tagged: boolean): AccountBuilder {
  const account = anAccount();
  const at = account.ago({ days: 60 });
  const home = account.home();
  for (const { app, stage } of pairs) {
    const entry = { type: 'aws:sqs/queue:Queue', name: 'Queue', id: `queue-of-${app}-${stage}` };
    const builder = home.stage(app, stage).deploy(account.ago({ days: 60 }), [entry]);
    if (stages === 'removed') builder.remove(account.ago({ days: 20 }));
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

/** One for every pair, by its tags, and those that look as if they were. */
function distributions(at: string): AwsParts {
  const like = { enabled: true, modifiedAt: at, origins: [{ domainName: 'placeholder.sst.dev' }] };
  return {
    distributions: [
      ...pairs.map(({ app, stage }) => ({
        ...like,
        id: distributionIdOf(`own ${app} ${stage}`),
        comment: 'Web app',
        tags: { 'sst:app': app, 'sst:stage': stage },
      })),
      ...alikeDistributions.map((tags, index) => ({
        ...like,
        id: alikeIds[index] ?? '',
        comment: 'Web app',
        tags,
      })),
    ],
  };
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

describe.each([
  ['removed', 'untagged'],
  ['removed', 'tagged'],
  ['live', 'untagged'],
] as const)(
  'in an account of every name, whose stages are %s and whose resources are %s',
  (stages, tagged) => {
    const way = looking(everyName(stages, tagged === 'tagged'));

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
      expect(leftovers.length).toBeGreaterThan(50);
      for (const finding of leftovers) {
        expect([14, 15]).toContain(finding.row);
        expect(finding.confidence).not.toBe('certain');
        // A name of its kind's full length may have been cut: only tags say whose it is then.
        if (tagged === 'untagged') expect(finding.name?.length ?? 0).toBeLessThan(63);
      }
      count(looked, `${stages}, ${tagged}`);
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
