import type { StageReport } from '../../model/finding.ts';
import type { Stack, StageState, UnreadThing } from '../../model/stage.ts';
import { latest } from '../../model/times.ts';
import { isDeletedStack } from '../../sst/stacks.ts';
import { unreadInStack } from '../../sst/unread-in-stacks.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/** Where a stage is: its state, or its stack. */
export type Place =
  | { readonly state: StageState; readonly stack: null }
  | { readonly state: null; readonly stack: Stack };

export function placeOf({ location }: StageReport, { inventory }: EvidenceIndex): Place | null {
  const state = inventory.stages.find((each) => each.location === location);
  if (state) return { state, stack: null };
  const stack = inventory.stacks.find(({ arn }) => arn === location);
  return stack ? { state: null, stack } : null;
}

/** A stack with those that it nests, and those that nest it. */
export function treeOf(stack: Stack, { inventory }: EvidenceIndex): readonly Stack[] {
  return inventory.stacks.filter(
    (each) => rootOf(each) === rootOf(stack) && !isDeletedStack(each.status),
  );
}

export function rootOf({ rootArn, arn }: Stack): string {
  return rootArn ?? arn;
}

/** What it has that may work for others, and of which nothing is read. */
export function unreadIn({ state, stack }: Place, index: EvidenceIndex): readonly UnreadThing[] {
  if (state) return state.current?.unread ?? [];
  return treeOf(stack, index).flatMap(({ resources }) => unreadInStack(resources ?? []));
}

/** When it was deployed last: its newest state, or the newest change of its stacks. Null: no state is there. */
export function deployedAt({ state, stack }: Place, index: EvidenceIndex): string | null {
  return state
    ? (state.versions.at(-1)?.at ?? null)
    : latest(...treeOf(stack, index).map(({ createdAt, updatedAt }) => updatedAt ?? createdAt));
}
