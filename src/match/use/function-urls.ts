import type { Inventory } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';

const prefix = 'function-urls:';

/** Functions by the hosts of their URLs, of those that were asked for one: host and key. */
export function functionsByHost(inventory: Inventory): readonly (readonly [string, string])[] {
  return Object.entries(inventory.answers).flatMap(([question, answer]) => {
    if (answer.type !== 'function-urls') return [];
    const key = resourceKey('lambda-function', question.slice(prefix.length));
    return answer.hosts.map((host) => [host.toLowerCase(), key] as const);
  });
}
