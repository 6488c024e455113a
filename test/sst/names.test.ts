import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Kind } from '../../src/model/kind.ts';
import { fitName, isSstShaped, mayBeCut, pairsByPrefix, readName } from '../../src/sst/names.ts';
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

const rows: readonly Row[] = readFileSync(
  new URL('../../fixtures/names.jsonl', import.meta.url),
  'utf8',
)
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

const rules = new Map(kinds.map(({ facts }) => [facts.kind, facts]));
const pairs = [
  ...new Map(
    rows.flatMap(({ app, stage }) =>
      app && stage ? [[`${app}/${stage}`, { app, stage }] as const] : [],
    ),
  ).values(),
];

const known = rows.flatMap((row) => {
  const kind = kindOf[row.kind];
  const facts = kind && rules.get(kind);
  return kind && facts ? [{ row, kind, facts }] : [];
});

function ownersOf({ row, kind, facts }: (typeof known)[number]): readonly string[] {
  const description = row.kind === 'cloudfront:oac' ? 'Created by SST' : null;
  const fits = fitName({ kind, name: row.name, description }, facts, pairsByPrefix(pairs));
  return [...new Set(fits.map(({ pair }) => stageId(pair)))];
}

describe('names that SST made', () => {
  it('are never given to a wrong app or stage alone', () => {
    const wrong = known.filter((entry) => {
      const owners = ownersOf(entry);
      const right = `${entry.row.app}/${entry.row.stage}`;
      const isBucket = entry.kind === 's3-bucket';
      return (
        entry.row.sst &&
        owners.length === 1 &&
        owners.every((owner) =>
          isBucket ? owner.toLowerCase() !== right.toLowerCase() : owner !== right,
        )
      );
    });
    expect(wrong.map(({ row }) => row.name)).toEqual([]);
  });

  it('are given to their own stage where they are whole and of a shape that SST gives today', () => {
    const whole = known.filter(
      ({ row, facts, kind }) =>
        row.sst &&
        row.sstVersion === '4.17.0' &&
        (kind === 'cloudfront-function' || kind === 'cloudfront-origin-access-control') &&
        !mayBeCut(facts.kind, row.name, facts),
    );
    expect(whole.length).toBeGreaterThan(40);
    const missed = whole.filter(
      (entry) => !ownersOf(entry).includes(`${entry.row.app}/${entry.row.stage}`),
    );
    expect(missed.map(({ row }) => row.name)).toEqual([]);
  });

  it('are given to nobody where app or stage may have been cut', () => {
    const cut = known.filter(({ row, facts }) => mayBeCut(facts.kind, row.name, facts));
    expect(cut.length).toBeGreaterThan(20);
    expect(cut.filter((entry) => ownersOf(entry).length > 0).map(({ row }) => row.name)).toEqual(
      [],
    );
  });
});

describe('look-alikes', () => {
  it('are not called SST’s by their name', () => {
    const alike = known.filter(({ row }) => !row.sst && row.indistinguishableByName === false);
    expect(alike.length).toBeGreaterThan(10);
    const taken = alike.filter(
      (entry) => ownersOf(entry).length > 0 || isSstShaped(entry.kind, entry.row.name),
    );
    expect(taken.map(({ row }) => row.name)).toEqual([]);
  });
});

it('reads a tail that spells a word both ways', () => {
  const readings = readName(
    'cloudfront-function',
    'acme-dev-WebCloudfrontFunctionRequest-frontend',
  );
  expect(readings.map(({ generation, prefix }) => [generation, prefix])).toEqual([
    ['tail', 'acme-dev'],
  ]);
});

describe('an access control', () => {
  const kind = 'cloudfront-origin-access-control';
  const generations = (name: string, description: string | null) =>
    readName(kind, name, description).map(({ generation, prefix }) => [generation, prefix]);

  it.each([
    ['acme-dev-Web-bkmtoxcd-1a2b3c4d', [['tail', 'acme-dev']]],
    ['acme-dev-Web-1a2b3c4d', [['plain', 'acme-dev']]],
    // The random part of one spells another one's tail.
    ['acme-dev-Web-frontend', [['plain', 'acme-dev']]],
    ['acme-dev-Web', [['plain', 'acme-dev']]],
    ['acme-dev-web', []],
    ['acme-dev-Web-1a2b3c4', []],
  ])('%s is read in every way in which SST ever named one', (name, expected) => {
    expect(generations(name, 'Created by SST')).toEqual(expected);
  });

  it('says nothing by its name without SST’s description', () => {
    expect(generations('acme-dev-Web-bkmtoxcd-1a2b3c4d', null)).toEqual([]);
    expect(isSstShaped(kind, 'acme-dev-Web-bkmtoxcd-1a2b3c4d', 'mine')).toBe(false);
    expect(isSstShaped(kind, 'anything', 'Created by SST')).toBe(true);
  });
});

it('gives a name to two pairs where app and stage both hold hyphens', () => {
  const facts = rules.get('cloudfront-function');
  if (!facts) throw new Error('the kind is missing');
  const both = [
    { app: 'my-app', stage: 'staging-eu' },
    { app: 'my-app-staging', stage: 'eu' },
  ];
  const fits = fitName(
    {
      kind: 'cloudfront-function',
      name: 'my-app-staging-eu-WebCloudfrontFunctionRequest-bkmtoxcd',
    },
    facts,
    pairsByPrefix(both),
  );
  expect(fits).toHaveLength(2);
});
