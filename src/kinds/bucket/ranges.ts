import { UnreadableAnswer } from '../../aws/failures.ts';
import { readAgain } from '../../aws/pages.ts';
import type { KindContext } from '../kind-module.ts';
import { folderEnd, keyAhead, pagesLeftOf, rootEnd, stretchOf, type Beyond } from './key-space.ts';
import { readVersionsPage, type BucketPlace, type Marker, type ObjectVersion } from './versions.ts';

/** A part of the bucket's keys that one list goes through. */
interface Range {
  /** The first keys of its last pages, as far as they tell how dense keys are where the list is now. */
  readonly firsts: string[];
  marker: Marker | null;
  /** The first key that belongs to it; null: whatever is behind the marker. */
  readonly from: string | null;
  end: End;
  /** It begins where nobody knows that there is anything. */
  readonly isGuess: boolean;
}

interface End {
  /** Where the next part begins; null: nowhere. */
  readonly until: string | null;
  /** The key `until` itself belongs to this part. */
  readonly included: boolean;
  /** All that is left of the part begins with this, so that S3 can end the list where the part ends. */
  readonly prefix: string;
}

/** Where a part can be split in two: what the first one ends with, and where the second one begins. */
interface Split {
  readonly end: End & { readonly until: string };
  readonly marker: Marker;
  readonly from: string | null;
  readonly isGuess: boolean;
}

/** Takes a page in the order of its range. True: enough was seen. */
export type TakePage = (rows: readonly ObjectVersion[]) => boolean | Promise<boolean>;

/** How many pages tell how dense keys are. */
const windowPages = 4;
const mostLists = 8;
/** In a bucket of fewer pages nothing is split but folders, and these not often. */
const pagesBeforeSplit = 12;
const earlySplits = 2;
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

const wholeBucket: End = { until: null, included: false, prefix: '' };

/** Rows come in order, so all behind the first one that is beyond the end are beyond it, too. */
function cut(
  rows: readonly ObjectVersion[],
  { from, end }: Range,
): { within: readonly ObjectVersion[]; isOver: boolean } {
  const isBeyond = ({ key }: ObjectVersion) =>
    end.until !== null && (key > end.until || (key === end.until && !end.included));
  const over = rows.findIndex(isBeyond);
  const within = over === -1 ? rows : rows.slice(0, over);
  const first = from === null ? 0 : within.findIndex(({ key }) => key >= from);
  return { within: first === -1 ? [] : within.slice(first), isOver: over !== -1 };
}

function requireProgress(before: Marker | null, next: Marker): void {
  if (before?.key === next.key && before.second === next.second)
    throw new UnreadableAnswer('The list repeats itself: a page names one that was read already.');
}

function pagesLeft({ firsts, marker, end }: Range): number {
  if (end.until === null) return Infinity;
  const stretch = marker && stretchOf([...firsts, marker.key]);
  return stretch ? pagesLeftOf(stretch, end.until) : 0;
}

/** Where the first folder of a list without an end is over. One key with many versions is no folder. */
function earlySplitOf({ firsts, marker, end }: Range): Split | null {
  if (end.until !== null || !marker || firsts[0] === marker.key) return null;
  return splitBeyond(folderEnd(marker.key), end);
}

/** In the middle of what is left, but no further ahead than was listed already. */
function splitOf(
  { firsts, marker, end }: Range,
  { pages }: { readonly pages: number },
): Split | null {
  const stretch = marker && stretchOf([...firsts, marker.key]);
  if (!stretch) return null;
  const left = pagesLeftOf(stretch, end.until);
  const ahead = end.until === null ? pages : Math.min(pages, left / 2);
  const point = left < smallestPart ? null : keyAhead(stretch, ahead);
  if (point === null) return splitBeyond(rootEnd(stretch), end);
  if (end.until !== null && point >= end.until) return null;
  return {
    end: { until: point, included: true, prefix: end.prefix },
    // A list goes on behind all versions of its marker's key.
    marker: { key: point, second: undefined },
    from: null,
    isGuess: end.until === null,
  };
}

function splitBeyond(beyond: Beyond | null, { until }: End): Split | null {
  if (!beyond || (until !== null && beyond.point >= until)) return null;
  const { point, prefix, before } = beyond;
  return {
    end: { until: point, included: false, prefix },
    marker: { key: before, second: undefined },
    from: point,
    isGuess: true,
  };
}
