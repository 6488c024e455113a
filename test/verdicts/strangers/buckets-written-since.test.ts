import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

/** A team's servers outside of SST write into a bucket that its stage left behind, or kept on purpose. */
async function told(retained: boolean) {
  const account = anAccount();
  const uploads = aUserBucket({
    app: 'acme',
    stage: 'pr-1',
    at: account.ago({ days: 200 }),
    retained,
  });
  const [bucket] = uploads.buckets;
  for (const days of [90, 30, 1])
    bucket.objects?.push({
      key: `orders/${days}.json`,
      at: account.ago({ days }),
      body: 'an order',
    });
  account.with(uploads);
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 200 }), uploads.entries)
    .remove(account.ago({ days: 100 }));
  return (await verdicts(account, { bucket: bucket.name })).bucket;
}

describe('a bucket into which somebody wrote yesterday, long after its stage was removed', () => {
  it.each([false, true])('is unknown (kept on purpose: %s)', async (retained) => {
    expect(await told(retained)).toMatch(/^unknown/);
  });
});

describe('a site that its stage let go of, and that stage was used again, and removed', () => {
  async function siteOf(writtenDaysAgo: number | null) {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at });
    const [[{ id: distribution }], [bucket]] = [site.distributions, site.buckets];
    if (writtenDaysAgo !== null)
      bucket.objects = [{ key: 'index.html', size: 9, at: account.ago({ days: writtenDaysAgo }) }];
    account
      .with(site)
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, site.entries)
      .remove(account.ago({ days: 100 }))
      .deploy(account.ago({ days: 50 }), [])
      .remove(account.ago({ days: 20 }));
    return verdicts(account, { distribution, bucket: bucket.name });
  }

  it('is unknown where somebody put a page into it in between', async () => {
    expect(await siteOf(60)).toEqual({ distribution: 'unknown (8)', bucket: 'unknown (8)' });
  });

  it('is a leftover where nobody did', async () => {
    expect((await siteOf(null)).distribution).toBe('leftover certain (11)');
  });
});
