/** How far a list has come lately, in one folder. */
export interface Stretch {
  /** The first key of each page, and the last one of the last page: at least two, in order. */
  readonly keys: readonly [string, ...string[], string];
  readonly root: string;
  readonly digits: Digits;
}

/**
 * The characters that stand where keys differ, in order: the digits of which places between keys are
 * made. Names by hash are then as dense between `9` and `a` as they are between `1` and `2`.
 */
type Digits = string;

/** Who has one of these has the others, too. */
const families = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ'];
/** Behind what all keys of a stretch begin with; the ends of names, such as `.json`, are no digits. */
const sampled = 3;
const places = 8;
/** Before the place where the keys of a stretch differ, so many others go on as they do. */
const placesBefore = 3;
const separator = '/';
const highest = 0x7e;

/** What of some keys in order lies in the last one's folder. Null: too little to tell how dense keys are. */
export function stretchOf(keys: readonly string[]): Stretch | null {
  const last = keys.at(-1);
  const before = keys.at(-2);
  if (last === undefined || before === undefined) return null;
  // What was before another folder began tells nothing of how dense this one is.
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

/** What keys begin with that are as dense: without digits at its end, since those go on. */
function rootOf(shared: string, digits: Digits): string {
  let { length } = shared;
  const least = Math.max(0, length - placesBefore);
  while (length > least && digits.includes(shared.charAt(length - 1))) length -= 1;
  return shared.slice(0, length);
}

/** How many pages are left up to a key or to the end of the root, if keys go on as densely as they did. */
export function pagesLeftOf({ keys, root, digits }: Stretch, until: string | null): number {
  const { from, to, pages } = spanOf({ keys, root, digits });
  const end = until?.startsWith(root) ? placeOf(until, root, digits) : 1;
  return to <= from ? 0 : Math.max(0, ((end - to) / (to - from)) * pages);
}

/** A key so many pages ahead. Null: that is beyond the root, or no key can be made that lies there. */
export function keyAhead({ keys, root, digits }: Stretch, pagesAhead: number): string | null {
  const { from, to, pages } = spanOf({ keys, root, digits });
  const ahead = to + ((to - from) / pages) * pagesAhead;
  if (to <= from || ahead >= 1) return null;
  return behind(lastOf(keys), root + textOf(ahead, digits));
}

/** Where all keys that begin with something are over. */
export interface Beyond {
  /** What they begin with. */
  readonly prefix: string;
  /** The first key that is beyond them. */
  readonly point: string;
  /** A key before that point, behind which hardly anything of them is. */
  readonly before: string;
}

/** Where the keys of the root are over. Null: there is no such key. */
export function rootEnd({ keys, root }: Stretch): Beyond | null {
  return endOf(root, lastOf(keys));
}

/** Where the keys of a key's first folder are over. Null: it is in none. */
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
 * S3 orders keys by their bytes, JavaScript by code units: they agree on where a key lies that has
 * printable ASCII only, and on no other is a list split.
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

/** Where a key lies among all that begin with the root: from 0 up to 1. */
function placeOf(key: string, root: string, digits: Digits): number {
  let place = 0;
  let width = 1;
  for (let index = 0; index < places; index += 1) {
    width /= digits.length + 1;
    place += width * digitOf(key.charAt(root.length + index), digits);
  }
  return place;
}

/** 0 where the key has ended: that comes before all digits. */
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
