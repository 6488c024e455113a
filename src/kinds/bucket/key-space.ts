/** How far a list has come: from behind `first` up to `last`, by so many pages. */
export interface Stretch {
  readonly first: string;
  readonly last: string;
  readonly pages: number;
}

/** Digits of the printable ASCII characters: of those a split point is made, whatever the keys are made of. */
const lowest = 0x20;
const base = 95;
const highest = lowest + base - 1;
const digits = 6;
const whole = base ** digits;

/**
 * A key some pages ahead of a list, if the keys go on as densely as they did. Null: nothing can be
 * said, as all that was listed is one key.
 */
export function keyAhead({ first, last, pages }: Stretch, pagesAhead: number): string | null {
  if (first === last) return null;
  const shared = sharedPrefix(first, last);
  const from = numberOf(first, shared);
  const to = numberOf(last, shared);
  const ahead = to + Math.max(1, ((to - from) / pages) * pagesAhead);
  if (ahead < whole) return behind(last, shared + textOf(ahead));
  // Beyond all keys with what these two share: those are about so many pages.
  return beyond(shared, { last, digitsAhead: (pagesAhead * (to - from)) / (whole * pages) });
}

/** Some digits further in the last place of a prefix, or one in the place before where there are not so many. */
function beyond(
  prefix: string,
  { last, digitsAhead }: { last: string; digitsAhead: number },
): string | null {
  if (prefix === '') return keyBetween(last, '~');
  const code = prefix.charCodeAt(prefix.length - 1) + Math.max(1, Math.round(digitsAhead));
  const before = prefix.slice(0, -1);
  if (code > highest) return beyond(before, { last, digitsAhead: 1 });
  return behind(last, before + String.fromCharCode(code));
}

/** A key about half-way between two others, or null where there is no room. */
export function keyBetween(low: string, high: string): string | null {
  const shared = sharedPrefix(low, high);
  const middle = textOf((numberOf(low, shared) + numberOf(high, shared)) / 2);
  const key = shared + middle;
  return key > low && key < high && isPlain(shared) ? key : null;
}

/** How many pages are left up to a key, if the keys go on as densely as they did. */
export function pagesUpTo(until: string, stretch: Stretch): number {
  const { first, last, pages } = stretch;
  const end = nearEnd(until, stretch);
  const shared = sharedPrefix(first, end);
  const done = numberOf(last, shared) - numberOf(first, shared);
  const left = numberOf(end, shared) - numberOf(last, shared);
  return done <= 0 ? 0 : Math.max(0, (left / done) * pages);
}

/** The end of what is known to be dense: beyond the keys with what these two share may be nothing. */
export function nearEnd(until: string, { first, last }: Pick<Stretch, 'first' | 'last'>): string {
  const shared = sharedPrefix(first, last);
  return until.startsWith(shared) ? until : `${shared}~`;
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

function numberOf(key: string, shared: string): number {
  let value = 0;
  for (let index = 0; index < digits; index += 1) {
    const code = key.charCodeAt(shared.length + index);
    value =
      value * base + Math.min(base - 1, Math.max(0, (Number.isNaN(code) ? 0 : code) - lowest));
  }
  return value;
}

function textOf(value: number): string {
  let rest = Math.floor(value);
  let text = '';
  for (let index = 0; index < digits; index += 1) {
    text = String.fromCharCode(lowest + (rest % base)) + text;
    rest = Math.floor(rest / base);
  }
  return text.trimEnd();
}
