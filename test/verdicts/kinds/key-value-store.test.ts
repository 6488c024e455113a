import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aSite, type Site } from '../../account/sites.ts';
import { aStore, reads, type Store } from '../../account/stores.ts';
import { attended } from '../../plan/builders.ts';
import { aForeignDistribution, verdicts, verdictsIn } from '../traps/telling.ts';
import { planned } from './planned.ts';

/** A site of SST 3.10 and later with the store that its function reads, in the account. */
function aSiteWithStore(
  account: AccountBuilder,
  stage: string,
  component = 'Web',
): { readonly site: Site; readonly store: Store; readonly entries: readonly Entry[] } {
  const at = account.ago({ days: 20 });
  const site = aSite({ app: 'acme', stage, component, at });
  const store = aStore({ app: 'acme', stage, component, at });
  reads(site, store, 'both');
  account.with(site, store);
  return { site, store, entries: [...site.entries, ...store.entries] };
}

function idsOf({ site, store }: { readonly site: Site; readonly store: Store }) {
  return {
    store: store.keyValueStores[0].name,
    edge: site.functions[0].name,
    distribution: site.distributions[0].id,
  };
}

describe('the store of a site', () => {
  it('that a complete remove left behind goes after its function, and loses no data', async () => {
    const account = anAccount();
    const left = aSiteWithStore(account, 'pr-1');
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), left.entries)
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account);
    const ids = idsOf(left);
    expect(verdictsIn(looked, ids)).toEqual({
      store: 'leftover certain (11)',
      edge: 'leftover certain (11)',
      distribution: 'leftover certain (11)',
    });
    expect(looked.of(ids.store)).toMatchObject({
      arn: left.store.arn,
      component: 'Web',
      usedBy: [`cloudfront-function:${ids.edge}`],
      losesData: false,
    });
    const { steps } = planned(looked);
    const order = steps.map(({ id }) => id);
    expect(steps.find(({ id }) => id === `delete:${ids.store}`)?.waitsFor).toEqual(
      [`delete:${ids.distribution}`, `delete:${ids.edge}`].sort(),
    );
    expect(order.indexOf(`delete:${ids.store}`)).toBeGreaterThan(
      order.indexOf(`delete:${ids.edge}`),
    );
  });

  it('that lives is claimed by the state that lists it', async () => {
    const account = anAccount();
    const live = aSiteWithStore(account, 'prod');
    account
      .home()
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 20 }), live.entries);
    expect(await verdicts(account, idsOf(live))).toEqual({
      store: 'live (4)',
      edge: 'live (4)',
      distribution: 'live (4)',
    });
  });

  it('stays with a function that stays, and leaves no step to the plan', async () => {
    const account = anAccount();
    const left = aSiteWithStore(account, 'pr-1');
    const [edge] = left.site.functions;
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), left.entries)
      .remove(account.ago({ days: 3 }));
    // Somebody else's distribution calls the function.
    aForeignDistribution(account, 'EFOREIGN0000001', {
      behaviors: [
        {
          functions: [
            {
              event: 'viewer-request',
              arn: `arn:aws:cloudfront::123456789012:function/${edge.name}`,
            },
          ],
        },
      ],
    });
    const looked = await looking(account);
    const { store, edge: itsFunction } = idsOf(left);
    expect(verdictsIn(looked, { store, itsFunction })).toEqual({
      store: 'live (5)',
      itsFunction: 'live (5)',
    });
    const made = planned(looked, { typed: [store] });
    expect(made.steps.map(({ key }) => key)).not.toContain(`cloudfront-key-value-store:${store}`);
  });

  it.each(['development', 'live'] as const)(
    'is live while the %s stage of somebody’s function names it',
    async (stage) => {
      const account = anAccount();
      const store = aStore({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      account.with(store);
      const other = aSite({ app: 'any', stage: 'any', at: account.ago({ days: 90 }) });
      reads(other, store, stage);
      account.with({ functions: [{ ...other.functions[0], name: 'made-by-terraform' }] });
      account
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), store.entries)
        .remove(account.ago({ days: 3 }));
      expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
        store: 'live (5)',
      });
    },
  );

  it('is one of two in its stage: the other lives on, and the plan wants this one typed', async () => {
    const account = anAccount();
    const live = aSiteWithStore(account, 'prod');
    const old = aStore({
      app: 'acme',
      stage: 'prod',
      component: 'Old',
      at: account.ago({ days: 20 }),
    });
    account.with(old);
    account
      .home()
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 20 }), [...live.entries, ...old.entries])
      .deploy(account.ago({ days: 9 }), live.entries);
    const looked = await looking(account);
    const ids = { live: live.store.keyValueStores[0].name, old: old.keyValueStores[0].name };
    expect(verdictsIn(looked, ids)).toEqual({ live: 'live (4)', old: 'leftover certain (11)' });
    expect(planned(looked, attended).steps).toEqual([]);
    expect(planned(looked, { ...attended, typed: [ids.old] }).steps.map(({ id }) => id)).toEqual([
      `delete:${ids.old}`,
    ]);
  });

  it('is kept where the last state that owned it says so', async () => {
    const account = anAccount();
    const store = aStore({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(store);
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(
        account.ago({ days: 20 }),
        store.entries.map((entry) => ({ ...entry, retainOnDelete: true })),
      )
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, { store: store.keyValueStores[0].name })).toEqual({
      store: 'retained (9)',
    });
  });
});

describe('where a list is denied', () => {
  const account = () => {
    const made = anAccount();
    const left = aSiteWithStore(made, 'pr-1');
    made.data.cloudfront.distributions = [];
    made
      .home()
      .stage('acme', 'pr-1')
      .deploy(made.ago({ days: 20 }), left.entries)
      .remove(made.ago({ days: 3 }));
    return { made, ids: idsOf(left) };
  };
  const denied = (operation: string) => [{ kind: 'deny' as const, operation }];

  it('the functions’: what a store serves is unknown', async () => {
    const { made, ids } = account();
    const faults = denied('CloudFront.ListFunctions');
    const aws = createSimulatedAws({ ...made.data, faults });
    expect(await verdicts(made, { store: ids.store }, { aws })).toEqual({ store: 'unknown (7)' });
  });

  it('the stores’ own: the functions are judged all the same', async () => {
    const { made, ids } = account();
    const faults = denied('CloudFront.ListKeyValueStores');
    const aws = createSimulatedAws({ ...made.data, faults });
    const { store, edge } = ids;
    expect(await verdicts(made, { store, edge }, { aws })).toEqual({
      store: null,
      edge: 'leftover certain (11)',
    });
  });
});
