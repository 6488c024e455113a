import { UnreadableAnswer } from '../../../aws/failures.ts';
import { bucketLimits, readAgain, requirePlausible, type Page } from '../../../aws/pages.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import { cut, earlySplitOf, isInside, pagesLeft, splitOf, wholeBucket } from './range-splits.ts';
import type { Range } from './range-splits.ts';
import { readVersionsPage } from '../versions.ts';
import type { BucketPlace, Marker, ObjectVersion, PageStart } from '../versions.ts';

/** Takes a page in the order of its range. True: enough was seen. */
export type TakePage = (rows: readonly ObjectVersion[]) => boolean | Promise<boolean>;

/** How many pages tell how dense keys are. */
const windowPages = 4;
const mostLists = 6;
/** In a bucket of fewer pages nothing is split but folders, and these not often. */
const pagesBeforeSplit = 12;
const earlySplits = 2;
/** One part in so many pages may begin where nothing is; one more, since the last key lies somewhere. */
const pagesPerMiss = 80;
/** How often a part begins where nothing is, though its keys should have been dense there. */
const missesPerSplit = 0.2;

/** A page that was asked for. */
interface Asked {
  /** Null where the page is there, or failed, and did not say at its start where it ends. */
  readonly start: Promise<PageStart | null>;
  readonly page: Promise<Page<ObjectVersion, Marker>>;
}

/**
 * All versions of a bucket, several parts of it at once where it is large: each page but the last
 * one of a part is listed once. Ends early where `take` says so; throws what any list failed with.
 */
export async function listInRanges(
  place: BucketPlace,
  context: CallContext,
  take: TakePage,
): Promise<void> {
  const ranges = new Set<Range>();
  const lists = new Set<Promise<void>>();
  const state = { pages: 0, misses: 0, splits: 0, ended: false };
  const failures: unknown[] = [];

  function ask(range: Range): Asked {
    const where = { marker: range.marker, prefix: range.end.prefix };
    let started: (start: PageStart | null) => void = () => undefined;
    const start = new Promise<PageStart | null>((resolve) => (started = resolve));
    const page = readAgain(() => readVersionsPage(place, where, context, started));
    void page.catch(() => undefined).finally(() => started(null));
    return { start, page };
  }

  /** Another page of a part that goes on: the next one is asked for, and other parts are begun. */
  function goOn(range: Range, firstKey: string | undefined, next: Marker): Asked {
    count(range, firstKey);
    requireProgress(range.marker, next);
    range.marker = next;
    split();
    return ask(range);
  }

  function count(range: Range, firstKey: string | undefined): void {
    if (firstKey !== undefined) range.firsts.push(firstKey);
    else if (range.firsts.length === 0 && ranges.size > 1) state.misses += 1;
    if (range.firsts.length > windowPages) range.firsts.shift();
    state.pages += 1;
    requirePlausible(state.pages, bucketLimits.mostPages);
  }

  async function list(range: Range): Promise<void> {
    for (let asked: Asked | null = ask(range); asked && !state.ended;) {
      const start: PageStart | null = await asked.start;
      const early: PageStart | null = start && isInside(start, range) ? start : null;
      // On its way while the rows of this page come, and are looked at.
      let coming: Asked | null = early && goOn(range, early.firstKey, early.next);
      const { rows, next } = await asked.page;
      const { within, isOver } = cut(rows, range);
      const goesOn = !isOver && next !== null;
      if (!early) {
        const firstKey = within[0]?.key;
        if (goesOn) coming = goOn(range, firstKey, next);
        else count(range, firstKey);
      } else if (!goesOn) {
        coming = null;
      } else if (!isSame(early.next, next)) {
        // The answer broke off, and the second one ended elsewhere.
        range.marker = next;
        coming = ask(range);
      }
      asked = coming;
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

function isSame(a: Marker | null, b: Marker): boolean {
  return a?.key === b.key && a.second === b.second;
}

function requireProgress(before: Marker | null, next: Marker): void {
  if (isSame(before, next))
    throw new UnreadableAnswer('The list repeats itself: a page names one that was read already.');
}
