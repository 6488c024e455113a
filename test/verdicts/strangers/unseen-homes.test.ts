import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { later } from '../../account/stage.ts';
import { aSite } from '../../account/sites.ts';
import { aServer } from '../../account/servers.ts';
import { aStore } from '../../account/stores.ts';
import { verdicts } from '../traps/telling.ts';
import { all, everythingOf, parameter, words } from './everything.ts';

/** A deploy that was killed 40 days ago and unlocked two days later, and everything of a site made so long after it began. */
function killed(given: {
  readonly version: string;
  readonly minutes: number;
  readonly before?: boolean;
  readonly pushes?: boolean;
  readonly command?: 'deploy' | 'refresh' | 'remove';
}) {
  const account = anAccount();
  const start = account.ago({ days: 40 });
  const made = everythingOf({ stage: 'beta', at: later(start, given.minutes * 60) });
  const stage = account
    .with(...made.parts)
    .home()
    .stage('acme', 'beta');
  const { version, command = 'deploy' } = given;
  if (given.before !== false) stage.deploy(account.ago({ days: 60 }), []);
  stage.run({
    at: start,
    command,
    version,
    completed: false,
    unlockedAt: account.ago({ days: 38 }),
    ...(given.pushes !== false && { entries: [] }),
  });
  return { account, stage, made };
}

describe('a deploy that was killed', () => {
  // The user sets another home and deploys: production lives on in Cloudflare's state.
  it.each(['3.2.50', '3.3.44', '3.7.15', '3.17.0', '4.10.0', '4.17.0'])(
    'of %s that was the first of its stage and pushed nothing says nothing of what was made under its lock',
    async (version) => {
      const { account, made } = killed({ version, minutes: 240, before: false, pushes: false });
      expect(words(await verdicts(account, made.ids))).toEqual(all(made.ids, 'unknown'));
    },
  );

  it.each(['3.7.15', '4.10.0', '4.17.0'])(
    'of %s made nothing where it pushed nothing, whatever came of the stage',
    async (version) => {
      const { account, stage, made } = killed({ version, minutes: 2, pushes: false });
      stage.remove(account.ago({ days: 37 }));
      expect(words(await verdicts(account, made.ids))).toEqual(all(made.ids, 'unknown'));
    },
  );

  it.each([
    ['4.10.0', 70],
    ['3.4.0', 24 * 60],
    ['3.3.44', 7 * 60],
  ] as const)('of %s made nothing %i minutes after it was killed', async (version, minutes) => {
    const { account, stage, made } = killed({ version, minutes });
    stage.remove(account.ago({ days: 37 }));
    expect(words(await verdicts(account, made.ids))).toEqual(all(made.ids, 'unknown'));
  });

  it.each([
    [2, true],
    [30, true],
    [300, false],
  ])(
    'of 3.3.44 made nothing %i minutes after it began: it never pushed (plain names: %s)',
    async (minutes, plainNames) => {
      const account = anAccount();
      const start = account.ago({ days: 40 });
      const at = later(start, minutes * 60);
      const site = aSite({ app: 'acme', stage: 'beta', at, plainNames });
      const server = aServer({ app: 'acme', stage: 'beta', at, plainNames });
      const version = { version: '3.3.44', firstPush: null };
      account
        .with(site, server)
        .home()
        .stage('acme', 'beta')
        .deploy(account.ago({ days: 60 }), [], version)
        .run({ ...version, at: start, completed: false, unlockedAt: account.ago({ days: 38 }) })
        .deploy(account.ago({ days: 37 }), [parameter], version)
        .remove(account.ago({ days: 36 }), version);
      const ids = {
        distribution: site.distributions[0].id,
        function: site.functions[0].name,
        bucket: site.buckets[0].name,
        lambda: `us-east-1:${server.lambdas[0].name}`,
      };
      expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
    },
  );

  it.each(['refresh', 'remove'] as const)('makes nothing if it is a %s', async (command) => {
    const { account, stage, made } = killed({ version: '4.10.0', minutes: 2, command });
    stage.deploy(account.ago({ days: 37 }), [parameter]);
    expect(words(await verdicts(account, made.ids))).toEqual(all(made.ids, 'unknown'));
  });

  it('proves nothing where its home was never pushed to again: the stage may have gone on elsewhere', async () => {
    const { account, made } = killed({ version: '4.10.0', minutes: 2 });
    expect(words(await verdicts(account, made.ids))).toEqual(all(made.ids, 'unknown'));
  });

  it('proves nothing where a version null may hide what another one recorded', async () => {
    const { account, stage, made } = killed({ version: '4.10.0', minutes: 2 });
    stage.deploy(account.ago({ days: 37 }), [parameter]);
    const states = (stage.bucket.objects ?? []).filter(({ key }) => key.startsWith('app/'));
    const last = states.findLast(({ at = '' }) => at < account.ago({ days: 39 }));
    if (last) last.versionId = 'null';
    expect(words(await verdicts(account, made.ids))).toEqual(all(made.ids, 'unknown'));
  });

  it.each(['removed', 'living'] as const)(
    'leaves what it made between its pushes, of a stage that is %s since',
    async (then) => {
      const { account, stage, made } = killed({ version: '4.10.0', minutes: 2 });
      if (then === 'removed') stage.remove(account.ago({ days: 37 }));
      else stage.deploy(account.ago({ days: 37 }), [parameter]);
      const high = 'leftover high (12)';
      // The store may hold data.
      expect(await verdicts(account, made.ids)).toEqual({
        ...all(made.ids, high),
        store: 'unknown (10)',
      });
    },
  );
});

