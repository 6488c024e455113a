import { describe, expect, it } from 'vitest';
import { explainSchema } from '../../../src/report/json/schema/explain.ts';
import { stagesSchema } from '../../../src/report/json/schema/stages.ts';
import { createSimulatedAws } from 'simulated-aws';
import { type AccountBuilder, anAccount, type HomeBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { aStore, keysIn, reads, routeIn, type Store } from '../../account/stores.ts';
import { run } from '../../e2e/in-process.ts';
import { planned } from './planned.ts';

const pair = { app: 'acme', stage: 'pr-1' };
const abandon = [{ ...pair, bucket: null, update: null }];

/** The Router of a stage that lives, with the store that its function reads. */
function aRouter(account: AccountBuilder, home: HomeBuilder, stage = 'shared'): Store {
  const at = account.ago({ days: 90 });
  const site = aSite({ app: 'acme', stage, component: 'Router', at });
  const store = aStore({ app: 'acme', stage, component: 'Router', type: 'sst:aws:Router', at });
  reads(site, store, 'both');
  account.with(site, store);
  home.stage('acme', stage).deploy(at, [...site.entries, ...store.entries]);
  return store;
}

/** A site behind a Router: a bucket of its own, and what it writes into the Router's store. */
function behind(
  account: AccountBuilder,
  store: Store,
  seed?: string,
): { readonly bucket: string; readonly entries: readonly Entry[] } {
  const site = aSite({ ...pair, at: account.ago({ days: 20 }), ...(seed && { seed }) });
  account.with({ buckets: site.buckets });
  const [{ name }] = site.buckets;
  const metadata = JSON.stringify({ s3: { domain: `${name}.s3.us-east-1.amazonaws.com` } });
  return {
    bucket: name,
    entries: [
      ...site.entries.filter(({ type }) => type.startsWith('aws:s3')),
      keysIn(store.arn, { entries: { metadata } }),
      routeIn(store.arn),
    ],
  };
}

const keyOf = ({ keyValueStores: [{ name }] }: Store) => `cloudfront-key-value-store:${name}`;

describe('a route in a store that stays', () => {
  it('that left its state in a completed remove keeps no bucket', async () => {
    const account = anAccount();
    const home = account.home();
    const { bucket, entries } = behind(account, aRouter(account, home));
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), entries)
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account);
    expect(said(looked.of(bucket))).toBe('leftover certain (11)');
    expect(looked.of(bucket).routedFrom).toEqual([]);
    expect(planned(looked, { deleteData: true }).steps.map(({ resource }) => resource)).toContain(
      bucket,
    );
  });

  it('that the state of a stage which is given up still lists keeps its bucket, whatever is typed', async () => {
    const account = anAccount();
    const home = account.home();
    const store = aRouter(account, home);
    const { bucket, entries } = behind(account, store);
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), entries);
    const looked = await looking(account, { match: { abandon } });
    expect(said(looked.of(bucket))).toBe('leftover certain (11)');
    expect(looked.of(bucket).routedFrom).toEqual([keyOf(store)]);
    for (const typed of [[], [bucket]]) {
      const { steps, excluded } = planned(looked, { deleteData: true, typed });
      expect(steps.filter(({ resource }) => resource === bucket)).toEqual([]);
      expect(excluded.find(({ resource }) => resource === bucket)).toMatchObject({
        reason: 'routed',
        command: null,
      });
    }
  });

  it('that its site left behind when it moved to another Router keeps its bucket', async () => {
    const account = anAccount();
    const home = account.home();
    const store = aRouter(account, home);
    const other = aRouter(account, home, 'other');
    const before = behind(account, store);
    const after = behind(account, other, 'moved');
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), before.entries)
      .deploy(account.ago({ days: 10 }), after.entries)
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account);
    expect([before, after].map(({ bucket }) => said(looked.of(bucket)))).toEqual([
      'leftover certain (11)',
      'leftover certain (11)',
    ]);
    const { steps, excluded } = planned(looked, { deleteData: true });
    expect(steps.map(({ resource }) => resource)).toContain(after.bucket);
    expect(excluded.find(({ resource }) => resource === before.bucket)?.reason).toBe('routed');
    expect(excluded.find(({ resource }) => resource === after.bucket)).toBeUndefined();
  });

  it('of its own goes with the store, which goes first', async () => {
    const account = anAccount();
    const at = account.ago({ days: 20 });
    const store = aStore({ ...pair, at });
    account.with(store);
    const { bucket, entries } = behind(account, store);
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, [...store.entries.slice(0, 1), ...entries]);
    const looked = await looking(account, { match: { abandon } });
    const { steps } = planned(looked, { deleteData: true });
    const first = steps.find(({ resource }) => resource === bucket);
    expect(first?.waitsFor).toContain(`delete:${store.keyValueStores[0].name}`);
  });
});

