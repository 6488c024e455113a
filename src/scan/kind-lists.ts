import { gapFrom, isAbort } from '../aws/failures.ts';
import type { KindModule, Listing } from '../kinds/kind-module.ts';
import type { ScanContext } from './scan-context.ts';

/**
 * Lists one kind in one region; a kind that is not regional has one list for the account. A list that fails
 * is a gap with the kind's own scope, never an empty list.
 */
export async function listKind(
  kind: KindModule,
  region: string,
  context: ScanContext,
): Promise<Listing> {
  const { gaps, options } = context;
  try {
    const listing = await kind.list(context, region);
    for (const gap of listing.gaps) gaps.add(gap);
    options.emit({
      type: 'scan-progress',
      phase: kind.facts.regional ? `${kind.facts.plural} in ${region}` : kind.facts.plural,
      done: listing.resources.length,
      total: null,
    });
    return listing;
  } catch (error) {
    if (isAbort(error)) throw error;
    gaps.add(
      gapFrom({
        source: kind.facts.kind,
        operation: kind.listOperation,
        region: kind.facts.global ? null : region,
        error,
        affects: kind.gapScope(region),
      }),
    );
    return { resources: [], gaps: [] };
  }
}
