import type { AccountBuilder, HomeBuilder } from './account.ts';
import { aSite, aUserBucket } from './sites.ts';
import { aStore, keysIn, reads, routeIn } from './stores.ts';

/** Staging's Router, which lives, and a removed preview that went through it. */
export function sharedRouter(account: AccountBuilder, acme: HomeBuilder): void {
  const at = account.ago({ days: 200 });
  const router = aSite({
    app: 'acme',
    stage: 'staging',
    component: 'Router',
    at,
    region: 'eu-west-1',
  });
  router.distributions[0].tags = {
    ...router.distributions[0].tags,
    'sst:ref:kv-namespace': '3fa1',
    'sst:ref:version': '1',
  };
  const store = aStore({
    app: 'acme',
    stage: 'staging',
    component: 'Router',
    type: 'sst:aws:Router',
    at,
  });
  reads(router, store, 'both');
  account.with(router, store);
  acme.stage('acme', 'staging').deploy(at, [...router.entries, ...store.entries]);
  // A preview that went through staging's Router: its state named the Router, but never owned it.
  const [shared] = router.distributions;
  const external = {
    type: 'aws:cloudfront/distribution:Distribution',
    name: 'RouterCdnDistribution',
    id: shared.id,
    external: true,
  };
  const preview = aUserBucket({
    app: 'acme',
    stage: 'pr-104',
    component: 'Cache',
    at: account.ago({ days: 30 }),
    region: 'eu-west-1',
  });
  acme
    .stage('acme', 'pr-104')
    .deploy(account.ago({ days: 30 }), [
      external,
      ...preview.entries,
      keysIn(store.arn, { entries: { metadata: '{}' } }),
      routeIn(store.arn),
    ])
    .remove(account.ago({ days: 12 }));
}
