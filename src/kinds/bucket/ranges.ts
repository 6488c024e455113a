import { UnreadableAnswer } from '../../aws/failures.ts';
import { readAgain } from '../../aws/pages.ts';
import type { KindContext } from '../kind-module.ts';
import { keyAhead, keyBeyond, pagesLeftOf, stretchOf } from './key-space.ts';
import { readVersionsPage, type BucketPlace, type Marker, type ObjectVersion } from './versions.ts';

/** A part of the bucket's keys that one list goes through: up to `until`, that key included. */
interface Range {
  /** The first keys of its last pages, as far as they tell how dense keys are where the list is now. */
  readonly firsts: string[];
  marker: Marker | null;
  until: string | null;
  /** It begins where nobody knows that there is anything. */
  readonly isGuess: boolean;
}

/** Takes a page in the order of its range. True: enough was seen. */
export type TakePage = (rows: readonly ObjectVersion[]) => boolean | Promise<boolean>;

/** How many pages tell how dense keys are. */
const windowPages = 4;
const mostLists = 8;
/** A bucket of fewer pages is listed before a second list would have gained anything. */
const pagesBeforeSplit = 12;
const smallestPart = 8;
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
  const state = { pages: 0, misses: 0, ended: false };
  const failures: unknown[] = [];

  const read = (range: Range) => readAgain(() => readVersionsPage(place, range.marker, context));

  async function list(range: Range): Promise<void> {
    for (let coming: ReturnType<typeof read> | null = read(range); coming && !state.ended;) {
      const { rows, next } = await coming;
      const { within, isOver } = cut(rows, range.until);
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
    if (state.pages < pagesBeforeSplit) return;
    while (ranges.size < mostLists) {
      const range = [...ranges].sort((a, b) => pagesLeft(b) - pagesLeft(a)).find(isSplit);
      if (!range) return;
    }
  }

  function isSplit(range: Range): boolean {
    const split = splitOf(range, state);
    if (!split || !mayMiss(split)) return false;
    const { until } = range;
    range.until = split.point;
    const marker = { key: split.point, second: undefined };
    begin({ firsts: [], marker, until, isGuess: split.isGuess });
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

  begin({ firsts: [], marker: null, until: null, isGuess: false });
  while (lists.size > 0) await Promise.all(lists);
  if (failures.length > 0) throw failures[0];
}

/** Rows come in order, so all behind the first one that is beyond the end are beyond it, too. */
function cut(
  rows: readonly ObjectVersion[],
  until: string | null,
): { within: readonly ObjectVersion[]; isOver: boolean } {
  const end = until === null ? -1 : rows.findIndex(({ key }) => key > until);
  return end === -1
    ? { within: rows, isOver: false }
    : { within: rows.slice(0, end), isOver: true };
}

function requireProgress(before: Marker | null, next: Marker): void {
  if (before?.key === next.key && before.second === next.second)
    throw new UnreadableAnswer('The list repeats itself: a page names one that was read already.');
}

function pagesLeft({ firsts, marker, until }: Range): number {
  if (until === null) return Infinity;
  const stretch = marker && stretchOf([...firsts, marker.key]);
  return stretch ? pagesLeftOf(stretch, until) : 0;
}

/** In the middle of what is left, but no further ahead than was listed already. */
function splitOf(
  { firsts, marker, until }: Range,
  { pages }: { readonly pages: number },
): { readonly point: string; readonly isGuess: boolean } | null {
  const stretch = marker && stretchOf([...firsts, marker.key]);
  if (!stretch) return null;
  const left = pagesLeftOf(stretch, until);
  const ahead = until === null ? pages : Math.min(pages, left / 2);
  const within = left < smallestPart ? null : keyAhead(stretch, ahead);
  const point = within ?? keyBeyond(stretch);
  if (point === null || (until !== null && point >= until)) return null;
  return { point, isGuess: within === null || until === null };
}
