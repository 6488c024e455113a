import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { checkpointJson, type Entry } from '../../account/checkpoint.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, anEdgeSigner, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { erase } from '../attacks/asking.ts';
import { verdicts } from '../traps/telling.ts';
import { all, everythingOf, parameter, words } from './everything.ts';

/** A stage with a site that stays in its state, and a bucket and functions that a person hands over to Terraform. */
function given(version: string) {
  const account = anAccount();
  const place = { app: 'acme', stage: 'prod', at: account.ago({ days: 100 }) };
  const site = aSite(place);
  const uploads = aUserBucket(place);
  const api = aServer(place);
  const signer = anEdgeSigner(place);
  const home = account.with(site, uploads, api, signer).home();
  // Before 3.4.0 a run pushed its state once, at its end.
  const once = version.startsWith('3.3') ? ({ version, firstPush: null } as const) : { version };
  const handed = [...uploads.entries, ...api.entries, ...signer.entries];
  const stage = home.stage('acme', 'prod');
  const [edge] = signer.lambdas;
  return {
    account,
    home,
    once,
    site,
    whole: [...site.entries, ...handed],
    stage,
    ids: {
      bucket: uploads.buckets[0].name,
      lambda: `us-east-1:${api.lambdas[0].name}`,
      role: api.roles[0].name,
      logs: `us-east-1:${api.logGroups[0].name}`,
      edge: edge.name,
      version: `${edge.name}:1`,
    },
  };
}

/** `aws s3 cp` of an edited export, 70 days ago: no run writes it. */
function editedByHand(version: string) {
  const told = given(version);
  const { account, home, once, site, stage, whole } = told;
  stage.deploy(account.ago({ days: 100 }), whole, once).deploy(account.ago({ days: 80 }), whole, {
    ...once,
  });
  const body = checkpointJson({ app: 'acme', stage: 'prod', entries: site.entries });
  stage.object({ key: 'app/acme/prod.json', at: account.ago({ days: 70 }), body });
  const firstPush = once.firstPush === null ? null : site.entries;
  stage.run({ at: account.ago({ days: 60 }), version, entries: site.entries, firstPush });
  return { ...told, home };
}

const versions = ['3.3.44', '3.4.0', '3.7.15', '3.17.0', '4.17.0'];

describe('a state that a person wrote between two deploys', () => {
  it.each(versions)('is no departure in the next deploy of %s', async (version) => {
    for (const kept of ['all', 'without locks', 'without locks and records'] as const) {
      const { account, home, ids } = editedByHand(version);
      if (kept !== 'all') erase(home, 'lock/');
      if (kept === 'without locks and records') erase(home, 'update/');
      expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
    }
  });

  it.each(versions)(
    'is none either once the stage is removed with a remove of %s',
    async (version) => {
      const { account, home, stage, once, site, ids } = editedByHand(version);
      stage.remove(account.ago({ days: 50 }), once);
      account.without([site.distributions[0].id, site.functions[0].name, site.buckets[0].name]);
      erase(home, 'lock/');
      expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
    },
  );

  it.each(['3.4.0', '4.17.0'])(
    'is none in the seconds between the record and the end of the lock of %s',
    async (version) => {
      const { account, stage, whole, site, ids } = given(version);
      const at = account.ago({ days: 60 });
      stage.deploy(account.ago({ days: 100 }), whole).deploy(at, whole, { version, lasts: 180 });
      const body = checkpointJson({ app: 'acme', stage: 'prod', entries: site.entries });
      stage.object({ key: 'app/acme/prod.json', at: later(at, 178), body });
      stage.run({
        at: account.ago({ days: 40 }),
        version,
        entries: site.entries,
        firstPush: site.entries,
      });
      expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
    },
  );

  it.each(['3.4.0', '3.17.0', '4.17.0'])(
    'differs in that from what a deploy of %s let go of, locks or not',
    async (version) => {
      for (const locks of [true, false]) {
        const { account, home, stage, whole, site, ids } = given(version);
        stage
          .deploy(account.ago({ days: 100 }), whole, { version })
          .deploy(account.ago({ days: 60 }), site.entries, { version });
        if (!locks) erase(home, 'lock/');
        expect(await verdicts(account, ids)).toEqual(all(ids, 'leftover certain (11)'));
      }
    },
  );
});

