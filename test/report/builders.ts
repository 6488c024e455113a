import type { Gains } from '../../src/model/plan.ts';
import type { QuotaUse } from '../../src/model/quotas.ts';
import type { RouteRecord } from '../../src/model/routes.ts';

/** A route that a removed stage wrote into a shared Router's store, taken out again by its remove. */
export function aRoute(given: Partial<RouteRecord> = {}): RouteRecord {
  return {
    app: 'acme',
    stage: 'pr-1',
    region: 'us-east-1',
    home: 'sst-state-abcdefghkmno',
    urn: 'urn:pulumi:pr-1::acme::pulumi-nodejs:dynamic:Resource::WebKvKeys.sst.aws.KvKeys',
    store: 'arn:aws:cloudfront::123456789012:key-value-store/45ac0000-0000-0000-0000-000000000000',
    storeKey: 'cloudfront-key-value-store:acme-shared-RouterKvStore-bkmtoxcd',
    keys: ['45ac:metadata'],
    total: 1,
    leadsTo: ['s3-bucket:acme-pr-1-webassetsbucket-bkmtoxcd'],
    recordedAt: '2026-11-20T09:00:00.000Z',
    doubt: null,
    stageIsGone: true,
    ...given,
  };
}

export function aQuotaUse(given: Partial<QuotaUse> = {}): QuotaUse {
  return {
    name: 'cloudfront-cache-policy',
    plural: 'custom cache policies',
    region: 'global',
    unit: 'resources',
    limit: 20,
    adjustable: false,
    used: 14,
    leftovers: 6,
    ...given,
  };
}

/** What a plan gives back: nothing, unless said otherwise. */
export function someGains(given: Partial<Gains> = {}): Gains {
  return { quotas: [], cost: { monthlyUsd: 0, unpriced: 0 }, ...given };
}
