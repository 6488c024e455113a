import { refuse, xmlAnswer } from './answers.ts';
import { listOf } from './config.ts';
import { pageOf } from './pages.ts';
import { route, type Route } from './routes.ts';
import { arnOf } from './store.ts';
import type { Distribution, DistributionView, Store } from './store.ts';
import type { XmlObject } from './xml.ts';

/** The reads: for a while after an update they still show what was before it. */
export function distributionReads(store: Store): readonly Route[] {
  return [
    route('GET', '/distribution', 'ListDistributions', (call) => {
      const rows = [...store.distributions.values()].map((distribution) => ({
        key: distribution.id,
        render: () => summaryOf(store, distribution),
      }));
      return xmlAnswer('DistributionList', pageOf(rows, call, { truncation: true }));
    }),
    route('GET', '/distribution/*', 'GetDistribution', ({ id }) => {
      const distribution = requireDistribution(store, id);
      const view = viewOf(store, distribution);
      const body = renderDistribution(store, distribution, view);
      return xmlAnswer('Distribution', body, { etag: view.etag });
    }),
    route('GET', '/distribution/*/config', 'GetDistributionConfig', ({ id }) => {
      const { config, etag } = viewOf(store, requireDistribution(store, id));
      return xmlAnswer('DistributionConfig', config, { etag });
    }),
  ];
}

export function requireDistribution(store: Store, id: string): Distribution {
  return (
    store.distributions.get(id) ??
    refuse(404, 'NoSuchDistribution', 'The specified distribution does not exist.')
  );
}

/** What is true now, whatever readers see. */
export function currentView(store: Store, distribution: Distribution): DistributionView {
  const { config, etag, modifiedAt, propagatesAt } = distribution;
  const propagates = propagatesAt !== null && propagatesAt > store.environment.clock.now();
  return { config, etag, modifiedAt, status: propagates ? 'InProgress' : 'Deployed' };
}

/** What a reader is shown (go-to-k/cdkd#33: a disabled distribution read as enabled and deployed). */
export function viewOf(store: Store, distribution: Distribution): DistributionView {
  const { before } = distribution;
  return before && before.until > store.environment.clock.now()
    ? before.view
    : currentView(store, distribution);
}

export function renderDistribution(
  store: Store,
  { id, domainName }: Distribution,
  view: DistributionView,
): XmlObject {
  return {
    Id: id,
    ARN: arnOf(store, `distribution/${id}`),
    Status: view.status,
    LastModifiedTime: view.modifiedAt.toISOString(),
    InProgressInvalidationBatches: 0,
    DomainName: domainName,
    ActiveTrustedSigners: { Enabled: false, ...listOf([]) },
    ActiveTrustedKeyGroups: { Enabled: false, ...listOf([]) },
    DistributionConfig: view.config,
  };
}

/** Members that the full configuration has and a list's row does not. */
const notInSummary = new Set([
  'CallerReference',
  'DefaultRootObject',
  'Logging',
  'ContinuousDeploymentPolicyId',
  'TenantConfig',
  'CacheTagConfig',
]);

function summaryOf(store: Store, distribution: Distribution): XmlObject {
  const { config, etag, status, modifiedAt } = viewOf(store, distribution);
  const members = Object.entries(config).filter(([name]) => !notInSummary.has(name));
  return {
    Id: distribution.id,
    ARN: arnOf(store, `distribution/${distribution.id}`),
    ETag: etag,
    Status: status,
    LastModifiedTime: modifiedAt.toISOString(),
    DomainName: distribution.domainName,
    ...Object.fromEntries(members),
  };
}
