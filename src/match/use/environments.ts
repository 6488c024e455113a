import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { hostKey } from '../../sst/mentions.ts';
import { functionsByHost } from './function-urls.ts';

/**
 * Functions whose environment names a resource, by that resource's key. This is no reference: AWS deletes
 * what only an environment names, in any order, and a leftover that names another says nothing about it.
 */
export function namersByKey(
  inventory: Inventory,
  resources: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, readonly string[]> {
  const byUrl = new Map(
    functionsByHost(inventory).map(([host, key]) => [hostKey(host), key] as const),
  );
  const namers = new Map<string, Set<string>>();
  for (const { from, to } of inventory.mentions) {
    const key = byUrl.get(to) ?? to;
    if (key === from || !resources.has(key)) continue;
    const known = namers.get(key);
    if (known) known.add(from);
    else namers.set(key, new Set([from]));
  }
  return new Map([...namers].map(([key, from]) => [key, [...from].sort()] as const));
}
