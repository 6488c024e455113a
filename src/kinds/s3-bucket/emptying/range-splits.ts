import { folderEnd, keyAhead, pagesLeftOf, rootEnd, stretchOf, type Beyond } from './key-space.ts';
import type { Marker, ObjectVersion, PageStart } from '../versions.ts';

/** A part of the bucket's key space that one list goes through. */
export interface Range {
  /** First keys of its latest pages, from which the current density is estimated. */
  readonly firsts: string[];
  marker: Marker | null;
  /** Its first key; null: everything behind the marker. */
  readonly from: string | null;
  end: End;
  /** Nobody knows whether any key is at its start. */
  readonly isGuess: boolean;
}

interface End {
  /** The start of the next part; null: there is no next part. */
  readonly until: string | null;
  /** The key `until` itself belongs to this part. */
  readonly included: boolean;
  /** A common start of all remaining keys of the part, so that S3 can end the list where the part ends. */
  readonly prefix: string;
}

/** A place where a part can be split in two: the end of the first part, and the start of the second. */
export interface Split {
  readonly end: End & { readonly until: string };
  readonly marker: Marker;
  readonly from: string | null;
  readonly isGuess: boolean;
}

const smallestPart = 8;

export const wholeBucket: End = { until: null, included: false, prefix: '' };

/** The whole page is in the part, and does not end it. */
export function isInside({ firstKey, next }: PageStart, { from, end }: Range): boolean {
  return (from === null || firstKey >= from) && !isBeyond(next.key, end);
}

/** Rows are ordered: all rows behind the first one beyond the end are beyond it, too. */
export function cut(
  rows: readonly ObjectVersion[],
  { from, end }: Range,
): { within: readonly ObjectVersion[]; isOver: boolean } {
  const over = rows.findIndex(({ key }) => isBeyond(key, end));
  const within = over === -1 ? rows : rows.slice(0, over);
  const first = from === null ? 0 : within.findIndex(({ key }) => key >= from);
  return { within: first === -1 ? [] : within.slice(first), isOver: over !== -1 };
}

function isBeyond(key: string, { until, included }: End): boolean {
  return until !== null && (key > until || (key === until && !included));
}

/** Infinite where the end is unknown. */
export function pagesLeft({ firsts, marker, end }: Range): number {
  if (end.until === null) return Infinity;
  const stretch = marker && stretchOf([...firsts, marker.key]);
  return stretch ? pagesLeftOf(stretch, end.until) : 0;
}

/** The end of the first folder of a list without an end. One key with many versions is no folder. */
export function earlySplitOf({ firsts, marker, end }: Range): Split | null {
  if (end.until !== null || !marker || firsts[0] === marker.key) return null;
  return splitBeyond(folderEnd(marker.key), end);
}

/** In the middle of the remaining keys, but no further ahead than the list has come already. */
export function splitOf(
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
    // A list continues behind all versions of its marker's key.
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
