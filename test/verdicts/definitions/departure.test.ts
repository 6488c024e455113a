import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../../account/sites.ts';
import { later, type RunOptions } from '../../account/stage.ts';
import { erase, say } from '../attacks/asking.ts';
import { giveUp, removed } from './given.ts';

const given = (versioned = true) => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const home = account.with(site).home('us-east-1', { versioned });
  const stage = home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), site.entries);
  return { account, site, home, stage, id: site.distributions[0].id };
};

describe('departure', () => {
  it('is proven by a deploy that completed, whatever its version, where it held a lock', async () => {
    const { account, stage, id } = given();
    stage
      .deploy(account.ago({ days: 9 }), [], { version: '3.3.44' })
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('leftover certain (11)');
  });

  it('is not proven by a run of before 3.4.0 in which a second state was written', async () => {
    const { account, site, stage, id } = given();
    stage
      .deploy(account.ago({ days: 9 }), [], { version: '3.3.44', firstPush: site.entries })
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('is not proven where the home’s bucket is not versioned', async () => {
    const { account, home, stage, id } = given();
    stage.remove(account.ago({ days: 3 }));
    home.bucket.versioning = 'Suspended';
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it.each(['edit', 'repair', 'refresh'] as const)('is not proven by a `%s`', async (command) => {
    const { account, stage, id } = given();
    stage.run({ at: account.ago({ days: 9 }), command, entries: [] });
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('is not proven by a run that did not complete', async () => {
    const { account, stage, id } = given();
    stage
      .run({
        at: account.ago({ days: 9 }),
        completed: false,
        unlockedAt: account.ago({ days: 8 }),
        entries: [],
      })
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it.each([
    ['3.3.44', 'unknown (8)'],
    ['dev', 'unknown (8)'],
    ['3.17.0', 'leftover certain (11)'],
  ])('without a lock’s span, of version %s: %s', async (version, expected) => {
    const { account, home, stage, id } = given();
    stage
      .deploy(account.ago({ days: 9 }), [], { version })
      .remove(account.ago({ days: 3 }), { version });
    erase(home, 'lock/');
    expect(say(await looking(account), id)).toBe(expected);
  });

  it('is left unproven by an edit since, and by none before', async () => {
    const { account, site, stage, id } = given();
    const edit = (days: number): RunOptions => ({
      at: account.ago({ days }),
      command: 'edit',
      entries: days > 9 ? site.entries : [],
    });
    stage.deploy(account.ago({ days: 9 }), []);
    const { account: other, site: its, stage: twin, id: itsId } = given();
    twin
      .run({ at: other.ago({ days: 15 }), command: 'edit', entries: its.entries })
      .deploy(other.ago({ days: 12 }), its.entries)
      .remove(other.ago({ days: 9 }));
    stage.run(edit(5)).remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('unknown (8)');
    expect(say(await looking(other), itsId)).toBe('leftover certain (11)');
  });

  it('is not proven by a deletion of the state, nor across one', async () => {
    const { account, stage, id } = given();
    stage
      .object({ key: 'app/acme/pr-1.json', at: account.ago({ days: 10 }), deleteMarker: true })
      .deploy(account.ago({ days: 9 }), [], { firstPush: null })
      .remove(account.ago({ days: 3 }), { firstPush: null });
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('is not proven by a run that found no state, since somebody had deleted it', async () => {
    const { account, stage, id } = given();
    const at = later(account.ago({ days: 9 }), 5);
    stage
      .object({ key: 'app/acme/pr-1.json', at, deleteMarker: true })
      .deploy(account.ago({ days: 9 }), [], { firstPush: null })
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('is left unproven by an edit whose own states are erased', async () => {
    const { account, home, stage, id } = given();
    stage
      .run({ at: account.ago({ days: 15 }), command: 'edit', entries: [] })
      .remove(account.ago({ days: 9 }));
    const [from, to] = [account.ago({ days: 16 }), account.ago({ days: 14 })];
    home.bucket.objects = (home.bucket.objects ?? []).filter(
      ({ key, at = '' }) => !key.startsWith('app/') || at < from || at > to,
    );
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('is left unproven by a run since of which only its lock tells', async () => {
    const { account, stage, id } = given();
    const key = 'lock/acme/pr-1.json';
    stage
      .remove(account.ago({ days: 9 }))
      .object({ key, at: account.ago({ days: 5, minutes: 3 }), body: {} })
      .object({ key, at: account.ago({ days: 5 }), deleteMarker: true });
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('of the newest state that listed it counts', async () => {
    const { account, site, home, id } = given();
    const old = aSite({
      app: 'acme',
      stage: 'pr-2',
      component: 'Old',
      at: account.ago({ days: 20 }),
    });
    account.with(old);
    home
      .stage('acme', 'pr-2')
      .deploy(account.ago({ days: 20 }), [...old.entries, ...site.entries])
      .deploy(account.ago({ days: 15 }), [])
      .deploy(account.ago({ days: 12 }), site.entries)
      .deploy(account.ago({ days: 9 }), [])
      .remove(account.ago({ days: 3 }));
    site.distributions[0].tags = { 'sst:app': 'acme', 'sst:stage': 'pr-2' };
    home.bucket.objects = home.bucket.objects?.filter(({ key }) => key.includes('pr-2')) ?? [];
    const looked = await looking(account);
    expect(looked.of(id).departedAt?.slice(0, 10)).toBe(account.ago({ days: 9 }).slice(0, 10));
  });

  it('has none of what the state lists now, however long that was listed', async () => {
    const { account, site, stage, id } = given();
    stage.deploy(account.ago({ days: 9 }), site.entries);
    // A stray makes the older states be read.
    const { functions } = aSite({
      app: 'acme',
      stage: 'pr-1',
      seed: 's',
      at: account.ago({ days: 12 }),
    });
    account.with({ functions });
    expect(say(await looking(account, giveUp('pr-1')), id)).toBe('leftover certain (11)');
  });

  it('of the home that it left last counts', async () => {
    const { account, site, stage, id } = given();
    stage.remove(account.ago({ days: 15 }));
    account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 14 }), site.entries)
      .deploy(account.ago({ days: 9 }), [], {
        completed: false,
        unlockedAt: account.ago({ days: 8 }),
      })
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('within a run that another overlapped proves nothing', async () => {
    const { account, stage, id } = given();
    stage.remove(account.ago({ days: 3 }));
    account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(later(account.ago({ days: 3 }), 30), [], { lasts: 60 })
      .remove(account.ago({ days: 2 }));
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });
});

describe('owned', () => {
  it('another kind of the same id is another thing', async () => {
    const account = anAccount();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const { name } = signer.lambdas[0];
    account.with(signer, { functions: [{ name, createdAt: account.ago({ days: 20 }) }] });
    removed(account, account.home(), signer.entries);
    const { findings } = await looking(account);
    const rows = findings.filter(({ id }) => id === name).map(({ kind, row }) => [kind, row]);
    expect(rows).toContainEqual(['lambda-edge-function', 11]);
    expect(rows).not.toContainEqual(['cloudfront-function', 11]);
  });

  const withProvider = (inputs: Record<string, unknown>) => {
    const account = anAccount();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const bare = [...bucket.entries, ...signer.entries].map((entry) => ({ ...entry, outputs: {} }));
    account.with(bucket, signer);
    const home = account.home();
    const stage = home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), bare);
    const body = checkpointJson({ app: 'acme', stage: 'pr-1', entries: bare });
    const { latest } = body['checkpoint'] as {
      latest: { resources: { type: string; inputs: Record<string, unknown> }[] };
    };
    for (const resource of latest.resources) {
      if (resource.type === 'pulumi:providers:aws') resource.inputs = inputs;
    }
    const last = home.bucket.objects?.findLast(({ key }) => key.startsWith('app/'));
    if (last) last.body = body;
    stage.remove(account.ago({ days: 3 }), { firstPush: null });
    return { account, bucket: bucket.buckets[0].name, signer: signer.lambdas[0].name };
  };

  it.each([
    ['another account', { region: 'us-east-1', allowedAccountIds: '["999999999999"]' }],
    ['another region', { region: 'eu-west-1' }],
  ])('%s of the provider refutes what is not unique in AWS, and a bucket is', async (_, inputs) => {
    const { account, bucket, signer } = withProvider(inputs);
    const looked = await looking(account);
    expect(say(looked, bucket)).toBe('leftover certain (11)');
    expect(looked.of(signer).row).not.toBe(11);
  });

  it.each([
    ['account', 'arn:aws:lambda:us-east-1:999999999999:function:'],
    ['region', 'arn:aws:lambda:eu-west-1:123456789012:function:'],
  ])('another %s of its ARN refutes it', async (_, arn) => {
    const account = anAccount();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const { name } = signer.lambdas[0];
    const entries = signer.entries.map((entry) => ({ ...entry, outputs: { arn: arn + name } }));
    removed(account, account.with(signer).home(), entries);
    expect((await looking(account)).of(name).row).not.toBe(11);
  });
});
