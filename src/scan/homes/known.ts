import type { KindModule } from '../../kinds/kind-module.ts';
import { inStates } from '../../model/records.ts';
import type { TaggedResource } from '../../model/inventory.ts';
import { otherKey, type Resource } from '../../model/resource.ts';
import { needlesFor } from '../../sst/mentions.ts';
import type { Known } from './checkpoint-files.ts';

/**
 * Words for which checkpoints are searched: every resource by all its names, and by Pulumi type and id;
 * resources of no listed kind by their ARN.
 */
export function knownOf(
  resources: readonly Resource[],
  kinds: readonly KindModule[],
  others: readonly TaggedResource[],
): Known {
  const factsOf = new Map(kinds.map(({ facts }) => [facts.kind, facts]));
  const byType = new Map<string, Map<string, string[]>>();
  for (const resource of resources) {
    const facts = factsOf.get(resource.kind);
    // States list functions; their versions go with them.
    if (!facts || resource.memberOf) continue;
    for (const { type, id } of inStates(resource, facts)) {
      const byId = byType.get(type) ?? new Map<string, string[]>();
      byType.set(type, byId);
      const keys = byId.get(id);
      if (keys) keys.push(resource.key);
      else byId.set(id, [resource.key]);
    }
  }
  const kindOf = new Map(
    kinds.flatMap(({ facts }) => facts.pulumiTypes.map((type) => [type, facts.kind] as const)),
  );
  const arns = new Set(others.map(({ arn }) => arn));
  const named = others.map(({ arn }) => ({ key: otherKey(arn), identifiers: [arn] }));
  return {
    needles: needlesFor([...resources, ...named]),
    kindOf: (type) => kindOf.get(type) ?? null,
    hasThing: (type, id) => byType.get(type)?.has(id) === true,
    keysOf: ({ type, id, arn }) => [
      ...(byType.get(type)?.get(id) ?? []),
      ...(arn !== null && arns.has(arn) ? [otherKey(arn)] : []),
    ],
  };
}
