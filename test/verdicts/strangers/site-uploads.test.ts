import { describe, expect, it } from 'vitest';
import { match } from '../../../src/match/match.ts';
import type { BucketData, Fault, ObjectData } from 'simulated-aws';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { looking, plainOptions } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';

type Times = Readonly<Record<'first' | 'second' | 'left', string>>;
type Change = (bucket: BucketData, times: Times, account: AccountBuilder) => void;

/** The bucket of a site that was deployed twice, 60 and 50 days ago, and removed. */
async function lostWith(change: Change, faults: Fault[] = []) {
  const account = anAccount();
  const first = account.ago({ days: 60 });
  const times = { first, second: account.ago({ days: 50 }), left: account.ago({ days: 30 }) };
  const site = aSite({ app: 'acme', stage: 'pr-1', at: first });
  const [bucket] = site.buckets;
  bucket.versioning = 'Enabled';
  bucket.objects = [
    { key: '_assets/app.js', at: later(first, 60), body: 'one' },
    { key: '_assets/app.js', at: later(times.second, 60), body: 'two' },
  ];
  change(bucket, times, account);
  account
    .with(site)
    .home()
    .stage('acme', 'pr-1')
    .deploy(first, site.entries)
    .deploy(times.second, site.entries)
    .remove(times.left);
  account.data.faults = faults;
  const { losesData, verdict } = (await looking(account)).of(bucket.name);
  return { losesData, verdict };
}

const writes =
  (write: (times: Times, account: AccountBuilder) => ObjectData): Change =>
  (bucket, times, account) => {
    bucket.objects?.push({ body: 'x', ...write(times, account) });
  };

const between = (account: AccountBuilder) => account.ago({ days: 55 });

describe('a site’s own bucket that its stage let go of', () => {
  it.each<readonly [string, Change]>([
    ['nothing but what its deploys wrote', () => undefined],
    [
      'rendered pages',
      writes((_, account) => ({ key: '_cache/build/index.cache', at: between(account) })),
    ],
    [
      'a deletion',
      writes((_, account) => ({ key: '_assets/app.js', at: between(account), deleteMarker: true })),
    ],
    ['nothing', (bucket) => (bucket.objects = [])],
  ])('loses nothing that no deploy makes again where it holds %s', async (_, change) => {
    expect(await lostWith(change)).toEqual({ losesData: false, verdict: 'leftover' });
  });

  it.each<readonly [string, Change]>([
    [
      'an upload between two deploys',
      writes((_, account) => ({ key: 'uploads/contract.pdf', at: between(account) })),
    ],
    [
      'an upload soon after a deploy',
      writes(({ second }) => ({ key: 'uploads/a.pdf', at: later(second, 1200) })),
    ],
    [
      'an upload just before the remove ended',
      writes(({ left }) => ({ key: 'uploads/a.pdf', at: later(left, 30) })),
    ],
    [
      'an upload that was written over in a deploy',
      (bucket, { second }, account) => {
        const key = 'uploads/a.pdf';
        bucket.objects?.unshift({ key, at: between(account), body: 'a' });
        bucket.objects?.push({ key, at: later(second, 61), body: 'b' });
      },
    ],
    [
      'something called almost like rendered pages',
      writes((_, account) => ({ key: '_cached/a.pdf', at: between(account) })),
    ],
  ])('loses data where it holds %s', async (_, change) => {
    expect(await lostWith(change)).toMatchObject({ losesData: true, verdict: 'leftover' });
  });

  it('loses data where it holds more than a look shows, and its distribution may serve that', async () => {
    const fill: Parameters<typeof lostWith>[0] = (bucket, { first }) => {
      bucket.bulk = { versions: 20_001, perKey: 1, at: later(first, 60) };
    };
    expect(await lostWith(fill)).toMatchObject({ losesData: true, verdict: 'unknown' });
  });

  it('is looked into where somebody asks for it, whatever its verdict', async () => {
    const account = anAccount();
    const at = account.ago({ days: 60 });
    const site = aSite({ app: 'acme', stage: 'dev', at });
    account.with(site).home().stage('acme', 'dev').deploy(at, site.entries);
    const { inventory } = await looking(account);
    const [{ name }] = site.buckets;
    const needsWhere = (asked: readonly string[]) =>
      match({ ...inventory, answers: {} }, plainOptions, undefined, asked).openQuestions;
    const wanted = { type: 'bucket-contents', bucket: name, region: 'us-east-1' };
    expect(needsWhere([name])).toContainEqual(wanted);
    expect(needsWhere([])).not.toContainEqual(wanted);
  });

  it('is not known to lose nothing where it could not be read', async () => {
    const denied: Fault = { kind: 'deny', operation: 'S3.ListObjectVersions' };
    expect((await lostWith(() => undefined, [denied])).losesData).toBe(true);
  });
});
