import type { BucketData, Fault } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aUserBucket } from '../../account/sites.ts';

const certain = 'leftover certain (11)';
const large = 20_000;

/** A bucket with users' files, of a stage that was removed 60 days ago. */
async function removed(
  holds: (bucket: BucketData) => void,
  {
    faults = [],
    isCounted = true,
  }: { readonly faults?: readonly Fault[]; readonly isCounted?: boolean } = {},
) {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-7', at });
  const [bucket] = buckets;
  holds(bucket);
  account.with({ buckets });
  if (!isCounted) {
    const dimensions = { BucketName: bucket.name, StorageType: 'AllStorageTypes' };
    const metric = {
      namespace: 'AWS/S3',
      name: 'NumberOfObjects',
      region: 'us-east-1',
      dimensions,
    };
    account.data.cloudwatch?.metrics.push({ ...metric, points: [] });
  }
  account
    .home()
    .stage('acme', 'pr-7')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  account.data.faults = [...faults];
  const looked = await looking(account);
  const { inventory } = looked;
  return {
    verdict: said(looked.of(bucket.name)),
    evidence: looked.of(bucket.name).evidence.map(({ detail }) => detail),
    gaps: inventory.gaps.map(({ operation }) => operation),
  };
}

describe('a bucket with more objects than a scan lists', () => {
  const many = (bucket: BucketData) =>
    Object.assign(bucket, { bulk: { versions: large, perKey: 1, at: '-200d' } });
  const written = (days: number) => (bucket: BucketData) => {
    many(bucket);
    bucket.objects = [...(bucket.objects ?? []), { key: 'zzz/new', at: `-${days}d`, body: 'x' }];
  };

  it('is left over where the count of its objects never rose again', async () => {
    expect(await removed(many)).toMatchObject({ verdict: certain, gaps: [] });
  });

  it('is unknown where that count rose after its stage was removed', async () => {
    const { verdict, evidence } = await removed(written(20));
    expect(verdict).toBe('unknown (8)');
    expect(evidence).toContainEqual(expect.stringContaining('it has had more of them since'));
  });

  it('is left over where that count rose before, and by the run that removed its stage', async () => {
    expect(await removed(written(61))).toMatchObject({ verdict: certain });
  });

  it('is unknown where its objects were never counted', async () => {
    const { verdict, evidence } = await removed(many, { isCounted: false });
    expect(verdict).toBe('unknown (8)');
    expect(evidence).toContainEqual(expect.stringContaining('S3 has no daily count of them'));
  });

  it('is unknown where the count may not be read', async () => {
    const { verdict, gaps } = await removed(many, {
      faults: [{ kind: 'deny', operation: 'CloudWatch.GetMetricData' }],
    });
    expect(verdict).toMatch(/^unknown/);
    expect(gaps).toContain('cloudwatch:GetMetricData');
  });
});

describe('an upload that is not finished', () => {
  const uploading = (at: string) => (bucket: BucketData) => {
    bucket.objects = [];
    bucket.uploads = [{ key: 'backup/db.tar', id: 'u1', at }];
  };

  it('keeps its bucket where it was begun after the stage was removed', async () => {
    const { verdict, evidence } = await removed(uploading('-5h'));
    expect(verdict).toBe('unknown (8)');
    expect(evidence).toContainEqual(expect.stringContaining('is not finished'));
  });

  it('keeps nothing where it was begun before', async () => {
    expect(await removed(uploading('-61d'))).toMatchObject({ verdict: certain });
  });

  it('leaves the bucket in doubt where uploads may not be listed', async () => {
    expect(
      await removed(uploading('-61d'), {
        faults: [{ kind: 'deny', operation: 'S3.ListMultipartUploads' }],
      }),
    ).toMatchObject({ verdict: 'unknown (7)', gaps: ['s3:ListBucketMultipartUploads'] });
  });
});
