import { UnreadableAnswer } from '../../../aws/failures.ts';
import { bucketLimits, readAgain, requirePlausible, type Page } from '../../../aws/pages.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import { cut, earlySplitOf, isInside, pagesLeft, splitOf, wholeBucket } from './range-splits.ts';
import type { Range } from './range-splits.ts';
import { readVersionsPage } from '../versions.ts';
import type { BucketPlace, Marker, ObjectVersion, PageStart } from '../versions.ts';

/** Takes a page in the order of its range. True: stop listing. */
export type TakePage = (rows: readonly ObjectVersion[]) => boolean | Promise<boolean>;

/** Number of pages from which the density of keys is estimated. */
const windowPages = 4;
const mostLists = 6;
/** Before this many pages were listed only folders are split, at most `earlySplits` times. */
const pagesBeforeSplit = 12;
const earlySplits = 2;
/**
 * One part per this many pages may begin at a place without keys; and one more, since the list has an end.
 */
const pagesPerMiss = 80;
/** Assumed chance that a part begins at a place without keys, though keys should have been dense there. */
const missesPerSplit = 0.2;

/** A requested page. */
interface Asked {
  /** Null where the page arrived, or failed, without telling its end at its start. */
  readonly start: Promise<PageStart | null>;
  readonly page: Promise<Page<ObjectVersion, Marker>>;
}

/**
 * Lists all versions of a bucket, several parts of it at once where it is large: each page but the last one
 * of a part is listed once. Ends early where `take` returns true; throws the error of any list.
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

  /** Requests the next page of a part, and begins other parts. */
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
      // The next page is on its way while the rows of this one arrive and are checked.
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
        // The answer broke off, and the repeated one ended elsewhere.
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

  /** Free slots go to the parts with most left; at once, so that no list passes the split point. */
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

  /** Parts whose first page is still on its way may begin at a place without keys, too. */
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
