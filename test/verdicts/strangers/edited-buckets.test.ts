import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';

interface Days {
  /** Since it was made; absent: since the first deploy. */
  readonly made?: number;
  /** Since a setting of it was last written. */
  readonly edited?: number;
}

/** A stage that was deployed 200 days ago and removed 100 days ago; its remove took an hour. */
async function told({ made = 200, edited }: Days): Promise<string | null> {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const [bucket] = uploads.buckets;
  bucket.createdAt = account.ago({ days: made });
  if (edited !== undefined) bucket.changedAt = account.ago({ days: edited });
  account
    .with(uploads)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, uploads.entries)
    .remove(account.ago({ days: 100 }), { lasts: 3600 });
  return (await verdicts(account, { bucket: bucket.name })).bucket;
}

const anHour = 1 / 24;

describe('a bucket that its stage let go of', () => {
  it('is a leftover where its settings were last written while it was its stage’s', async () => {
    expect(await told({ edited: 150 })).toBe('leftover certain (11)');
  });

  it('is a leftover where the remove took its policy and then failed on it', async () => {
    expect(await told({ edited: 100 - anHour / 2 })).toBe('leftover certain (11)');
  });

  it('is unknown where somebody changed a setting since: a web site, rules, copies', async () => {
    expect(await told({ edited: 3 })).toBe('unknown (8)');
  });

  it('is unknown where it was made anew while the remove still ran', async () => {
    expect(await told({ made: 100 - anHour / 2 })).toBe('unknown (8)');
  });
});

describe('a bucket that a deleted stack of SST v2 retained', () => {
  const start = { days: 40 };
  /**
   * `edited`, `made`: minutes after the deletion began, at which a setting was last written, and at which it
   * was made; `again`: days since a second try deleted the rest.
   */
  async function toldOf(edited: number, { made = 0, again = 30 } = {}) {
    const account = anAccount();
    const at = account.ago(start);
    const deletedAt = account.ago({ days: 30 });
    const name = 'pr-1-acme-site-uploadsbucketabcdef01-abcdefghijkl';
    account.with({
      buckets: [
        {
          name,
          region: 'us-east-1',
          createdAt: made === 0 ? at : later(deletedAt, made * 60),
          changedAt: later(deletedAt, edited * 60),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          objects: [{ key: 'invoice.pdf', at, body: 'a document' }],
        },
      ],
      stacks: [
        {
          name: 'pr-1-acme-site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: at,
          deletedAt: account.ago({ days: again }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          resources: [
            {
              logicalId: 'UploadsBucketABCDEF01',
              physicalId: name,
              type: 'AWS::S3::Bucket',
              status: 'DELETE_SKIPPED',
              at: later(deletedAt, 10 * 60),
            },
          ],
        },
      ],
    });
    return (await verdicts(account, { bucket: name })).bucket;
  }

  it('is retained where the stack took its policy before its turn came', async () => {
    expect(await toldOf(5)).toMatch(/^retained/);
  });

  it('is unknown where a setting was changed after that', async () => {
    expect(await toldOf(15)).toBe('unknown (8)');
    expect(await toldOf(15, { again: 5 })).toBe('unknown (8)');
  });

  it('is unknown where it was made anew before the rest was deleted', async () => {
    expect(await toldOf(15, { made: 15, again: 5 })).toMatch(/^unknown/);
  });
});
