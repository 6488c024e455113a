import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const cloudFront = { Principal: { Service: 'cloudfront.amazonaws.com' } };
const distribution = (account: string, id: string) => ({
  ...cloudFront,
  Condition: {
    StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${account}:distribution/${id}` },
  },
});

/** A bucket of a removed stage whose policy has this statement. */
function given(statement: Readonly<Record<string, unknown>>) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  buckets[0].policy = JSON.stringify({ Statement: [{ ...allow, ...statement }] });
  account
    .with({ buckets })
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 9 }));
  return { account, ids: { bucket: buckets[0].name } };
}

describe('a bucket that its stage let go of', () => {
  it.each([
    ['a distribution of another account', distribution('210987654321', 'EOTHER00000001')],
    ['any distribution of another account', distribution('210987654321', '*')],
    ['another account', { Principal: { AWS: 'arn:aws:iam::210987654321:root' } }],
    ['another account, by its number alone', { Principal: { AWS: '210987654321' } }],
    [
      'a role of another account beside one of this one',
      {
        Principal: {
          AWS: ['arn:aws:iam::123456789012:role/a', 'arn:aws:iam::210987654321:role/b'],
        },
      },
    ],
  ])('is shared where its policy lets %s read it', async (_, statement) => {
    const { account, ids } = given(statement);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (8)' });
  });

  it.each([
    ['anybody read it, as a web site', { Principal: '*' }],
    ['a role of this account read it', { Principal: { AWS: 'arn:aws:iam::123456789012:role/a' } }],
    ['a distribution read it that is gone', distribution('123456789012', 'EGONE000000001')],
  ])('is a leftover where its policy lets %s', async (_, statement) => {
    const { account, ids } = given(statement);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'leftover certain (11)' });
  });

  it('is a leftover where its policy denies another account', async () => {
    const { account, ids } = given({ Effect: 'Deny', Principal: { AWS: '210987654321' } });
    expect(await verdicts(account, ids)).toEqual({ bucket: 'leftover certain (11)' });
  });

  it('is used where its policy lets a living distribution of this account read it', async () => {
    const { account, ids } = given(distribution('123456789012', 'EFOREIGN000001'));
    account.with({
      distributions: [{ id: 'EFOREIGN000001', origins: [{ domainName: 'origin.example.com' }] }],
    });
    expect(await verdicts(account, ids)).toEqual({ bucket: 'live (5)' });
  });

  it('is unknown where its policy could not be read', async () => {
    const { account, ids } = given({ Principal: '*' });
    account.data.faults = [{ kind: 'deny', operation: 'S3.GetBucketPolicy', target: ids.bucket }];
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (7)' });
  });
});
