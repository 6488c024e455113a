import { pricingPlan } from '../refusals.ts';
import { Refusal } from '../wire.ts';
import type { WireResponse } from '../wire.ts';
import { bodyOf, noContent, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { completed } from './config.ts';
import { checkConfig, checkUpdate } from './distribution-checks.ts';
import { domainNameOf } from './distribution-data.ts';
import { currentView, renderDistribution, requireDistribution, viewOf } from './distributions.ts';
import { checkQuota } from './quotas.ts';
import { namesUsed, objectOf, referencesOf, textOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { insert, nextEtag } from './store.ts';
import type { Distribution, Store } from './store.ts';
import { tagsFrom } from './tags.ts';
import type { XmlObject } from './xml.ts';

export function distributionChanges(store: Store): readonly Route[] {
  return [
    route(
      'POST',
      '/distribution',
      'CreateDistributionWithTags',
      ({ request }) => {
        const body = bodyOf(request, 'DistributionConfigWithTags');
        return create(
          store,
          objectOf(body, 'DistributionConfig') ?? {},
          tagsFrom(objectOf(body, 'Tags')),
        );
      },
      { query: ['WithTags'] },
    ),
    route('POST', '/distribution', 'CreateDistribution', ({ request }) =>
      create(store, bodyOf(request, 'DistributionConfig'), {}),
    ),
    route('PUT', '/distribution/*/config', 'UpdateDistribution', (call) => update(store, call)),
    route('DELETE', '/distribution/*', 'DeleteDistribution', (call) => remove(store, call)),
  ];
}

function create(store: Store, config: XmlObject, tags: Record<string, string>): WireResponse {
  const { environment, distributions } = store;
  const reference = textOf(config, 'CallerReference');
  if (
    [...distributions.values()].some((each) => textOf(each.config, 'CallerReference') === reference)
  ) {
    refuse(
      409,
      'DistributionAlreadyExists',
      'The caller reference is already associated with a distribution.',
    );
  }
  checkConfig(store, config, null);
  checkQuota(store, 'TooManyDistributions');
  const id = `E${environment.token(13)}`;
  const distribution: Distribution = {
    id,
    domainName: domainNameOf(id),
    config: completed(config),
    etag: nextEtag(id, config),
    modifiedAt: environment.clock.now(),
    propagatesAt: later(store, environment.timings.distributionPropagation),
    before: null,
    tags,
    pricingPlan: false,
    propagation: null,
  };
  insert(distributions, id, distribution);
  const view = currentView(store, distribution);
  return xmlAnswer('Distribution', renderDistribution(store, distribution, view), {
    status: 201,
    etag: view.etag,
    location: `distribution/${id}`,
  });
}

/** The whole configuration is replaced; the answer shows the new one, reads lag behind it. */
function update(store: Store, { id, request }: RoutedCall): WireResponse {
  const { timings, clock } = store.environment;
  const distribution = requireDistribution(store, id);
  requireMatch(request, distribution.etag);
  const sent = bodyOf(request, 'DistributionConfig');
  checkConfig(store, sent, distribution);
  checkUpdate(store, sent, distribution);
  const config = keepDeploymentPolicy(completed(sent), distribution.config);
  const shown = viewOf(store, distribution);
  const lambdas = referencesOf(distribution.config).lambdas;
  distribution.before =
    timings.staleReadAfterUpdate > 0
      ? { until: later(store, timings.staleReadAfterUpdate), view: shown }
      : null;
  distribution.config = config;
  distribution.etag = nextEtag(distribution.etag, config);
  distribution.modifiedAt = clock.now();
  distribution.propagatesAt = later(
    store,
    distribution.propagation ?? timings.distributionPropagation,
  );
  noteEndedAssociations(store, lambdas);
  const view = currentView(store, distribution);
  const body = renderDistribution(store, distribution, view);
  return xmlAnswer('Distribution', body, { etag: view.etag });
}

/** hashicorp/terraform-provider-aws#34511: to clear the member does not detach the policy. */
function keepDeploymentPolicy(config: XmlObject, before: XmlObject): XmlObject {
  const policy = textOf(before, 'ContinuousDeploymentPolicyId');
  const cleared = textOf(config, 'ContinuousDeploymentPolicyId') === '';
  return cleared ? { ...config, ContinuousDeploymentPolicyId: policy } : config;
}

function remove(store: Store, { id, request }: RoutedCall): WireResponse {
  const distribution = requireDistribution(store, id);
  requireMatch(request, distribution.etag);
  const { config, status } = currentView(store, distribution);
  if (config['Enabled'] === true || status === 'InProgress') {
    refuse(
      409,
      'DistributionNotDisabled',
      'The distribution you are trying to delete has not been disabled.',
    );
  }
  if (store.distributionTenants.some(({ distributionId }) => distributionId === id)) {
    refuse(
      409,
      'ResourceInUse',
      'Cannot delete this resource because it is in use: it has distribution tenants.',
    );
  }
  if (distribution.pricingPlan) {
    throw new Refusal(pricingPlan.status, pricingPlan.code, pricingPlan.message);
  }
  store.distributions.delete(id);
  noteEndedAssociations(store, referencesOf(config).lambdas);
  return noContent;
}

/** Replicas go some time after the last association with any distribution. */
function noteEndedAssociations(store: Store, before: ReadonlySet<string>): void {
  const now = store.environment.clock.now();
  const left = namesUsed(store, 'lambdas');
  for (const arn of before) if (!left.has(arn)) store.associationsEnded.set(arn, now);
  for (const arn of left) store.associationsEnded.delete(arn);
}

function later(store: Store, seconds: number): Date {
  return new Date(store.environment.clock.now().getTime() + seconds * 1000);
}
