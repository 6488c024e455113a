import { gapFrom, isAbort } from '../aws/failures.ts';
import type { FreeText, KindModule, Listing } from '../kinds/kind-module.ts';
import { readByName } from './free-texts.ts';
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

/**
 * The texts of one kind in one region. Where they fail, often with the kind's list, they may name what lies
 * in any region, which the list's own gap does not say.
 */
export function readTexts(
  kind: KindModule,
  region: string,
  context: ScanContext,
): Promise<readonly FreeText[]> {
  const { facts, listOperation: operation } = kind;
  const origin = {
    source: facts.kind,
    operation,
    region: facts.global ? null : region,
    affects: readByName,
  };
  return context.gaps.guard(origin, async () => (await kind.texts?.(context, region)) ?? [], []);
}