describe('a name that reads as a known pair’s and as one that only tags show', () => {
  /** The app `acme-pr` has its home outside AWS; `acme/pr-1` is known here. */
  const given = (then: 'removed' | 'living' | 'never finished' | 'alone') => {
    const account = anAccount();
    const at = account.ago({ days: 60 });
    const hidden = aSite({ app: 'acme-pr', stage: '1', at });
    const name = 'acme-pr-1-WebCloudfrontFunctionResponse-bkmtoxcd';
    const store = aStore({ app: 'acme-pr', stage: '1', at });
    account.with(then === 'alone' ? {} : hidden, store, {
      functions: [
        { name, createdAt: at, modifiedAt: at },
        { name: 'acme-pr-1-WebResponseFunction', createdAt: at, modifiedAt: at },
      ],
      settings: {
        originAccessControls: [
          {
            id: 'ECONTROL000001',
            name: 'acme-pr-1-Web-bkmtoxcd-abcd1234',
            description: 'Created by SST',
          },
        ],
      },
    });
    const stage = account.home().stage('acme', 'pr-1');
    // What is made in a deploy of the known pair may be its own.
    const start =
      then === 'alone' ? account.ago({ days: 60, minutes: 1 }) : account.ago({ days: 90 });
    if (then === 'never finished') {
      const unlockedAt = account.ago({ days: 89 });
      stage.run({ at: start, completed: false, unlockedAt, version: '3.3.44' });
    } else stage.deploy(start, then === 'living' ? [parameter] : []);
    if (then === 'removed' || then === 'alone') stage.remove(account.ago({ days: 50 }));
    const ids = {
      function: name,
      older: 'acme-pr-1-WebResponseFunction',
      store: store.keyValueStores[0].name,
      control: 'ECONTROL000001',
    };
    return { account, ids };
  };

  it.each(['removed', 'living', 'never finished'] as const)(
    'is nobody’s, though the known pair is %s',
    async (then) => {
      const { account, ids } = given(then);
      expect(await verdicts(account, ids)).toEqual(all(ids, 'unknown (7)'));
    },
  );

  it('is nobody’s where only the environment of a function shows the pair', async () => {
    const { account, ids } = given('alone');
    const [lambda] = aServer({
      app: 'acme-pr',
      stage: '1',
      at: account.ago({ days: 60 }),
    }).lambdas;
    delete lambda.tags;
    account.with({ lambdas: [lambda] });
    expect(await verdicts(account, ids)).toEqual(all(ids, 'unknown (7)'));
  });

  it('is nobody’s where only a table shows the pair', async () => {
    const { account, ids } = given('alone');
    const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/acme-pr-1-Users';
    account.data.tagging = {
      ghosts: [{ arn, region: 'us-east-1', tags: { 'sst:app': 'acme-pr', 'sst:stage': '1' } }],
    };
    expect(await verdicts(account, ids)).toEqual(all(ids, 'unknown (7)'));
  });

  it('is not listed at all where it fits no known pair and anybody may have given it', async () => {
    const { account } = given('removed');
    const name = 'acme-pr-2-WebResponseFunction';
    const { distributions } = aSite({ app: 'acme-pr', stage: '2', at: account.ago({ days: 60 }) });
    account.with({ distributions, functions: [{ name, createdAt: account.ago({ days: 60 }) }] });
    expect(await verdicts(account, { name })).toEqual({ name: null });
  });

  it('is the known pair’s where nothing shows the other', async () => {
    const { account, ids } = given('alone');
    expect(await verdicts(account, ids)).toEqual({
      function: 'leftover high (14)',
      older: 'leftover low (14)',
      store: 'unknown (10)',
      control: 'leftover high (14)',
    });
  });
});
