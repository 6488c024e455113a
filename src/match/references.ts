import type { Inventory } from '../model/inventory.ts';
import { resourceKey } from '../model/resource.ts';

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
  const keys = new Map(inventory.resources.map(({ key }) => [key, key]));
  const byIdentifier = identifierIndex(inventory);
  const members = new Map(
    inventory.resources.flatMap(({ key, memberOf }) =>
      memberOf ? [[key, memberOf.key] as const] : [],
    ),
  );
  const resolved: ResolvedReference[] = [];
  const add = (from: string, name: string, relation: string) => {
    const lower = name.toLowerCase();
    for (const to of new Set([keys.get(name) ?? '', ...(byIdentifier.get(lower) ?? [])])) {
      if (to === '' || to === from || members.get(from) === to) continue;
      resolved.push({ from, to, relation });
      const owner = members.get(to);
      if (owner) resolved.push({ from, to: owner, relation });
    }
  };
  for (const resource of inventory.resources) {
    for (const { to, relation } of resource.references) add(resource.key, to, relation);
  }
  for (const [key, answer] of Object.entries(inventory.lookups)) {
    if (answer.type !== 'distribution-config' || !answer.logBucket) continue;
    const id = key.slice('distribution-config:'.length);
    add(
      resourceKey('cloudfront-distribution', id),
      resourceKey('s3-bucket', answer.logBucket),
      'log-bucket',
    );
  }
  return resolved;
}

function identifierIndex(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const { key, identifiers, arn } of inventory.resources) {
    for (const identifier of new Set(
      [...identifiers, ...(arn ? [arn] : [])].map((text) => text.toLowerCase()),
    )) {
      index.set(identifier, [...(index.get(identifier) ?? []), key]);
    }
  }
  return index;
}
