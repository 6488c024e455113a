import { UnreadableAnswer } from '../../aws/failures.ts';
import { readAgain } from '../../aws/pages.ts';
import type { KindContext } from '../kind-module.ts';
import { cut, earlySplitOf, pagesLeft, splitOf, wholeBucket, type Range } from './range-splits.ts';
import { readVersionsPage, type BucketPlace, type Marker, type ObjectVersion } from './versions.ts';

/** Takes a page in the order of its range. True: enough was seen. */
export type TakePage = (rows: readonly ObjectVersion[]) => boolean | Promise<boolean>;

/** How many pages tell how dense keys are. */
const windowPages = 4;
const mostLists = 8;
/** In a bucket of fewer pages nothing is split but folders, and these not often. */
const pagesBeforeSplit = 12;
const earlySplits = 2;
/** One part in so many pages may begin where nothing is; one more, since the last key lies somewhere. */
const pagesPerMiss = 80;
/** How often a part begins where nothing is, though its keys should have been dense there. */
const missesPerSplit = 0.2;

/**
 * All versions of a bucket, several parts of it at once where it is large: each page but the last
 * one of a part is listed once. Ends early where `take` says so; throws what any list failed with.
 */
export async function listInRanges(
  place: BucketPlace,
  context: KindContext,
  take: TakePage,
): Promise<void> {
  const ranges = new Set<Range>();
  const lists = new Set<Promise<void>>();
  const state = { pages: 0, misses: 0, splits: 0, ended: false };
  const failures: unknown[] = [];

  const read = (range: Range) =>
    readAgain(() =>
      readVersionsPage(place, { marker: range.marker, prefix: range.end.prefix }, context),
    );

  async function list(range: Range): Promise<void> {
    for (let coming: ReturnType<typeof read> | null = read(range); coming && !state.ended;) {
      const { rows, next } = await coming;
      const { within, isOver } = cut(rows, range);
      const [row] = within;
      if (row) range.firsts.push(row.key);
      else if (range.firsts.length === 0 && ranges.size > 1) state.misses += 1;
      if (range.firsts.length > windowPages) range.firsts.shift();
      state.pages += 1;
      if (next) requireProgress(range.marker, next);
      range.marker = next;
      coming = null;
      if (!isOver && next !== null) {
        split();
        // The next page is on its way while this one is looked at.
        coming = read(range);
        coming.catch(() => undefined);
      }
      if (within.length > 0 && (await take(within))) state.ended = true;
    }
  }

  function begin(range: Range): void {
    ranges.add(range);
    const running = list(range)
      .catch((error: unknown) => {
        failures.push(error);
        state.ended = true;
      })
      .finally(() => {
        lists.delete(running);
        ranges.delete(range);
      });
    lists.add(running);
  }

  /** Idle places go to the parts with most left; at once, so that nobody lists beyond the point. */
  function split(): void {
    while (ranges.size < mostLists) {
      if (state.pages < pagesBeforeSplit && state.splits >= earlySplits) return;
      const range = [...ranges].sort((a, b) => pagesLeft(b) - pagesLeft(a)).find(isSplit);
      if (!range) return;
    }
  }

  function isSplit(range: Range): boolean {
    const found = state.pages < pagesBeforeSplit ? earlySplitOf(range) : splitOf(range, state);
    if (!found || !mayMiss(found)) return false;
    const { end } = range;
    range.end = found.end;
    state.splits += 1;
    begin({ ...found, firsts: [], end });
    return true;
  }

  /** Those that are on their way may miss, too. */
  function mayMiss(split: { readonly isGuess: boolean }): boolean {
    const open = [...ranges].filter(({ firsts }) => firsts.length === 0);
    const likely = [...open, split].reduce(
      (sum, { isGuess }) => sum + (isGuess ? 1 : missesPerSplit),
      0,
    );
    return state.misses + likely <= 1 + state.pages / pagesPerMiss;
  }

  begin({ firsts: [], marker: null, from: null, end: wholeBucket, isGuess: false });
  while (lists.size > 0) await Promise.all(lists);
  if (failures.length > 0) throw failures[0];
}

function requireProgress(before: Marker | null, next: Marker): void {
  if (before?.key === next.key && before.second === next.second)
    throw new UnreadableAnswer('The list repeats itself: a page names one that was read already.');
}
