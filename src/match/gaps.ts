import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { isAfter } from '../model/times.ts';
import { hasLookupTags } from '../sst/tags.ts';

/**
 * The gaps that touch a resource: those whose stages *and* kinds *and* regions match. A resource without
 * known owners may belong to any stage, so a gap of one stage touches it too. A resource that cannot have
 * existed before `notBefore` (null: unknown) is not named by a checkpoint that was written earlier.
 */
export function gapsTouching(
  resource: Resource,
  {
    owners,
    notBefore,
    isOfStates,
  }: {
    readonly owners: readonly string[];
    readonly notBefore: string | null;
    /** Whether the history of a state owned it. */
    readonly isOfStates: boolean;
  },
  gaps: readonly Gap[],
): readonly Gap[] {
  return gaps.filter(({ affects }) => {
    if (affects.resources !== null && !affects.resources.includes(resource.key)) return false;
    if (affects.kinds !== 'all' && !affects.kinds.includes(resource.kind)) return false;
    if (affects.regions !== 'all' && !isIn(resource, affects.regions)) return false;
    if (affects.stages === 'all' || owners.length === 0) return true;
    if (owners.some((owner) => affects.stages.includes(owner))) return true;
    if (affects.lookups && hasLookupTags(resource.tags)) return true;
    if (affects.unrecorded && !isOfStates) return true;
    if (affects.madeBefore === null) return false;
    return notBefore === null || !isAfter(notBefore, affects.madeBefore);
  });
}

/** Global kinds are read in us-east-1; a gap of another region that says `global` touches them too. */
function isIn({ region }: Resource, regions: readonly string[]): boolean {
  return regions.includes(region) || (region === 'global' && regions.includes('us-east-1'));
}
