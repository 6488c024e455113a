import { describe, expect, it } from 'vitest';
import { accountId, anAccount } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

/** Since April 2023 buckets have no ACLs: the console lets S3 log into one by this statement of its policy. */
function allowing(service: string) {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'S3PolicyStmt-DO-NOT-MODIFY-1682000000000',
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::BUCKET/*',
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
    ],
  });
}

describe('a bucket that its stage left behind, into which others log today', () => {
  it.each([
    'logging.s3.amazonaws.com',
    'cloudtrail.amazonaws.com',
    'delivery.logs.amazonaws.com',
    'logdelivery.elasticloadbalancing.amazonaws.com',
  ])('is no leftover: %s', async (service) => {
    const account = anAccount();
    const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 200 }) });
    const [bucket] = uploads.buckets;
    bucket.policy = allowing(service).replace('BUCKET', bucket.name);
    bucket.objects?.push({ key: 'logs/2026-11-21', at: account.ago({ days: 1 }), body: 'today' });
    account.with(uploads, {
      buckets: [
        {
          name: 'shop-data',
          region: 'us-east-1',
          createdAt: account.ago({ days: 300 }),
          logging: { bucket: bucket.name },
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 200 }), uploads.entries)
      .remove(account.ago({ days: 100 }));
    const said = await verdicts(account, { bucket: bucket.name });
    expect(said.bucket).toMatch(/^live|^unknown/);
  });
});
