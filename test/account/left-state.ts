import type { AccountBuilder, HomeBuilder } from './account.ts';

/** What SST writes besides the checkpoint, the lock and the records of a run; sizes as listed. */
export function leftState(
  account: AccountBuilder,
  home: HomeBuilder,
  { app, stage, at }: { readonly app: string; readonly stage: string; readonly at: string },
): void {
  const { objects = [] } = home.bucket;
  home.bucket.objects = objects;
  for (const folder of ['snapshot', 'eventlog']) {
    const key = `${folder}/${app}/${stage}/fe69e3b3e57fac9474ca30bd.json`;
    // A remove of SST 3.13.17 and later hides them behind delete markers; their versions stay.
    objects.push({ key, at, size: 2_000_000 });
    objects.push({ key, at, deleteMarker: true });
  }
  objects.push({ key: `secret/${app}/${stage}.json`, at, size: 500 });
  objects.push({ key: `secret/${app}/_fallback.json`, at, size: 500 });
  passphraseOf(account, { app, stage, region: home.region });
}

/** Written by the stage's first run, before every state that stories tell of. */
export function passphraseOf(
  account: AccountBuilder,
  place: { readonly app: string; readonly stage: string; readonly region: string },
): void {
  account.data.ssm?.parameters.push({
    name: `/sst/passphrase/${place.app}/${place.stage}`,
    region: place.region,
    type: 'SecureString',
    value: 'correct horse battery staple',
    modifiedAt: account.ago({ days: 1000 }),
  });
}
