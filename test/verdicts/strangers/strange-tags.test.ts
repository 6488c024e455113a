import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const unknown = 'unknown (8)';
const sst = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };

type Tags = Record<string, string>;

/** A bucket that its removed stage let go of, with these tags now; its state said those. */
async function bucketWith(
  now: Tags,
  recorded: Tags | null,
  more: (account: AccountBuilder) => void = () => {},
) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const [bucket] = buckets;
  bucket.tags = now;
  more(account);
  account
    .with({ buckets })
    .home()
    .stage('acme', 'pr-1')
    .deploy(
      at,
      entries.map((entry) => ({
        ...entry,
        ...(recorded && { outputs: { ...entry.outputs, tagsAll: recorded } }),
      })),
    )
    .remove(account.ago({ days: 60 }));
  return (await verdicts(account, { bucket: bucket.name })).bucket;
}

/** Buckets of a stage that lives on. */
function living(tags: Tags, count: number) {
  return (account: AccountBuilder) => {
    const at = account.ago({ days: 90 });
    const all = Array.from({ length: count }, (_, index) =>
      aUserBucket({ app: 'shop', stage: 'dev', component: `B${index}`, at }),
    );
    for (const { buckets } of all) buckets[0].tags = { ...buckets[0].tags, ...tags };
    account
      .with(...all)
      .home('eu-west-1')
      .stage('shop', 'dev')
      .deploy(
        at,
        all.flatMap(({ entries }) => entries),
      );
  };
}

describe('a bucket that its stage let go of', () => {
  const terraform = { 'managed-by': 'terraform' };

  it.each<readonly [string, Tags, Tags | null, string]>([
    [
      'with the tags that its state says',
      { ...sst, team: 'web' },
      { ...sst, team: 'web' },
      certain,
    ],
    ['with SST’s alone', sst, null, certain],
    ['with AWS’s own besides', { ...sst, 'aws:createdBy': 'me' }, sst, certain],
    ['with another tool’s besides', { ...sst, ...terraform }, sst, unknown],
    [
      'with another tool’s besides, where no state says which it had',
      { ...sst, ...terraform },
      null,
      unknown,
    ],
    ['with another tool’s in place of SST’s', terraform, sst, unknown],
    ['with a word that it stays in place of SST’s', { DoNotDelete: 'true' }, sst, unknown],
    ['with none at all', {}, sst, unknown],
    ['without SST’s stage', { 'sst:app': 'acme' }, sst, unknown],
    ['without one that its state says', sst, { ...sst, team: 'web' }, unknown],
    ['with another value', { ...sst, team: 'pay' }, { ...sst, team: 'web' }, unknown],
    ['with none at all, as its state says', {}, {}, certain],
  ])('is decided by its tags: %s', async (_, now, recorded, expected) => {
    expect(await bucketWith(now, recorded)).toBe(expected);
  });

  it.each([
    ['three living things have', living(terraform, 3), certain],
    ['two living things have', living(terraform, 2), unknown],
    ['no living thing has', living({}, 3), unknown],
  ])('may carry a tag that %s', async (_, more, expected) => {
    expect(await bucketWith({ ...sst, ...terraform }, sst, more)).toBe(expected);
  });

  it('may carry a tag that its stage gave to another thing of its', async () => {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
    const [one, other] = ['One', 'Other'].map((component) => aUserBucket({ ...place, component }));
    if (!one || !other) throw new Error('two buckets');
    one.buckets[0].tags = { ...sst, team: 'web' };
    account
      .with(one, other)
      .home()
      .stage('acme', 'pr-1')
      .deploy(place.at, [
        ...one.entries,
        ...other.entries.map((entry) => ({
          ...entry,
          outputs: { ...entry.outputs, tagsAll: { ...sst, team: 'web' } },
        })),
      ])
      .remove(account.ago({ days: 60 }));
    expect(await verdicts(account, { one: one.buckets[0].name })).toEqual({ one: certain });
  });

  it('is unknown where its tags could not be read', async () => {
    const deny = (account: AccountBuilder) => {
      account.data.faults = [{ kind: 'deny', operation: 'S3.GetBucketTagging' }];
    };
    expect(await bucketWith({ DoNotDelete: 'true' }, sst, deny)).toMatch(/^unknown/);
  });
});
