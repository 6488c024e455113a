import { describe, expect, it } from 'vitest';
import type { PolicyPurpose } from '../../../src/commands/input/policy-purposes.ts';
import { policyFor } from '../../../src/commands/policy/document.ts';
import { wholeAccount } from '../../../src/commands/policy/scope.ts';
import { kinds } from '../../../src/kinds/index.ts';

const account = '123456789012';

function statementsWith(purpose: PolicyPurpose, action: string) {
  return policyFor(purpose, kinds, { account, pairs: [] }).Statement.filter((statement) =>
    statement.Action.includes(action),
  );
}

describe('the policy for a scan', () => {
  it('changes nothing', () => {
    const actions = policyFor('scan', kinds, { account, pairs: [] }).Statement.flatMap(
      (statement) => statement.Action,
    );
    expect(actions.filter((action) => !/:(Get|List|Describe)/.test(action))).toEqual([]);
  });

  it('reads contents in state buckets only', () => {
    const reads = [
      ...statementsWith('scan', 's3:GetObject'),
      ...statementsWith('scan', 's3:GetObjectVersion'),
    ];
    expect(new Set(reads.map(({ Resource }) => Resource))).toEqual(
      new Set(['arn:aws:s3:::sst-state-*/*']),
    );
  });

  it('holds all that the kinds declare', () => {
    const actions = new Set(
      policyFor('scan', kinds, wholeAccount).Statement.flatMap((statement) => statement.Action),
    );
    expect(
      kinds.flatMap(({ permissions }) => permissions.scan).filter((action) => !actions.has(action)),
    ).toEqual([]);
  });
});

describe('the policy for a sweep', () => {
  it('can never delete from the buckets of SST’s bootstrap', () => {
    for (const action of ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket']) {
      expect(statementsWith('sweep', action)).toMatchObject([
        {
          NotResource: expect.arrayContaining([
            'arn:aws:s3:::sst-state-*',
            'arn:aws:s3:::sst-asset-*/*',
          ]),
        },
      ]);
    }
  });

  it('reaches one account only where it is named', () => {
    expect(statementsWith('sweep', 'cloudfront:DeleteDistribution')).toMatchObject([
      { Resource: [`arn:aws:cloudfront::${account}:distribution/*`] },
    ]);
  });

  it('gives every statement a name of its own', () => {
    const names = policyFor('sweep', kinds, wholeAccount).Statement.map(({ Sid }) => Sid);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Za-z0-9]+$/.test(name))).toEqual([]);
  });
});

function actionsFor(purpose: PolicyPurpose): ReadonlySet<string> {
  return new Set(
    policyFor(purpose, kinds, { account, pairs: [] }).Statement.flatMap(({ Action }) => Action),
  );
}

describe('the policy for a restore', () => {
  it('holds all that a sweep and the restores of the kinds need', () => {
    const actions = actionsFor('restore');
    const needed = [
      ...actionsFor('sweep'),
      ...kinds.flatMap(({ restore }) => ('permissions' in restore ? restore.permissions : [])),
    ];
    expect(needed.filter((action) => !actions.has(action))).toEqual([]);
    expect(actions).toContain('s3:CreateBucket');
  });
});

describe('the policy for a sweep with --archive', () => {
  it('reads objects of all buckets but those of SST’s bootstrap', () => {
    const [statement] = statementsWith('archive', 's3:GetObjectVersionTagging');
    expect(statement).toMatchObject({
      NotResource: expect.arrayContaining([
        'arn:aws:s3:::sst-state-*/*',
        'arn:aws:s3:::sst-asset-*/*',
      ]),
    });
  });

  it('writes into one bucket, whose name is still to be written', () => {
    expect(statementsWith('archive', 's3:PutObject')).toMatchObject([
      { Resource: 'arn:aws:s3:::YOUR-ARCHIVE-BUCKET/*' },
    ]);
  });
});
