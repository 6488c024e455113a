import { UnreadableAnswer } from '../../aws/failures.ts';
import { readAgain } from '../../aws/pages.ts';
import type { KindContext } from '../kind-module.ts';
import { keyAhead, keyBetween, nearEnd, pagesUpTo } from './key-space.ts';
import { readVersionsPage, type BucketPlace, type Marker, type ObjectVersion } from './versions.ts';

/** A part of the bucket's keys that one list goes through: up to `until`, that key included. */
interface Range {
  /** The first key that was seen; null before the first page. */
  first: string | null;
  marker: Marker | null;
  until: string | null;
  pages: number;
}

/** Takes a page in the order of its range. True: enough was seen. */
export type TakePage = (rows: readonly ObjectVersion[]) => boolean | Promise<boolean>;

const mostLists = 4;
/** A bucket of fewer pages is listed before a second list would have gained anything. */
const pagesBeforeSplit = 16;
const smallestPart = 6;
/** One guess in so many pages may lead behind the last key. */
const pagesPerMiss = 200;

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
      if (range.pages === 0 && within.length === 0 && ranges.size > 1) state.misses += 1;
      range.first ??= within[0]?.key ?? null;
      range.pages += 1;
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

  /** An idle place goes to the part with most left; at once, so that nobody lists beyond the point. */
  function split(): void {
    if (state.pages < pagesBeforeSplit || ranges.size >= mostLists) return;
    if (state.misses > state.pages / pagesPerMiss) return;
    for (const range of byWhatIsLeft(ranges)) {
      const point = splitPoint(range, state.pages);
      if (point === null) continue;
      const { until } = range;
      range.until = point;
      begin({ first: null, marker: { key: point, second: undefined }, until, pages: 0 });
      return;
    }
  }

  begin({ first: null, marker: null, until: null, pages: 0 });
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

function byWhatIsLeft(ranges: ReadonlySet<Range>): readonly Range[] {
  return [...ranges].sort((a, b) => pagesLeft(b) - pagesLeft(a));
}

function pagesLeft({ first, marker, until, pages }: Range): number {
  if (first === null || !marker) return 0;
  return until === null ? Infinity : pagesUpTo(until, { first, last: marker.key, pages });
}

/** As far ahead as was listed already, where nobody knows the end; else in the middle of what is left. */
function splitPoint(range: Range, pagesInAll: number): string | null {
  const { first, marker, until, pages } = range;
  if (first === null || !marker || pagesLeft(range) < smallestPart) return null;
  if (until === null) return keyAhead({ first, last: marker.key, pages }, pagesInAll);
  return keyBetween(marker.key, nearEnd(until, { first, last: marker.key }));
}
