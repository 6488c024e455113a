import type { Fault } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aUserBucket } from '../../account/sites.ts';

const region = 'eu-central-1';
const certain = 'leftover certain (11)';

/** What becomes of the bucket of a removed stage in us-east-1, the only region that anything points at. */
async function removed(
  besides: (account: AccountBuilder, bucket: string) => void,
  faults: readonly Fault[] = [],
) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const bucket = buckets[0].name;
  account.with({ buckets });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  besides(account, bucket);
  account.data.faults = [...faults];
  const looked = await looking(account);
  return {
    verdict: said(looked.of(bucket)),
    gaps: looked.inventory.gaps.map((gap) => `${gap.operation} ${gap.region ?? ''}`),
    regions: looked.inventory.regions,
  };
}

const nothing = () => undefined;

const aReport = (account: AccountBuilder, bucket: string) =>
  account.with({
    lambdas: [
      {
        name: 'report',
        region,
        modifiedAt: account.ago({ days: 90 }),
        environment: { BUCKET: bucket },
      },
    ],
  });

describe('in a region that nothing points at', () => {
  it('a function keeps the bucket that its environment names', async () => {
    const { verdict } = await removed(aReport);
    expect(verdict).toBe('live (5)');
  });

  it('a stack keeps the bucket that it imported', async () => {
    const { verdict } = await removed((account, bucket) => {
      account.with({
        stacks: [
          {
            name: 'archive',
            region,
            status: 'IMPORT_COMPLETE',
            createdAt: account.ago({ days: 20 }),
            resources: [
              {
                logicalId: 'B',
                physicalId: bucket,
                type: 'AWS::S3::Bucket',
                status: 'IMPORT_COMPLETE',
              },
            ],
          },
        ],
      });
    });
    expect(verdict).toBe('live (4)');
  });

  it('a bootstrap leads to the home whose bucket lies elsewhere, under a name of its own', async () => {
    const { verdict } = await removed((account, bucket) => {
      account.register(region, { state: 'acme-iac', asset: 'acme-iac-assets' });
      const home = account.home('us-west-2', { bucket: 'acme-iac', registered: false });
      home
        .stage('shop', 'prod')
        .deploy(account.ago({ days: 30 }), [
          { type: 'aws:s3/bucket:Bucket', name: 'Old', id: bucket, external: true },
        ]);
    });
    expect(verdict).toBe('live (4)');
  });

  it('nothing is read where it holds nothing', async () => {
    const { verdict, regions } = await removed(nothing);
    expect({ verdict, regions }).toEqual({ verdict: certain, regions: ['us-east-1'] });
  });

  it('nothing is in doubt where a service control policy closes it', async () => {
    const { verdict, gaps } = await removed(nothing, [{ kind: 'deny', operation: '*', region }]);
    expect({ verdict, gaps }).toEqual({ verdict: certain, gaps: [] });
  });

  it('everything is in doubt where AWS fails to say what it holds', async () => {
    const { verdict, gaps } = await removed(nothing, [
      { kind: 'error', operation: 'Lambda.ListFunctions', region },
    ]);
    expect({ verdict, gaps }).toEqual({
      verdict: 'unknown (7)',
      gaps: ['lambda:ListFunctions eu-central-1', 'lambda:ListFunctions eu-central-1'],
    });
  });
});
