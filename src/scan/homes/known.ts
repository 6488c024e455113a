import type { KindModule } from '../../kinds/kind-module.ts';
import { inStates } from '../../model/records.ts';
import type { Resource } from '../../model/resource.ts';
import { needlesFor } from '../../sst/mentions.ts';
import type { Known } from './checkpoint-files.ts';

/** What checkpoints are searched for: every resource by all its names, and by Pulumi type and id. */
export function knownOf(resources: readonly Resource[], kinds: readonly KindModule[]): Known {
  const factsOf = new Map(kinds.map(({ facts }) => [facts.kind, facts]));
  const byTypeAndId = new Map<string, string[]>();
  for (const resource of resources) {
    const facts = factsOf.get(resource.kind);
    // States list functions; their versions go with them.
    if (!facts || resource.memberOf) continue;
    for (const { type, id } of inStates(resource, facts)) {
      const name = `${type} ${id}`;
      byTypeAndId.set(name, [...(byTypeAndId.get(name) ?? []), resource.key]);
    }
  }
  return {
    needles: needlesFor(resources),
    keysOf: ({ type, id }) => byTypeAndId.get(`${type} ${id}`) ?? [],
  };
}
