import type { KindModule } from '../../kinds/kind-module.ts';
import type { Resource } from '../../model/resource.ts';
import { needlesFor } from '../../sst/mentions.ts';
import type { Known } from './checkpoint-files.ts';

/** What checkpoints are searched for: every resource by all its names, and by Pulumi type and id. */
export function knownOf(resources: readonly Resource[], kinds: readonly KindModule[]): Known {
  const types = new Map(kinds.map(({ facts }) => [facts.kind, facts.pulumiTypes]));
  const byTypeAndId = new Map<string, string[]>();
  for (const { kind, id, key, memberOf } of resources) {
    // States list functions; their versions go with them.
    if (memberOf) continue;
    for (const type of types.get(kind) ?? []) {
      byTypeAndId.set(`${type} ${id}`, [...(byTypeAndId.get(`${type} ${id}`) ?? []), key]);
    }
  }
  return {
    needles: needlesFor(resources),
    keysOf: ({ type, id }) => byTypeAndId.get(`${type} ${id}`) ?? [],
  };
}
