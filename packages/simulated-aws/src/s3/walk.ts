import { firstIndex } from './keys.ts';
import type { Versions } from './versions.ts';

export interface Scope {
  readonly prefix: string;
  readonly delimiter: string;
  /** Everything up to here was listed already; a common prefix counts as all of its keys. */
  readonly after: string | null;
}

export type Entry = { readonly key: string } | { readonly commonPrefix: string };

/** Keys and common prefixes in order, each common prefix once. `shown` leaves keys out. */
export function* walk(
  versions: Versions,
  { prefix, delimiter, after }: Scope,
  shown: (key: string) => boolean,
): Generator<Entry> {
  const keys = versions.keys();
  let index = firstIndex(keys, (key) => key >= prefix);
  if (after !== null) index = firstIndex(keys, isBehind(after, delimiter), index);
  while (index < keys.length) {
    const key = keys[index] ?? '';
    if (!key.startsWith(prefix)) return;
    index += 1;
    if (!shown(key)) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut === -1) {
      yield { key };
      continue;
    }
    const commonPrefix = key.slice(0, cut + delimiter.length);
    yield { commonPrefix };
    index = firstIndex(keys, isBehind(commonPrefix, delimiter), index);
  }
}

function isBehind(position: string, delimiter: string): (key: string) => boolean {
  const isCommonPrefix = delimiter !== '' && position.endsWith(delimiter);
  return (key) => key > position && !(isCommonPrefix && key.startsWith(position));
}

/** At most so many of them, and whether there were more. */
export function take<T>(items: Iterable<T>, limit: number): { page: T[]; isTruncated: boolean } {
  const page: T[] = [];
  for (const item of items) {
    if (page.length === limit) return { page, isTruncated: true };
    page.push(item);
  }
  return { page, isTruncated: false };
}

/** `max-keys`: a thousand unless less is asked for; more is not an error. */
export function pageLimit(value: string | undefined, most = 1000): number {
  const asked = value === undefined || value === '' ? most : Number(value);
  return Number.isInteger(asked) && asked >= 0 ? Math.min(asked, most) : most;
}

/** What a form leaves as it is: most keys are made of nothing else. */
const plainKey = /^[\w*./-]*$/;

/** Keys with `encoding-type=url` are written as in a form: blanks become `+`, slashes stay. */
export function keyEncoder(encodingType: string | undefined): (key: string) => string {
  if (encodingType !== 'url') return (key) => key;
  return (key) =>
    plainKey.test(key)
      ? key
      : new URLSearchParams([['', key]]).toString().slice(1).replaceAll('%2F', '/');
}
