import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { aRemovedSite, verdicts } from './telling.ts';

it('trap 38: the bootstrap belongs to all apps, even where its tags say a removed stage', async () => {
  const account = anAccount();
  const home = account.home();
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
  home.bucket.tags = { ...tags, 'sst:stage': 'pr-2' };
  const lost = account.home('eu-west-1', { registered: false });
  const made = { region: 'us-east-1', createdAt: account.ago({ days: 20 }), tags };
  const alike = 'sst-state-backup';
  account.with({
    buckets: [
      { name: 'sst-asset-abcdefhkmnor', ...made },
      { name: alike, ...made },
    ],
  });
  const ids = {
    home: home.bucket.name,
    lost: lost.bucket.name,
    asset: 'sst-asset-abcdefhkmnor',
    alike,
    gone: gone.buckets[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    home: 'protected (1)',
    lost: 'protected (1)',
    asset: 'protected (1)',
    alike: 'unknown (16)',
    gone: 'leftover certain (11)',
  });
});

it('trap 39: the code of a removed stage stays with the bucket that all apps share', async () => {
  const account = anAccount();
  const home = account.home();
  const asset = home.bucket.name.replace('state', 'asset');
  const at = account.ago({ days: 20 });
  const key = 'assets/WebServerFunction-code-0f3a.zip';
  account.with({
    buckets: [
      { name: asset, region: 'us-east-1', createdAt: at, objects: [{ key, at, body: 'zip' }] },
    ],
  });
  const site = aSite({ app: 'acme', stage: 'pr-1', at });
  account.with(site);
  // The stage owned the object, and once, by mistake, even the bucket.
  const code = { type: 'aws:s3/bucketObjectv2:BucketObjectv2', name: 'Code', id: key };
  const bucket = { type: 'aws:s3/bucketV2:BucketV2', name: 'Asset', id: asset };
  home
    .stage('acme', 'pr-1')
    .deploy(at, [...site.entries, { ...code, inputs: { bucket: asset, key } }, bucket])
    .remove(account.ago({ days: 3 }));
  const ids = { asset, own: site.buckets[0].name };
  expect(await verdicts(account, ids)).toEqual({
    asset: 'protected (1)',
    own: 'leftover certain (11)',
  });
});
