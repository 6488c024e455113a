import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { aSite } from '../../account/sites.ts';
import { withFault } from '../attacks/asking.ts';
import { aLiveSite, aRemovedSite, verdicts, verdictsIn } from './telling.ts';

it.each(['S3.ListObjectVersions', 'S3.GetObject', 'S3.GetBucketVersioning'] as const)(
  'trap 28: a home that cannot be read (%s denied) is not empty',
  async (operation) => {
    const account = anAccount();
    const gone = aRemovedSite(account, account.home(), { stage: 'pr-1' });
    const hidden = account.home('eu-west-1');
    hidden.stage('acme', 'pr-1').deploy(account.ago({ days: 2 }), gone.entries.slice(1));
    const ids = { distribution: gone.distributions[0].id, function: gone.functions[0].name };
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'live (4)',
      function: 'live (5)',
    });
    const fault = { kind: 'deny', operation, region: 'eu-west-1' } as const;
    const looked = await withFault(account, fault);
    expect(verdictsIn(looked, ids)).toEqual({
      distribution: 'unknown (7)',
      function: 'unknown (5)',
    });
    hidden.bucket.objects = [];
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'leftover certain (11)',
      function: 'leftover certain (11)',
    });
  },
);

it('trap 28: where the bootstrap cannot be read, its homes claim, and departures stand', async () => {
  const account = anAccount();
  const home = account.home();
  const [claimed, gone] = ['pr-1', 'pr-2'].map((stage) => aRemovedSite(account, home, { stage }));
  if (!claimed || !gone) throw new Error('a site is missing');
  const other = account.home('eu-west-1');
  other.stage('acme', 'pr-1').deploy(account.ago({ days: 2 }), claimed.entries);
  other
    .stage('acme', 'pr-2')
    .deploy(account.ago({ days: 40 }), [])
    .remove(account.ago({ days: 30 }));
  const ids = { claimed: claimed.distributions[0].id, gone: gone.distributions[0].id };
  const live = { claimed: 'live (4)' };
  expect(await verdicts(account, ids)).toEqual({ ...live, gone: 'leftover certain (11)' });
  const fault = { kind: 'deny', operation: 'SSM.GetParameter', region: 'eu-west-1' } as const;
  expect(verdictsIn(await withFault(account, fault), ids)).toEqual({
    ...live,
    gone: 'leftover certain (11)',
  });
});

it('trap 29: a state that is gzipped, empty in three ways, or no state at all', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  const after = (stage: string, latest: unknown, body?: string | Record<string, unknown>) => {
    const site = aSite({ app: 'acme', stage, at });
    account.with(site);
    home
      .stage('acme', stage)
      .deploy(at, site.entries)
      .run({
        at: account.ago({ days: 3 }),
        command: 'remove',
        checkpoint: { version: 3, checkpoint: { latest } },
      });
    if (body === undefined) return site.distributions[0].id;
    const written = home.bucket.objects?.findLast(({ key }) => key === `app/acme/${stage}.json`);
    if (written) Object.assign(written, { body, gzip: stage.startsWith('gzip') });
    return site.distributions[0].id;
  };
  const full = aSite({ app: 'acme', stage: 'gzip-live', at }).entries;
  const live = checkpointJson({ app: 'acme', stage: 'gzip-live', entries: full });
  const ids = {
    gzipLive: after('gzip-live', {}, live),
    gzipEmpty: after('gzip-empty', {}, { version: 3, checkpoint: { latest: {} } }),
    absent: after('absent', {}),
    null: after('null', { resources: null }),
    none: after('none', { resources: [] }),
    latest: after('latest', undefined),
    noCheckpoint: after('no-checkpoint', {}, '{}'),
    noList: after('no-list', { resources: {} }),
  };
  expect(await verdicts(account, ids)).toEqual({
    gzipLive: 'live (4)',
    gzipEmpty: 'leftover certain (11)',
    absent: 'leftover certain (11)',
    null: 'leftover certain (11)',
    none: 'leftover certain (11)',
    latest: 'leftover certain (11)',
    noCheckpoint: 'unknown (7)',
    noList: 'unknown (7)',
  });
  const cut = after('cut', {}, '{"version":3,"checkpoint":{"latest":{"resources":[');
  // Whatever it named is cut off: any of the others may be among it.
  expect(await verdicts(account, { cut, ...ids })).toMatchObject({
    cut: 'unknown (7)',
    gzipLive: 'live (4)',
    none: 'unknown (7)',
  });
});

it('trap 29: a home whose every object is gzipped is read like any other', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aLiveSite(account, home, { stage: 'prod' });
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const locked = aRemovedSite(account, home, { stage: 'pr-2' });
  home.stage('acme', 'pr-2').run({ at: account.ago({ minutes: 9 }), completed: false });
  for (const object of home.bucket.objects ?? [])
    if (!object.deleteMarker) Object.assign(object, { gzip: true, contentEncoding: 'gzip' });
  const ids = {
    live: live.distributions[0].id,
    gone: gone.distributions[0].id,
    locked: locked.distributions[0].id,
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    gone: 'leftover certain (11)',
    locked: 'busy (6)',
  });
});
