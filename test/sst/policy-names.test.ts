import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyNames } from '../../src/sst/policy-names.ts';

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly sst: boolean;
}

/** Names from SST's own naming code. */
const rows = readFileSync(new URL('../../fixtures/names.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const rules: Readonly<Record<string, Parameters<typeof policyNames>[1]>> = {
  'cloudfront:function': { nameLimit: 64, lowerCaseNames: false },
  'lambda:edge': { nameLimit: 64, lowerCaseNames: false },
  's3:bucket': { nameLimit: 63, lowerCaseNames: true },
};

function isMatch(patterns: readonly string[], name: string): boolean {
  const regular = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return patterns.some((pattern) => regular(pattern).test(name));
}

const named = rows.flatMap(({ sst, kind, app, stage, name }) => {
  const own = rules[kind];
  return sst && own && app !== null && stage !== null ? [{ app, stage, name, own }] : [];
});

describe('the names that a policy opens for one stage', () => {
  it('have every name that SST gave in it, as long as its stage stands in it whole', () => {
    const withStage = named.filter(({ name, stage, own }) =>
      `-${name}`.includes(`-${own.lowerCaseNames ? stage.toLowerCase() : stage}-`),
    );
    expect(withStage.length).toBeGreaterThan(200);
    const missed = withStage.filter(
      ({ app, stage, own, name }) => !isMatch(policyNames({ app, stage }, own), name),
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it('have no name of another stage that is not cut', () => {
    const whole = named.filter(
      ({ app, stage, name, own }) =>
        name.startsWith(
          `${own.lowerCaseNames ? `${app}-${stage}`.toLowerCase() : `${app}-${stage}`}-`,
        ) && name.length < 60,
    );
    const patterns = policyNames(
      { app: 'acme', stage: 'pr-1' },
      { nameLimit: 64, lowerCaseNames: false },
    );
    const opened = whole.filter(
      ({ app, stage, name }) =>
        !`${app}-${stage}-`.startsWith('acme-pr-1-') && isMatch(patterns, name),
    );
    expect(whole.length).toBeGreaterThan(150);
    expect(opened.map(({ name }) => name)).toEqual([]);
  });

  it('have those of SST v2, which begin with the stage', () => {
    const patterns = policyNames(
      { app: 'acme', stage: 'pr-1' },
      { nameLimit: 63, lowerCaseNames: true },
    );
    expect(isMatch(patterns, 'pr-1-acme-site-sites3bucket-1a2b3c')).toBe(true);
    expect(isMatch(patterns, 'pr-2-acme-site-sites3bucket-1a2b3c')).toBe(false);
  });

  it.each([
    [
      { app: 'acme', stage: null },
      'acme-pr-9-ApiFunction-bcdefhkb',
      'acmes-pr-9-ApiFunction-bcdefhkb',
    ],
    [
      { app: null, stage: 'pr-1' },
      'docs-pr-1-ApiFunction-bcdefhkb',
      'docs-pr-12-ApiFunction-bcdefhkb',
    ],
    [
      { app: 'acme', stage: 'pr-*' },
      'acme-pr-77-ApiFunction-bcdefhkb',
      'acme-dev-ApiFunction-bcdefhkb',
    ],
  ])('follow what is asked for: %j', (pair, inside, outside) => {
    const patterns = policyNames(pair, { nameLimit: 64, lowerCaseNames: false });
    expect(isMatch(patterns, inside)).toBe(true);
    expect(isMatch(patterns, outside)).toBe(false);
  });
});
