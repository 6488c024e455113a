import type { Inventory } from '../../model/inventory.ts';
import { type Resource, resourceKey } from '../../model/resource.ts';
import { keyOfUser } from './policy-users.ts';
import { functionsByHost } from './function-urls.ts';

/** One resource names another; both by key. */
export interface ResolvedReference {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
}

/**
 * All references of the account, resolved to keys. A reference to a version counts for its function
 * too. An origin's host name may be a bucket's name (website hosting behind a CNAME) or another
 * distribution's domain, so hosts are looked up as identifiers.
 */
export function resolveReferences(
  inventory: Inventory,
  resources: ReadonlyMap<string, Resource>,
): readonly ResolvedReference[] {
  const named = new Set<string>();
  for (const { to } of referencesIn(inventory)) named.add(to.toLowerCase());
  const byIdentifier = identifierIndex(inventory, named);
  const ownerOf = (key: string) => resources.get(key)?.memberOf?.key;
  const resolved: ResolvedReference[] = [];
  for (const { from, to: name, relation } of referencesIn(inventory)) {
    const found = new Set(byIdentifier.get(name.toLowerCase()));
    // A version that was published since the functions were listed belongs to its function.
    const whole = name.replace(/^lambda-edge-version:(.+):\d+$/, 'lambda-edge-function:$1');
    if (resources.has(name)) found.add(name);
    else if (resources.has(whole)) found.add(whole);
    for (const to of found) {
      if (to === from || ownerOf(from) === to || !resources.has(from)) continue;
      resolved.push({ from, to, relation });
      const owner = ownerOf(to);
      if (owner) resolved.push({ from, to: owner, relation });
    }
  }
  return resolved;
}

/** As configurations write them: keys, ARNs or host names. */
function* referencesIn(inventory: Inventory): Generator<ResolvedReference> {
  for (const { key: from, references } of inventory.resources)
    for (const { to, relation } of references) yield { from, to, relation };
  for (const [key, answer] of Object.entries(inventory.answers)) {
    if (answer.type === 'bucket-logging' && answer.target) {
      const from = resourceKey('s3-bucket', key.slice('bucket-logging:'.length));
      yield { from, to: resourceKey('s3-bucket', answer.target), relation: 'access-logs' };
    } else if (answer.type === 'bucket-replication') {
      const from = resourceKey('s3-bucket', key.slice('bucket-replication:'.length));
      for (const target of answer.targets)
        yield { from, to: resourceKey('s3-bucket', target), relation: 'replication' };
    } else if (answer.type === 'bucket-policy') {
      const to = resourceKey('s3-bucket', key.slice('bucket-policy:'.length));
      // A deleted identity looks like a stranger's, so it stays until the bucket is gone.
      for (const identity of answer.identities)
        yield { from: to, to: identity, relation: 'bucket-policy' };
      for (const arn of answer.distributions) {
        const from = keyOfUser(arn, inventory.account);
        if (from) yield { from, to, relation: 'bucket-policy' };
      }
      // A deleted role uses nothing.
      for (const arn of answer.principals) {
        const from = keyOfUser(arn, inventory.account);
        if (from && inventory.resources.some(({ key: known }) => known === from))
          yield { from, to, relation: 'bucket-policy' };
      }
    } else if (answer.type === 'distribution-config' && answer.logBucket) {
      const from = resourceKey('cloudfront-distribution', key.slice('distribution-config:'.length));
      yield { from, to: resourceKey('s3-bucket', answer.logBucket), relation: 'log-bucket' };
    }
  }
}

/** Only identifiers that something names: an account has far more that nothing names. */
function identifierIndex(
  inventory: Inventory,
  named: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  const add = (identifier: string, key: string) => {
    const known = index.get(identifier);
    if (known) known.push(key);
    else index.set(identifier, [key]);
  };
  for (const { key, identifiers, arn, serving } of inventory.resources) {
    const texts = [...identifiers, ...(arn ? [arn] : []), ...(serving?.aliases ?? [])];
    for (const identifier of new Set(texts.map((text) => text.toLowerCase()))) {
      if (named.has(identifier)) add(identifier, key);
      // An origin may name another distribution by any host of its wildcard.
      if (!identifier.startsWith('*.')) continue;
      for (const name of named) if (name.endsWith(identifier.slice(1))) add(name, key);
    }
  }
  for (const [host, key] of functionsByHost(inventory)) if (named.has(host)) add(host, key);
  return index;
}
