import { describe, expect, it } from 'vitest';
import type { AccountData, Fault } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aUserBucket } from '../../account/sites.ts';

const certain = 'leftover certain (11)';

interface Story {
  readonly points?: readonly string[];
  /** Of another bucket that is nobody's. */
  readonly others?: readonly string[];
  readonly multiRegion?: readonly ('left' | 'other')[];
  readonly faults?: readonly Fault[];
  readonly ignoreRegions?: readonly string[];
}

/** A bucket that its stage let go of in eu-west-1, and one beside it that is nobody's. */
async function told({
  points = [],
  others = [],
  multiRegion = [],
  faults = [],
  ignoreRegions = [],
}: Story) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at, region: 'eu-west-1' });
  const { name } = uploads.buckets[0];
  uploads.buckets[0].accessPoints = [...points];
  account
    .with(uploads, {
      buckets: [
        { name: 'company-ledger', region: 'eu-west-1', createdAt: at, accessPoints: [...others] },
      ],
    })
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, uploads.entries)
    .remove(account.ago({ days: 60 }));
  const buckets = multiRegion.map((which) => (which === 'left' ? name : 'company-ledger'));
  const s3: NonNullable<AccountData['s3']> = account.data.s3;
  if (buckets.length > 0) s3.multiRegionAccessPoints = [{ name: 'everywhere', buckets }];
  account.data.faults = [...faults];
  const looked = await looking(account, { ignoreRegions });
  const { byOperation } = looked.inventory.calls;
  return {
    verdict: said(looked.of(name)),
    asked: [byOperation['S3.ListAccessPoints'], byOperation['S3.ListMultiRegionAccessPoints']],
  };
}

const deny = (operation: string): Fault => ({ kind: 'deny', operation: `S3.${operation}` });

describe('a bucket that its stage let go of', () => {
  it.each<[string, Story]>([
    ['an access point leads to it', { points: ['reports'] }],
    ['a multi-region access point leads to it', { multiRegion: ['other', 'left'] }],
  ])('is in use where %s', async (_, story) => {
    expect((await told(story)).verdict).toBe('unknown (8)');
  });

  it.each<[string, Story]>([
    ['there are none', {}],
    ['they lead to another bucket', { others: ['ledger'], multiRegion: ['other'] }],
  ])('is left over where %s', async (_, story) => {
    expect((await told(story)).verdict).toBe(certain);
  });

  it('is found behind access points that fill a page', async () => {
    const others = Array.from({ length: 1000 }, (_, index) => `ledger-${1000 + index}`);
    expect((await told({ others, points: ['reports'] })).verdict).toBe('unknown (8)');
    expect((await told({ others })).verdict).toBe(certain);
  });

  it('costs a call for its region and one for the account', async () => {
    expect((await told({})).asked).toEqual([1, 1]);
  });

  it.each(['ListAccessPoints', 'ListMultiRegionAccessPoints'])(
    'is unknown where %s is denied',
    async (operation) => {
      expect((await told({ faults: [deny(operation)] })).verdict).toBe('unknown (8)');
    },
  );

  it('is left over where us-west-2 is denied as a whole, and somebody vouches for that', async () => {
    const fault: Fault = { kind: 'deny', operation: '*', region: 'us-west-2' };
    expect((await told({ faults: [fault] })).verdict).toBe('unknown (8)');
    const ignoreRegions = ['us-west-2'];
    expect((await told({ faults: [fault], ignoreRegions })).verdict).toBe(certain);
  });
});
