import { Refusal, type Strikes } from './wire.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Undefined on the last page. */
  readonly nextToken: string | undefined;
}

export interface PageRequest<T> {
  readonly token: string | undefined;
  readonly limit: number;
  /** What the items are sorted by, unique: the token names the last one, so that it may be deleted meanwhile. */
  readonly keyOf: (item: T) => string;
  /** Where an empty page strikes the first call: no items, and a token for all of them. */
  readonly strikes: Strikes;
  /** The error code for a token that was never given out. */
  readonly invalidToken: string;
}

/** One page of a sorted list. */
export function pageOf<T>(
  sorted: readonly T[],
  { token, limit, keyOf, strikes, invalidToken }: PageRequest<T>,
): Page<T> {
  const after = token === undefined ? '' : positionOf(token, invalidToken);
  const isEmpty = token === undefined && strikes('empty-page') !== null;
  const start = indexAfter(sorted, keyOf, after);
  const items = isEmpty ? [] : sorted.slice(start, start + limit);
  const last = items.at(-1);
  const hasMore = start + items.length < sorted.length;
  return {
    items,
    nextToken: hasMore ? tokenAt(last === undefined ? after : keyOf(last)) : undefined,
  };
}

function indexAfter<T>(sorted: readonly T[], keyOf: (item: T) => string, after: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item !== undefined && keyOf(item) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Tokens are opaque to the client. */
export function tokenAt(position: string): string {
  return Buffer.from(`after:${position}`).toString('base64url');
}

export function positionOf(token: string, invalidToken: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith('after:')) return text.slice('after:'.length);
  throw new Refusal(400, invalidToken, 'The token is not valid.');
}

/** For sorting by the same strings that the tokens hold. */
export function by<T>(keyOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    if (first === second) return 0;
    return first < second ? -1 : 1;
  };
}