describe('a function of CloudFront that nothing uses', () => {
  const name = 'acme-prod-OldCloudfrontFunctionRequest-bkmtoxcd';

  it.each([
    ['state edit', 'living', 'unknown (8)'],
    ['state edit', 'removed', 'unknown (8)'],
    ['an edited state', 'living', 'unknown (8)'],
    ['an edited state', 'removed', 'unknown (8)'],
    ['a deploy', 'living', 'leftover certain (11)'],
    ['a deploy', 'removed', 'leftover certain (11)'],
  ] as const)(
    'that left by %s may be handed over by hand alone, its stage being %s',
    async (how, then, expected) => {
      const account = anAccount();
      const at = account.ago({ days: 100 });
      const old: Entry = {
        type: 'aws:cloudfront/function:Function',
        name: 'OldCloudfrontFunctionRequest',
        id: name,
        under: [['sst:aws:Nextjs', 'Old']],
      };
      const stage = account
        .with({ functions: [{ name, createdAt: at, modifiedAt: at }] })
        .home()
        .stage('acme', 'prod')
        .deploy(at, [old, parameter]);
      const when = account.ago({ days: 70 });
      const entries = [parameter];
      if (how === 'state edit') stage.run({ at: when, command: 'edit', entries });
      if (how === 'an edited state') {
        const body = checkpointJson({ app: 'acme', stage: 'prod', entries });
        stage.object({ key: 'app/acme/prod.json', at: when, body });
      }
      const firstPush = how === 'a deploy' ? undefined : entries;
      stage.run({ at: account.ago({ days: 60 }), entries, ...(firstPush && { firstPush }) });
      if (then === 'removed') stage.remove(account.ago({ days: 50 }));
      expect(await verdicts(account, { name })).toEqual({ name: expected });
    },
  );
});

describe('a home whose versioning was suspended for a while', () => {
  /** Suspended 80 to 50 days ago. Then a person wrote a state that a deploy wrote over: both were the version `null`. */
  const suspended = () => {
    const told = given('3.17.0');
    const { account, home, stage, whole, site } = told;
    stage.deploy(account.ago({ days: 100 }), whole);
    stage.run({ at: account.ago({ days: 60 }), entries: site.entries, firstPush: null });
    for (const object of home.bucket.objects ?? [])
      if (object.key.startsWith('app/') && (object.at ?? '') > account.ago({ days: 80 }))
        object.versionId = 'null';
    stage.deploy(account.ago({ days: 40 }), site.entries);
    return told;
  };

  it('does not tell how a thing left, while its stage lives', async () => {
    const { account, ids } = suspended();
    expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
  });

  it('does not tell it either once the stage is removed, nor with locks that were suspended too', async () => {
    const { account, home, stage, site, ids } = suspended();
    stage.remove(account.ago({ days: 20 }));
    account.without([site.distributions[0].id, site.functions[0].name, site.buckets[0].name]);
    const marked = (home.bucket.objects ?? []).filter(
      ({ key, at = '' }) =>
        key.startsWith('lock/') && at > account.ago({ days: 80 }) && at < account.ago({ days: 50 }),
    );
    // The lock was the version `null`, and so was the marker that replaced it.
    for (const object of marked) if (object.deleteMarker) object.versionId = 'null';
    home.bucket.objects = (home.bucket.objects ?? []).filter(
      (object) => !marked.includes(object) || object.deleteMarker === true,
    );
    expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
  });

  it('does not tell what it recorded meanwhile', async () => {
    for (const then of ['living', 'removed'] as const) {
      const account = anAccount();
      const start = account.ago({ days: 70 });
      const { parts, entries, ids } = everythingOf({ stage: 'prod', at: later(start, 90) });
      const home = account.with(...parts).home();
      const stage = home
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 100 }), [parameter])
        .deploy(start, [...entries, parameter]);
      // One version, null: what the deploy recorded, what a person made of it, what the next one wrote.
      stage.run({ at: account.ago({ days: 60 }), entries: [parameter], firstPush: null });
      const written = (home.bucket.objects ?? []).filter(
        ({ key, at = '' }) => key.startsWith('app/') && at > account.ago({ days: 80 }),
      );
      const last = written.at(-1);
      if (last) last.versionId = 'null';
      home.bucket.objects = (home.bucket.objects ?? []).filter(
        (object) => object === last || !written.includes(object),
      );
      if (then === 'living') stage.deploy(account.ago({ days: 40 }), [parameter]);
      else stage.remove(account.ago({ days: 40 }));
      expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
    }
  });

  it('tells it where it was suspended before the thing was listed for the last time', async () => {
    const { account, home, stage, whole, site, ids } = given('3.17.0');
    stage.deploy(account.ago({ days: 100 }), whole);
    for (const object of home.bucket.objects ?? [])
      if (object.key.startsWith('app/')) object.versionId = 'null';
    home.bucket.objects = (home.bucket.objects ?? []).filter(
      ({ key, at }) => !key.startsWith('app/') || at !== later(account.ago({ days: 100 }), 10),
    );
    stage.deploy(account.ago({ days: 90 }), whole).deploy(account.ago({ days: 60 }), site.entries);
    expect(await verdicts(account, ids)).toEqual(all(ids, 'leftover certain (11)'));
  });
});
