import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { AppStage } from '../../src/model/resource.ts';
import { fitName, isSstShaped, pairsByPrefix } from '../../src/sst/names.ts';
import { stageId } from '../../src/sst/state-keys.ts';

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

const kindOf: Readonly<Record<string, Kind>> = {
  'cloudfront:function': 'cloudfront-function',
  'lambda:edge': 'lambda-edge-function',
  's3:bucket': 's3-bucket',
  'cloudfront:oac': 'cloudfront-origin-access-control',
  'cloudfront:keyvaluestore': 'cloudfront-key-value-store',
};
/** Kinds whose names SST gives; a distribution has none. */
const naming = kinds
  .map(({ facts }) => facts)
  .filter(({ kind }) => Object.values(kindOf).includes(kind));

interface Named extends AppStage {
  readonly row: Row;
}

const named: readonly Named[] = rows.flatMap((row) =>
  row.sst && row.app !== null && row.stage !== null
    ? [{ row, app: row.app, stage: row.stage }]
    : [],
);
const filePairs = [...new Map(named.map((each) => [stageId(each), each])).values()];
const lookAlikes = rows.filter(({ sst }) => !sst);
const bootstrap = rows.filter(({ sst, app }) => sst && app === null);

/** SST’s access controls say so beside their name. */
function descriptionOf({ kind, sst }: Row): string | null {
  return sst && kind === 'cloudfront:oac' ? 'Created by SST' : null;
}

function owners(kind: Kind, row: Row, pairs: readonly AppStage[]): readonly string[] {
  const facts = naming.find((each) => each.kind === kind);
  if (!facts) throw new Error(`${kind} is not listed`);
  const resource = { kind, name: row.name, description: descriptionOf(row) };
  const fits = fitName(resource, facts, pairsByPrefix(pairs));
  return [...new Set(fits.map(({ pair }) => stageId(pair)))];
}

/** Attributed: to exactly one pair. Buckets have lost the case of theirs. */
function isWrong(kind: Kind, given: readonly string[], right: AppStage): boolean {
  const [only] = given;
  if (given.length !== 1 || only === undefined) return false;
  const lowered = (text: string) => (kind === 's3-bucket' ? text.toLowerCase() : text);
  return lowered(only) !== lowered(stageId(right));
}

/** Every other way to cut `app-stage` in two: these have the very same names. */
function otherSplits({ app, stage }: AppStage): readonly AppStage[] {
  const words = `${app}-${stage}`.split('-');
  return words
    .slice(1)
    .map((_, index) => ({
      app: words.slice(0, index + 1).join('-'),
      stage: words.slice(index + 1).join('-'),
    }))
    .filter((pair) => pair.app !== app);
}

/** Pairs that are near, and whose names are others all the same. */
function neighbours({ app, stage }: AppStage): readonly AppStage[] {
  const near = [
    { app: stage, stage: app },
    { app, stage: `${stage}2` },
    { app, stage: stage.slice(0, -1) },
    { app, stage: `${stage}-2` },
    { app, stage: `x-${stage}` },
    { app: `${app}2`, stage },
    { app: app.slice(0, -1), stage },
    { app: app.slice(1), stage },
    { app: `x-${app}`, stage },
    { app: app.toUpperCase(), stage },
    { app, stage: stage.toUpperCase() },
    { app, stage: stage.toLowerCase() },
    ...['pr-1', 'pr-12', 'pr-123', 'pr-1234', 'pr', 'dev', 'prod'].map((other) => ({
      app,
      stage: other,
    })),
  ];
  return near.filter(
    (pair) =>
      pair.app !== '' && pair.stage !== '' && `${pair.app}-${pair.stage}` !== `${app}-${stage}`,
  );
}

const wrongNames = (pairsFor: (each: Named) => readonly AppStage[]) =>
  named.flatMap((each) =>
    naming.flatMap(({ kind }) => {
      const given = owners(kind, each.row, pairsFor(each));
      return isWrong(kind, given, each) ? [[kind, each.row.name, stageId(each), given]] : [];
    }),
  );

