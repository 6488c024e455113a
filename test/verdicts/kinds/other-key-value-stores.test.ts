import { describe, expect, it } from 'vitest';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aStore, keysIn, type Store } from '../../account/stores.ts';
import { verdicts, verdictsIn } from '../traps/telling.ts';
import { planned } from './planned.ts';

describe('a store of another’s making', () => {
  const router = (account: AccountBuilder) => {
    const store = aStore({
      app: 'acme',
      stage: 'staging',
      component: 'Router',
      type: 'sst:aws:Router',
      at: account.ago({ days: 90 }),
    });
    account.with(store);
    return store;
  };

  it('is live in its Router’s state, whatever a removed stage read and wrote', async () => {
    const account = anAccount();
    const store = router(account);
    const home = account.home();
    home.stage('acme', 'staging').deploy(account.ago({ days: 90 }), store.entries);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [
        { ...store.entries[0], external: true },
        keysIn(store.arn, { component: 'Docs' }),
      ])
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'live (4)',
    });
  });

  it('is no leftover of a stage that only read it, where its own state lies out of sight', async () => {
    const account = anAccount();
    const store = router(account);
    const home = account.home();
    home.stage('acme', 'staging').deploy(account.ago({ days: 90 }), []);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [
        { ...store.entries[0], external: true },
        keysIn(store.arn, { component: 'Docs' }),
      ])
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'unknown (10)',
    });
  });

  it.each([
    ['its ARN, which has no name in it', ({ arn }: Store) => keysIn(arn)],
    [
      'its UUID alone',
      ({ keyValueStores: [data] }: Store): Entry => ({
        type: 'aws:ssm/parameter:Parameter',
        name: 'Id',
        id: '/store',
        inputs: { value: `{"store":"${data.id.toUpperCase()}"}` },
      }),
    ],
  ])('is live while a living stage names %s', async (_, entryFor) => {
    const account = anAccount();
    const store = router(account);
    const home = account.home();
    home
      .stage('acme', 'staging')
      .deploy(account.ago({ days: 90 }), store.entries)
      .remove(account.ago({ days: 9 }));
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), [entryFor(store)]);
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'live (4)',
    });
  });

  it('is left over with its Router, where nothing routes through it any more', async () => {
    const account = anAccount();
    const store = router(account);
    account
      .home()
      .stage('acme', 'staging')
      .deploy(account.ago({ days: 90 }), store.entries)
      .remove(account.ago({ days: 9 }));
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'leftover certain (11)',
    });
  });

  it('that a script made is no leftover, whatever its name', async () => {
    const account = anAccount();
    const at = account.ago({ days: 80 });
    const alike = aStore({ app: 'acme', stage: 'previews', at });
    const living = aStore({ app: 'acme', stage: 'prod', at });
    const plain = aStore({ app: 'acme', stage: 'previews', name: 'shared-previews', at });
    account.with(alike, living, plain);
    const home = account.home();
    const parameter = { type: 'aws:ssm/parameter:Parameter', name: 'P', id: '/parameter' };
    home
      .stage('acme', 'previews')
      .deploy(account.ago({ days: 90 }), [parameter], { firstPush: null })
      .remove(account.ago({ days: 30 }));
    home.stage('acme', 'prod').deploy(account.ago({ days: 90 }), [parameter], { firstPush: null });
    const ids = {
      alike: alike.keyValueStores[0].name,
      living: living.keyValueStores[0].name,
      plain: 'shared-previews',
    };
    expect(await verdicts(account, ids)).toEqual({
      alike: 'unknown (10)',
      living: 'unknown (10)',
      plain: null,
    });
  });

  it('is none that a state listed under the same name and another UUID', async () => {
    const account = anAccount();
    const at = account.ago({ days: 20 });
    const before = aStore({ app: 'acme', stage: 'pr-1', at });
    const now = aStore({
      app: 'acme',
      stage: 'pr-1',
      at,
      name: before.keyValueStores[0].name,
      seed: 'anew',
    });
    account.with(now);
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), before.entries)
      .remove(account.ago({ days: 3 }));
    expect(now.arn).not.toBe(before.arn);
    expect(await verdicts(account, { store: now.keyValueStores[0].name })).toEqual({
      store: 'unknown (10)',
    });
  });
});

describe('what a store may hold', () => {
  /** A stage whose remove was killed and unlocked, and then completed: that one took nothing out of the state. */
  const killed = (account: AccountBuilder, entries: readonly Entry[]) =>
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), entries, { firstPush: null })
      .run({
        at: account.ago({ days: 9 }),
        command: 'remove',
        entries: [],
        completed: false,
        unlockedAt: account.ago({ days: 8 }),
      })
      .remove(account.ago({ days: 8 }));

  it('a site’s own one, which SST filled, is guarded: signs are enough', async () => {
    const account = anAccount();
    const store = aStore({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(store);
    killed(account, store.entries);
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'leftover high (14)',
    });
  });

  it.each([
    ['without its keys', ([store]: Store['entries']) => [store]],
    [
      'with another store’s keys',
      ([store]: Store['entries']) => [store, keysIn('arn:aws:cloudfront::1:key-value-store/x')],
    ],
    [
      'that is the user’s own',
      ([store, keys]: Store['entries']) => [{ ...store, name: 'Flags', under: [] }, keys],
    ],
    [
      'of a component that is no site',
      ([store, keys]: Store['entries']) => [
        { ...store, under: [['acme:Flags', 'Web'] as const] },
        keys,
      ],
    ],
  ])('one %s is not, and takes proof', async (_, entriesOf) => {
    const account = anAccount();
    const store = aStore({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(store);
    killed(account, entriesOf(store.entries));
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'unknown (8)',
    });
  });

  it('the user’s own one loses data, and is kept back where nobody can be asked', async () => {
    const account = anAccount();
    const store = aStore({
      app: 'acme',
      stage: 'pr-1',
      name: 'feature-flags',
      at: account.ago({ days: 20 }),
    });
    account.with(store);
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [{ ...store.entries[0], name: 'Flags', under: [] }])
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account);
    expect(verdictsIn(looked, { store: 'feature-flags' })).toEqual({
      store: 'leftover certain (11)',
    });
    expect(looked.of('feature-flags').losesData).toBe(true);
    expect(planned(looked).excluded).toMatchObject([{ reason: 'loses-data' }]);
    expect(planned(looked, { deleteData: true }).steps.map(({ id }) => id)).toEqual([
      'delete:feature-flags',
    ]);
  });
});
