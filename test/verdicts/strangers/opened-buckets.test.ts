import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const unknown = 'unknown (8)';

type Statement = Readonly<Record<string, unknown>>;

const everybody = (bucket: string): Statement => ({
  Sid: 'PublicRead',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${bucket}/*`,
});
const anyDistribution = (bucket: string): Statement => ({
  ...everybody(bucket),
  Principal: { Service: 'cloudfront.amazonaws.com' },
});
/** SST's own: nobody without TLS (platform/src/components/aws/bucket.ts). */
const onlyTls = (bucket: string): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

type Policy = (bucket: string) => readonly Statement[];

interface Story {
  /** What the last state says; null: that there is a policy, and not which. */
  readonly recorded: Policy | null | 'none';
  readonly now: Policy;
}

/** The bucket of a removed stage, whose policy is another one now than its last state says. */
async function verdictOf({ recorded, now }: Story): Promise<string | null> {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const { name } = buckets[0];
  const text = (policy: Policy) =>
    JSON.stringify({ Version: '2012-10-17', Statement: policy(name) });
  buckets[0].policy = text(now);
  const entry: Entry = {
    type: 'aws:s3/bucketPolicy:BucketPolicy',
    name: 'UploadsPolicy',
    id: name,
    outputs: { bucket: name, ...(typeof recorded === 'function' && { policy: text(recorded) }) },
  };
  account
    .with({ buckets })
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, recorded === 'none' ? entries : [...entries, entry])
    .remove(account.ago({ days: 60 }));
  return (await verdicts(account, { bucket: name })).bucket;
}

describe('a bucket that its stage let go of', () => {
  it.each<[string, Story]>([
    ['everybody, and it had no policy', { recorded: 'none', now: (name) => [everybody(name)] }],
    [
      'everybody in brackets, and it had no policy',
      {
        recorded: 'none',
        now: (name) => [{ ...everybody(name), Principal: { AWS: ['*'] } }],
      },
    ],
    [
      'everybody, and its policy only banned plain HTTP',
      { recorded: (name) => [onlyTls(name)], now: (name) => [onlyTls(name), everybody(name)] },
    ],
    [
      'everybody to write, and they could read',
      {
        recorded: (name) => [everybody(name)],
        now: (name) => [{ ...everybody(name), Action: ['s3:GetObject', 's3:PutObject'] }],
      },
    ],
    [
      'everybody to all of it, and it was a folder',
      {
        recorded: (name) => [{ ...everybody(name), Resource: `arn:aws:s3:::${name}/public/*` }],
        now: (name) => [everybody(name)],
      },
    ],
    [
      'everybody, without the ban that it had',
      { recorded: (name) => [onlyTls(name), everybody(name)], now: (name) => [everybody(name)] },
    ],
    [
      'any distribution of any account, and it had no policy',
      { recorded: 'none', now: (name) => [anyDistribution(name)] },
    ],
  ])('is wanted by somebody where its policy now lets in %s', async (_, story) => {
    expect(await verdictOf(story)).toBe(unknown);
  });

  it.each<[string, Story]>([
    [
      'everybody, as before',
      { recorded: (name) => [everybody(name)], now: (name) => [everybody(name)] },
    ],
    [
      'everybody, as before in other words',
      {
        recorded: (name) => [everybody(name)],
        now: (name) => [
          { ...everybody(name), Sid: '', Principal: { AWS: ['*'] }, Action: ['s3:GetObject'] },
        ],
      },
    ],
    [
      'any distribution, as before',
      { recorded: (name) => [anyDistribution(name)], now: (name) => [anyDistribution(name)] },
    ],
    [
      'nobody any more',
      { recorded: (name) => [onlyTls(name), everybody(name)], now: (name) => [onlyTls(name)] },
    ],
    ['everybody, and its state does not say', { recorded: null, now: (name) => [everybody(name)] }],
    ['nobody, without the ban that it had', { recorded: (name) => [onlyTls(name)], now: () => [] }],
  ])('is left over where its policy lets in %s', async (_, story) => {
    expect(await verdictOf(story)).toBe(certain);
  });

  it('takes its distribution with it, which may serve what everybody now reads', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    const [bucket] = site.buckets;
    bucket.policy = JSON.stringify({ Statement: [everybody(bucket.name)] });
    const [distribution] = site.distributions;
    distribution.origins = [
      { id: 'default', domainName: `${bucket.name}.s3.us-east-1.amazonaws.com` },
    ];
    account
      .with(site)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), site.entries)
      .remove(account.ago({ days: 60 }));
    expect(await verdicts(account, { bucket: bucket.name, distribution: distribution.id })).toEqual(
      {
        bucket: 'unknown (5)',
        distribution: unknown,
      },
    );
  });
});