describe('a name that SST made, read as every kind that has names', () => {
  it('is given to no other pair of the file', () => {
    expect(rows).toHaveLength(716);
    expect(wrongNames(() => filePairs)).toEqual([]);
  });

  it('is given to no other pair where other splits and near names are known beside its own', () => {
    expect(wrongNames((each) => [each, ...otherSplits(each), ...neighbours(each)])).toEqual([]);
  });

  it('is given to no near pair where its own is not known', () => {
    const lowered = ({ app, stage }: AppStage) => `${app}-${stage}`.toLowerCase();
    expect(
      wrongNames((each) =>
        // A bucket of `PR-77` and one of `pr-77` have one name.
        neighbours(each).filter((pair) => lowered(pair) !== lowered(each)),
      ),
    ).toEqual([]);
  });

  it('is nobody’s where two known pairs have the same prefix', () => {
    for (const each of named) {
      const splits = otherSplits(each);
      if (splits.length === 0) continue;
      for (const { kind } of naming) {
        expect(owners(kind, each.row, [each, ...splits])).not.toHaveLength(1);
      }
    }
  });
});

describe('a look-alike, read as every kind that has names', () => {
  // The pairs that its words spell, so that nothing but its shape can save it.
  const spelt = [
    { app: 'acme', stage: 'prod' },
    { app: 'acme', stage: 'prod-ci' },
    { app: 'acme-prod', stage: 'orders' },
    { app: 'acme-prod', stage: 'MyFn' },
    { app: 'acme-shop', stage: 'pr-123' },
    { app: 'prod-acme', stage: 'Site' },
    { app: 'prod-acme', stage: 'shop-Orders' },
    { app: 'sst', stage: 'state' },
    { app: 'aws-sam-cli', stage: 'managed-default' },
    { app: 'serverless-acme', stage: 'prod' },
  ];

  it('is given to no pair, and not called SST’s, unless the file says that names cannot tell', () => {
    expect(lookAlikes).toHaveLength(44);
    expect(
      taken(lookAlikes.filter(({ indistinguishableByName }) => indistinguishableByName === false)),
    ).toEqual([]);
  });

  it('is not taken where the file does say so either, but as a kind that it is not', () => {
    const alike = lookAlikes.filter(({ indistinguishableByName }) => indistinguishableByName);
    expect(alike).toHaveLength(9);
    // The file has it as a Lambda function; a bare `...Function` is never more than `low`.
    expect(taken(alike)).toEqual([
      ['cloudfront-function', 'acme-prod-WebServerFunction', ['acme/prod']],
    ]);
  });

  it('is no bootstrap bucket either: those are nobody’s', () => {
    expect(bootstrap).toHaveLength(6);
    expect(taken(bootstrap)).toEqual([]);
  });

  function taken(given: readonly Row[]): readonly unknown[] {
    return given.flatMap((row) =>
      naming.flatMap(({ kind }) => {
        const to = owners(kind, row, [...filePairs, ...spelt]);
        return to.length > 0 || isSstShaped(kind, row.name) ? [[kind, row.name, to]] : [];
      }),
    );
  }
});

/** How many names of a kind and version are given to their own pair: known alone, and among all. */
const shares = new Map<string, { all: number; alone: number; among: number }>();
for (const { row, ...pair } of named) {
  const kind = kindOf[row.kind];
  const key = `${row.kind.padEnd(25)} ${(row.sstVersion ?? '').padEnd(13)}`;
  const share = shares.get(key) ?? { all: 0, alone: 0, among: 0 };
  share.all += 1;
  if (kind) {
    share.alone += Number(owners(kind, row, [pair]).length === 1);
    share.among += Number(owners(kind, row, filePairs).length === 1);
  }
  shares.set(key, share);
}

afterAll(() => {
  const column = (value: string | number) => String(value).padStart(6);
  console.log(
    [
      `${'kind'.padEnd(25)} ${'SST'.padEnd(13)} ${['names', 'alone', 'among'].map(column).join(' ')}`,
      ...[...shares]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { all, alone, among }]) => {
          const known = kindOf[key.split(' ')[0] ?? ''] !== undefined;
          return `${key} ${[all, ...(known ? [alone, among] : ['-', '-'])].map(column).join(' ')}`;
        }),
      'alone: its own pair known; among: all pairs of the file; -: a kind that is not listed yet',
    ].join('\n'),
  );
});
