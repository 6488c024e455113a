import type { AccountNames } from '../model/elsewhere.ts';
import type { Inventory } from '../model/inventory.ts';
import type { NameWords } from '../sst/name-words.ts';

/** What this account names of others: the words that were collected while it was read, and its references. */
export function accountNames(
  { account, resources }: Pick<Inventory, 'account' | 'resources'>,
  words: NameWords,
): AccountNames {
  const own = new Set(resources.map(({ key }) => key.toLowerCase()));
  const references = new Map<string, { readonly from: string; readonly relation: string }>();
  const add = (to: string, from: string, relation: string) => {
    const name = to.toLowerCase();
    if (!own.has(name) && !references.has(name)) references.set(name, { from, relation });
  };
  for (const { key, references: named, trusts } of resources) {
    for (const { to, relation } of named) add(to, key, relation);
    // Whom a role lets in is somebody's who uses it.
    for (const who of trusts ?? []) add(who.split(' ')[0] ?? who, key, 'trust');
  }
  return { account, references, ...words.end() };
}
