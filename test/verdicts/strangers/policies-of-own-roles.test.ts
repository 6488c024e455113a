import { describe, expect, it } from 'vitest';
import { accountId, anAccount } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

/** Terraform's ETL role, which is there and worked an hour ago, reads the bucket: its policy names the role. */
describe('a bucket that its stage left behind', () => {
  it.each(['iam-role', 'vpc-endpoint'] as const)(
    'is in use where its policy names a living %s of this account',
    async (who) => {
      const account = anAccount();
      const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 200 }) });
      const [bucket] = uploads.buckets;
      const more =
        who === 'iam-role'
          ? { Principal: { AWS: `arn:aws:iam::${accountId}:role/etl` } }
          : { Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } };
      bucket.policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${bucket.name}/*`, ...more },
        ],
      });
      account.with(uploads, {
        roles: [
          {
            name: 'etl',
            createdAt: account.ago({ days: 400 }),
            lastUsedAt: account.ago({ hours: 1 }),
            trusts: ['glue.amazonaws.com'],
          },
        ],
      });
      account
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 200 }), uploads.entries)
        .remove(account.ago({ days: 100 }));
      expect((await verdicts(account, { bucket: bucket.name })).bucket).toMatch(/^live|^unknown/);
    },
  );
});
