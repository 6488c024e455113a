import type { NameWords } from './name-words.ts';
import { decodedBase64, type InflationBudget } from './base64.ts';

/** Identifiers of an account's resources, ready to be searched for in large files in one pass. */
export interface Needles {
  /** By the word that the fewest needles share: every ARN, for instance, has the account's number in it. */
  readonly byRarestWord: ReadonlyMap<string, readonly Needle[]>;
}

interface Needle {
  readonly text: string;
  /** Position of that word in `text`. */
  readonly offset: number;
  readonly key: string;
}

const word = /[a-z0-9_-]+/g;
const isWordCharacter = /[a-z0-9_-]/;
/** JSON inside strings inside strings: no real file is nested deeper, and a hostile one may be. */
const maxNesting = 8;
/** More than a state with hundreds of launch templates has. */
const mostInflated = 16 * 1024 * 1024;

/** `identifiers`: every text by which a resource may be named. Case does not count. */
export function needlesFor(
  resources: Iterable<{ readonly key: string; readonly identifiers: readonly string[] }>,
): Needles {
  const texts: { readonly key: string; readonly text: string }[] = [];
  for (const { key, identifiers } of resources)
    for (const text of decisive(identifiers)) texts.push({ key, text });
  const shares = new Map<string, number>();
  for (const { text } of texts) {
    for (const each of wordsIn(text)) shares.set(each.text, (shares.get(each.text) ?? 0) + 1);
  }
  const byRarestWord = new Map<string, Needle[]>();
  for (const { key, text } of texts) {
    const rarest = rarestOf(wordsIn(text), shares);
    if (!rarest) continue;
    const needle = { text, offset: rarest.offset, key };
    const needles = byRarestWord.get(rarest.text);
    if (needles) needles.push(needle);
    else byRarestWord.set(rarest.text, [needle]);
  }
  return { byRarestWord };
}

/**
 * The identifiers without those that contain another one as a word: an ARN of a function, for instance,
 * contains its name.
 */
function decisive(identifiers: readonly string[]): readonly string[] {
  const texts = [...new Set(identifiers.map((identifier) => identifier.toLowerCase()))];
  const whole = texts.filter((text) => isWordCharacter.test(text));
  return whole.filter((text) => !whole.some((other) => other !== text && holds(text, other)));
}

function holds(text: string, other: string): boolean {
  const start = text.indexOf(other);
  return start !== -1 && isWhole(text, start, other.length);
}

/** Whether no letter, digit, `-` or `_` is beside it. */
function isWhole(text: string, start: number, length: number): boolean {
  const before = text[start - 1];
  const after = text[start + length];
  return (
    (before === undefined || !isWordCharacter.test(before)) &&
    (after === undefined || !isWordCharacter.test(after))
  );
}

interface Word {
  readonly text: string;
  readonly offset: number;
}

function wordsIn(text: string): readonly Word[] {
  return Array.from(text.matchAll(word), ({ 0: found, index }) => ({ text: found, offset: index }));
}

function rarestOf(words: readonly Word[], shares: ReadonlyMap<string, number>): Word | undefined {
  const sharers = ({ text }: Word) => shares.get(text) ?? 0;
  return words.toSorted((a, b) => sharers(a) - sharers(b) || b.text.length - a.text.length)[0];
}

/**
 * Keys of all resources, and hosts of function URLs, that occur as a word in some string of `value`: with
 * no letter, digit, `-` or `_` beside it, after decoding JSON within strings, URL encoding and base64. A
 * false hit only makes a resource live, so the test is wide on purpose. `words` gets all that is searched.
 */
export function mentionsIn(
  value: unknown,
  needles: Needles,
  words: Pick<NameWords, 'take'> | null = null,
): ReadonlySet<string> {
  const found = new Set<string>();
  const budget: InflationBudget = { bytes: mostInflated };
  const open: { value: unknown; nesting: number }[] = [{ value, nesting: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: current, nesting } = next;
    if (typeof current === 'string') {
      findIn(current, needles, found);
      words?.take(current.toLowerCase());
      for (const decoded of decodings(current, nesting, budget))
        open.push({ value: decoded, nesting: nesting + 1 });
    } else if (typeof current === 'object' && current !== null) {
      if (!Array.isArray(current)) {
        for (const name of Object.keys(current)) findIn(name, needles, found);
        words?.take(Object.keys(current).join(' ').toLowerCase());
      }
      for (const member of Object.values(current) as readonly unknown[]) {
        // Millions of numbers would take more memory than the file.
        if (typeof member === 'string' || typeof member === 'object')
          open.push({ value: member, nesting });
      }
    }
  }
  return found;
}

/** Lambda makes up the first label, so only Lambda itself can tell the function. */
const functionHost = /\b[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws\b/g;

/** The key of a mentioned function URL, by its host in lower case. */
export function hostKey(host: string): string {
  return `function-url:${host}`;
}

function findIn(text: string, needles: Needles, found: Set<string>): void {
  const lower = text.toLowerCase();
  if (lower.includes('.lambda-url.'))
    for (const [host] of lower.matchAll(functionHost)) found.add(hostKey(host));
  for (const match of lower.matchAll(word)) {
    for (const needle of needles.byRarestWord.get(match[0]) ?? []) {
      const start = match.index - needle.offset;
      if (start < 0 || !lower.startsWith(needle.text, start)) continue;
      const before = lower[start - 1];
      const after = lower[start + needle.text.length];
      if (needle.offset > 0 && before !== undefined && isWordCharacter.test(before)) continue;
      if (after !== undefined && isWordCharacter.test(after)) continue;
      found.add(needle.key);
    }
  }
}

const escapeInCode =
  /(?<!\\)\\+(?:[nrtbf]|(?:u[0-9a-f]{4}|x[0-9a-f]{2}|0?33|e(?=\[))(?:\[[\d;]{0,20}[a-z])?|[0-7]{3})/gi;
// eslint-disable-next-line no-control-regex -- that very character
const colour = /\u001B\[[\d;]{0,20}[a-z]/gi;

function decodings(text: string, nesting: number, budget: InflationBudget): readonly unknown[] {
  if (nesting >= maxNesting) return [];
  const decoded: unknown[] = [...decodedBase64(text, budget)];
  // Code that holds JSON has a backslash and a letter where a line ends, and colours before a name: `\\nE123`
  // and `\\x1b[1mE123` are no words.
  if (text.includes('\\')) {
    const plain = text.replaceAll(escapeInCode, ' ');
    if (plain !== text) decoded.push(plain);
  }
  if (text.includes('\u001B')) {
    const plain = text.replaceAll(colour, ' ');
    if (plain !== text) decoded.push(plain);
  }
  if (/^\s*[[{"]/.test(text)) {
    try {
      decoded.push(JSON.parse(text));
    } catch {
      // Not JSON after all: the string itself was searched already.
    }
  }
  if (/%[0-9a-f]{2}/i.test(text)) {
    const plain = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    );
    if (plain !== text) decoded.push(plain);
  }
  return decoded;
}
