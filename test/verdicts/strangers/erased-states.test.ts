import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, anEdgeSigner, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { all, words } from './everything.ts';

const given = () => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'prod', at: account.ago({ days: 100 }) };
  const [site, uploads, api] = [aSite(place), aUserBucket(place), aServer(place)];
  const signer = anEdgeSigner(place);
  const home = account.with(site, uploads, api, signer).home();
  const whole = [...site.entries, ...uploads.entries, ...api.entries, ...signer.entries];
  const ids = {
    bucket: uploads.buckets[0].name,
    lambda: `us-east-1:${api.lambdas[0].name}`,
    role: api.roles[0].name,
    logs: `us-east-1:${api.logGroups[0].name}`,
    edge: signer.lambdas[0].name,
    version: `${signer.lambdas[0].name}:1`,
  };
  return { account, home, stage: home.stage('acme', 'prod'), site, whole, ids };
};

it('a completed deploy whose state was erased may have begun with one that a person edited', async () => {
  const { account, home, stage, site, whole, ids } = given();
  stage.deploy(account.ago({ days: 100 }), whole);
  // Versioning was suspended: the edited state and this one's were one version, `null`, which was deleted by its id.
  stage.run({ at: account.ago({ days: 60 }), entries: site.entries, firstPush: null });
  home.bucket.objects = (home.bucket.objects ?? []).filter(
    ({ key, at = '' }) => !key.startsWith('app/') || at < account.ago({ days: 80 }),
  );
  stage.deploy(account.ago({ days: 40 }), site.entries);
  expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
});

describe('before 3.4.0 a run pushes once, so a second state within its span is somebody else’s', () => {
  it.each([
    ['between its record and the end of its lock', 178, 180],
    ['in the minutes after a crash that left its lock', 480, 3600],
  ] as const)('%s', async (_, edited, unlocked) => {
    const { account, home, stage, site, whole, ids } = given();
    const once = { version: '3.3.44', firstPush: null };
    const at = account.ago({ days: 60 });
    stage.deploy(account.ago({ days: 100 }), whole, once).deploy(at, whole, once);
    const end = (home.bucket.objects ?? []).findLast(
      ({ key, deleteMarker }) => key.startsWith('lock/') && deleteMarker,
    );
    if (end) end.at = later(at, unlocked);
    const body = checkpointJson({ app: 'acme', stage: 'prod', entries: site.entries });
    stage.object({ key: 'app/acme/prod.json', at: later(at, edited), body });
    stage.deploy(account.ago({ days: 40 }), site.entries, once);
    expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
  });
});
