import type { Inventory } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';

const prefix = 'function-urls:';

/** Host and key of every function whose URL was looked up. */
export function functionsByHost(inventory: Inventory): readonly (readonly [string, string])[] {
  return Object.entries(inventory.answers).flatMap(([question, answer]) => {
    if (answer.type !== 'function-urls') return [];
    const key = resourceKey('lambda-function', question.slice(prefix.length));
    return answer.hosts.map((host) => [host.toLowerCase(), key] as const);
  });
}
