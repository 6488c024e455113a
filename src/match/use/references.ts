import type { Inventory } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';
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
export function resolveReferences(inventory: Inventory): readonly ResolvedReference[] {
  const named = referencesIn(inventory);
  const keys = new Set(inventory.resources.map(({ key }) => key));
  const byIdentifier = identifierIndex(inventory, new Set(named.map(({ to }) => to.toLowerCase())));
  const members = new Map(
    inventory.resources.flatMap(({ key, memberOf }) =>
      memberOf ? [[key, memberOf.key] as const] : [],
    ),
  );
  return named.flatMap(({ from, to: name, relation }) => {
    const found = new Set(byIdentifier.get(name.toLowerCase()));
    // A version that was published since the functions were listed is one of its function's.
    const whole = name.replace(/^lambda-edge-version:(.+):\d+$/, 'lambda-edge-function:$1');
    if (keys.has(name)) found.add(name);
    else if (keys.has(whole)) found.add(whole);
    return [...found].flatMap((to) => {
      if (to === from || members.get(from) === to) return [];
      const owner = members.get(to);
      return [{ from, to, relation }, ...(owner ? [{ from, to: owner, relation }] : [])];
    });
  });
}

/** As the configurations say them: keys, ARNs or host names. */
function referencesIn(inventory: Inventory): readonly ResolvedReference[] {
  const logs = Object.entries(inventory.lookups).flatMap(([key, answer]) => {
    if (answer.type === 'bucket-logging' && answer.target) {
      const from = resourceKey('s3-bucket', key.slice('bucket-logging:'.length));
      return [{ from, to: resourceKey('s3-bucket', answer.target), relation: 'access-logs' }];
    }
    if (answer.type !== 'distribution-config' || !answer.logBucket) return [];
    const from = resourceKey('cloudfront-distribution', key.slice('distribution-config:'.length));
    return [{ from, to: resourceKey('s3-bucket', answer.logBucket), relation: 'log-bucket' }];
  });
  return [
    ...inventory.resources.flatMap(({ key: from, references }) =>
      references.map(({ to, relation }) => ({ from, to, relation })),
    ),
    ...logs,
  ];
}

/** Of the identifiers that something names: an account has far more that nothing does. */
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
