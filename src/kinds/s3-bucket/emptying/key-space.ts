/** The latest progress of a list within one folder. */
export interface Stretch {
  /** The first key of each page, and the last one of the last page: at least two, in order. */
  readonly keys: readonly [string, ...string[], string];
  readonly root: string;
  readonly digits: Digits;
}

/**
 * The characters at the places where keys differ, in order: the digits from which keys between them are
 * made. Hash names are then as dense between `9` and `a` as between `1` and `2`.
 */
type Digits = string;

/** An alphabet that contains one of these characters contains the whole family. */
const families = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ'];
/**
 * Number of places behind the common start of a stretch that are sampled; ends of names, such as `.json`,
 * are not digits.
 */
const sampled = 3;
const places = 8;
/** At most this many digits before the first difference are expected to differ in later keys too. */
const placesBefore = 3;
const separator = '/';
const highest = 0x7e;

/**
 * The part of an ordered list of keys that is in the last key's folder. Null: too few keys to estimate
 * their density.
 */
export function stretchOf(keys: readonly string[]): Stretch | null {
  const last = keys.at(-1);
  const before = keys.at(-2);
  if (last === undefined || before === undefined) return null;
  // Keys before the start of this folder tell nothing about its density.
  const folder = folderOf(sharedPrefix(before, last));
  const [first = before, ...between] = keys.slice(0, -1).filter((key) => key.startsWith(folder));
  if (first === last) return null;
  const shared = sharedPrefix(first, last);
  const digits = digitsOf([first, ...between, last], shared);
  return { keys: [first, ...between, last], root: rootOf(shared, digits), digits };
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf(separator) + 1);
}

function digitsOf(keys: readonly string[], shared: string): Digits {
  const seen = new Set(
    keys.flatMap((key) => Array.from(key.slice(shared.length, shared.length + sampled))),
  );
  const closed = [...seen].map((digit) => families.find((all) => all.includes(digit)) ?? digit);
  const isDigit = (character: string) => isPlain(character) && character !== separator;
  return [...new Set(closed.join(''))].filter(isDigit).sort(byCode).join('');
}

/** The common start of keys of equal density: without digits at its end, since those will change. */
function rootOf(shared: string, digits: Digits): string {
  let { length } = shared;
  const least = Math.max(0, length - placesBefore);
  while (length > least && digits.includes(shared.charAt(length - 1))) length -= 1;
  return shared.slice(0, length);
}

/** Number of pages left up to a key or to the end of the root, if the density of keys stays the same. */
export function pagesLeftOf({ keys, root, digits }: Stretch, until: string | null): number {
  const { from, to, pages } = spanOf({ keys, root, digits });
  const end = until?.startsWith(root) ? placeOf(until, root, digits) : 1;
  return to <= from ? 0 : Math.max(0, ((end - to) / (to - from)) * pages);
}

/** A key this many pages ahead. Null: it would be beyond the root, or no key can be made there. */
export function keyAhead({ keys, root, digits }: Stretch, pagesAhead: number): string | null {
  const { from, to, pages } = spanOf({ keys, root, digits });
  const ahead = to + ((to - from) / pages) * pagesAhead;
  if (to <= from || ahead >= 1) return null;
  return behind(lastOf(keys), root + textOf(ahead, digits));
}

/** The end of all keys with a common start. */
export interface Beyond {
  /** The common start. */
  readonly prefix: string;
  /** The first key beyond them. */
  readonly point: string;
  /** A key before that point, with hardly any of them behind it. */
  readonly before: string;
}

/** The end of the root's keys. Null: no key can be behind them. */
export function rootEnd({ keys, root }: Stretch): Beyond | null {
  return endOf(root, lastOf(keys));
}

/** The end of the keys in a key's first folder. Null: it is in no folder. */
export function folderEnd(key: string): Beyond | null {
  const end = key.indexOf(separator);
  return end === -1 ? null : endOf(key.slice(0, end + 1), key);
}

function endOf(root: string, last: string): Beyond | null {
  let { length } = root;
  while (length > 0 && root.charCodeAt(length - 1) >= highest) length -= 1;
  if (length === 0) return null;
  const prefix = root.slice(0, length);
  const next = String.fromCharCode(prefix.charCodeAt(length - 1) + 1);
  const point = behind(last, prefix.slice(0, -1) + next);
  return point === null ? null : { prefix, point, before: prefix + String.fromCharCode(highest) };
}

function spanOf({ keys, root, digits }: Stretch) {
  const [first] = keys;
  return {
    from: placeOf(first, root, digits),
    to: placeOf(lastOf(keys), root, digits),
    pages: keys.length - 1,
  };
}

function lastOf(keys: Stretch['keys']): string {
  return keys.at(-1) ?? keys[0];
}

/**
 * S3 orders keys by their bytes, JavaScript by code units: they agree on the place of a key of printable
 * ASCII, so a list is split only at such keys.
 */
function behind(last: string, key: string): string | null {
  return key > last && isPlain(key) ? key : null;
}

function isPlain(key: string): boolean {
  return /^[\u0020-\u007e]*$/.test(key);
}

function sharedPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** Place of a key among all that begin with the root: from 0 up to 1. */
function placeOf(key: string, root: string, digits: Digits): number {
  let place = 0;
  let width = 1;
  for (let index = 0; index < places; index += 1) {
    width /= digits.length + 1;
    place += width * digitOf(key.charAt(root.length + index), digits);
  }
  return place;
}

/** 0 where the key has ended: a shorter key comes before all digits. */
function digitOf(character: string, digits: Digits): number {
  if (character === '') return 0;
  const index = digits.indexOf(character);
  if (index !== -1) return index + 1;
  return Array.from(digits).filter((digit) => digit < character).length + 0.5;
}

function textOf(place: number, digits: Digits): string {
  let rest = place;
  let text = '';
  for (let index = 0; index < places; index += 1) {
    rest *= digits.length + 1;
    const digit = Math.min(digits.length, Math.floor(rest));
    if (digit === 0) break;
    text += digits.charAt(digit - 1);
    rest -= digit;
  }
  return text;
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : 1;
}