describe('routes of stages that are gone', () => {
  async function stages(account: AccountBuilder, words: readonly string[] = []) {
    const aws = createSimulatedAws(account.data);
    const { stdout } = await run(aws, ['stages', '--demo', '--json', ...words]);
    const json = stagesSchema.parse(JSON.parse(stdout));
    const word = json.stages.find(({ stage }) => stage === 'pr-1')?.abandonWord ?? '';
    return { aws, routes: json.routes, word };
  }

  it('are told with store and keys, as not read back, and the store’s data is never asked for', async () => {
    const account = anAccount();
    const home = account.home();
    const store = aRouter(account, home);
    const { bucket, entries } = behind(account, store);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), entries)
      .remove(account.ago({ days: 3 }));
    const { aws, routes } = await stages(account);
    const told = {
      store: store.arn,
      app: 'acme',
      stage: 'pr-1',
      leadsTo: [`s3-bucket:${bucket}`],
      total: 1,
      takenOut: true,
      doubt: null,
      readBack: false,
    };
    expect(routes).toMatchObject([
      { ...told, keys: ['45ac:metadata'] },
      { ...told, keys: ['7f3e:routes'] },
    ]);
    expect(
      aws.requests.filter(({ action }) => action.startsWith('cloudfront-keyvaluestore')),
    ).toEqual([]);
  });

  it('are known to be taken out also where nothing else is left of their stage', async () => {
    const account = anAccount();
    const home = account.home();
    const store = aRouter(account, home);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [keysIn(store.arn), routeIn(store.arn)])
      .remove(account.ago({ days: 3 }));
    const { routes } = await stages(account);
    expect(routes.map(({ takenOut, doubt }) => [takenOut, doubt])).toEqual([
      [true, null],
      [true, null],
    ]);
  });

  it('count as standing where no completed run took them out', async () => {
    const account = anAccount();
    const home = account.home();
    const { entries } = behind(account, aRouter(account, home));
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), entries);
    const alive = await stages(account);
    expect(alive.routes).toEqual([]);
    const { routes } = await stages(account, ['--abandon', alive.word]);
    expect(routes).toMatchObject([
      { takenOut: false, doubt: 'listed' },
      { takenOut: false, doubt: 'listed' },
    ]);
  });

  it('are not told of a store that is gone, nor of a stage’s own', async () => {
    const account = anAccount();
    const home = account.home();
    const gone = aStore({ app: 'acme', stage: 'shared', at: account.ago({ days: 90 }) });
    const own = aStore({ ...pair, component: 'Docs', at: account.ago({ days: 20 }) });
    account.with(own);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [...behind(account, gone).entries, ...own.entries])
      .remove(account.ago({ days: 3 }));
    expect((await stages(account)).routes).toEqual([]);
  });

  it('stand in the explanation of the store and of what they lead to', async () => {
    const account = anAccount();
    const home = account.home();
    const store = aRouter(account, home);
    const { bucket, entries } = behind(account, store);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), entries)
      .remove(account.ago({ days: 3 }));
    const aws = createSimulatedAws(account.data);
    const ids = { [store.keyValueStores[0].name]: 3, [bucket]: 2 };
    for (const [id, records] of Object.entries(ids)) {
      const { stdout } = await run(aws, ['explain', id, '--demo', '--json']);
      const [explained] = explainSchema.parse(JSON.parse(stdout)).explanations;
      expect(explained?.routes).toHaveLength(records);
    }
  });
});
