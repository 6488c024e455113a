import { describe, expect, it } from 'vitest';
import type { BucketData, Fault } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { StageBuilder } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { all } from './everything.ts';

const region = 'eu-west-1';

/** A home of another name in a region whose parameter is denied; `acme/dev` has its own in us-east-1. */
function given(more: readonly Fault[] = []) {
  const account = anAccount();
  const bucket: BucketData = {
    name: 'company-iac-state',
    region,
    createdAt: account.ago({ days: 500 }),
    versioning: 'Enabled',
    objects: [],
  };
  account.data.s3.buckets.push(bucket);
  const value = JSON.stringify({ version: 5, asset: 'company-iac-assets', state: bucket.name });
  account.data.ssm?.parameters.push({ name: '/sst/bootstrap', region, value });
  account.data.faults = [{ kind: 'deny', operation: 'SSM.GetParameter', region }, ...more];
  const shop = new StageBuilder(bucket, { app: 'shop', stage: 'prod', region });
  return { account, shop, dev: account.home().stage('acme', 'dev'), bucket };
}

describe('a bucket of a region whose bootstrap could not be read', () => {
  it('that holds states claims what it imported from another stage', async () => {
    const { account, shop, dev } = given();
    const at = account.ago({ days: 60 });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'dev', at, retained: true });
    account.with({ buckets });
    dev.deploy(at, entries).remove(account.ago({ days: 50 }));
    const ids = { bucket: buckets[0].name };
    // Whoever it was kept for may be in a home that nobody sees.
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (9)' });
    const importID = buckets[0].name;
    const imported = entries.map((entry) => ({ ...entry, retainOnDelete: false, importID }));
    shop.deploy(account.ago({ days: 40 }), imported);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'live (4)' });
  });

  it('that holds states claims what it uses of another stage', async () => {
    const { account, shop, dev } = given();
    const at = account.ago({ days: 60 });
    const site = aSite({ app: 'acme', stage: 'dev', at });
    account.with(site);
    dev.deploy(at, site.entries).remove(account.ago({ days: 50 }));
    const ids = {
      distribution: site.distributions[0].id,
      function: site.functions[0].name,
      bucket: site.buckets[0].name,
    };
    expect(await verdicts(account, ids)).toEqual(all(ids, 'leftover certain (11)'));
    shop.deploy(
      account.ago({ days: 55 }),
      site.entries.map((entry) => ({ ...entry, external: true })),
    );
    expect(await verdicts(account, ids)).toEqual(all(ids, 'live (4)'));
  });

  it('that does not say whether it holds states may hold one that names anything', async () => {
    const listing = { kind: 'deny', operation: 'S3.ListObjectVersions' } as const;
    const { account, shop, dev, bucket } = given();
    const at = account.ago({ days: 60 });
    const site = aSite({ app: 'acme', stage: 'dev', at });
    account.with(site);
    dev.deploy(at, site.entries).remove(account.ago({ days: 50 }));
    shop.deploy(
      account.ago({ days: 55 }),
      site.entries.map((entry) => ({ ...entry, external: true })),
    );
    account.data.faults = [...(account.data.faults ?? []), { ...listing, target: bucket.name }];
    const ids = {
      distribution: site.distributions[0].id,
      function: site.functions[0].name,
      bucket: site.buckets[0].name,
    };
    expect(Object.values(await verdicts(account, ids))).toEqual([
      'unknown (7)',
      'unknown (5)',
      'unknown (7)',
    ]);
  });

  it('that does not say whether it holds states is unknown itself', async () => {
    const { account, dev } = given([
      { kind: 'deny', operation: 'S3.ListObjectVersions', target: 'acme-dev-archive' },
    ]);
    const at = account.ago({ days: 60 });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'dev', at, region });
    buckets[0].name = 'acme-dev-archive';
    account.with({ buckets });
    dev
      .deploy(
        at,
        entries.map((entry) => ({ ...entry, id: 'acme-dev-archive' })),
      )
      .remove(account.ago({ days: 50 }));
    expect(await verdicts(account, { bucket: 'acme-dev-archive' })).toEqual({
      bucket: 'unknown (7)',
    });
  });
});
