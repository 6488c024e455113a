import type { Inventory, Mention } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { hostKey } from '../../sst/mentions.ts';
import { functionsByHost } from './function-urls.ts';

/**
 * Texts of functions, roles and users that name a resource, by that resource's key. They are no references:
 * AWS deletes what only a text names, in any order, and a leftover that names another says nothing about it.
 */
export function mentionsByKey(
  inventory: Inventory,
  resources: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, readonly Mention[]> {
  const byUrl = new Map(
    functionsByHost(inventory).map(([host, key]) => [hostKey(host), key] as const),
  );
  const found = new Map<string, Mention[]>();
  for (const mention of inventory.mentions) {
    const key = byUrl.get(mention.to) ?? mention.to;
    if (!resources.has(key)) continue;
    const known = found.get(key);
    if (known) known.push(mention);
    else found.set(key, [mention]);
  }
  return found;
}
