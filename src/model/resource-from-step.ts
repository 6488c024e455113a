import type { Step } from './plan.ts';
import type { Resource } from './resource.ts';

/** Enough of a resource to ask its own API for it. */
export function resourceFromStep({
  key,
  kind,
  resource,
  arn,
  region,
}: Pick<Step, 'key' | 'kind' | 'resource' | 'arn' | 'region'>): Resource {
  return {
    key,
    kind,
    id: resource,
    arn,
    name: null,
    region,
    createdAt: null,
    modifiedAt: null,
    tags: null,
    description: null,
    identifiers: [],
    references: [],
    etag: null,
    configuration: '',
    blockers: [],
    environmentPair: null,
    serving: null,
    memberOf: null,
    role: null,
    trusts: null,
    sizeBytes: null,
    follows: null,
    holdsData: null,
    retentionDays: null,
  };
}
