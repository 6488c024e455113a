import { columnWidth } from '../../text/column-width.ts';
import { plainCharacters } from './characters.ts';
import { textsIn } from './json-log.ts';
import { withoutPrefixes } from './prefixes.ts';

/** Verbs of SST's progress lines: `|  Created     Web sst:aws:Nextjs → ...`. */
const progress =
  /^[\s|│~+*✓✔↗➜⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏-]*(Creat(ed|ing)|Updat(ed|ing)|Delet(ed|ing)|Replac(ed|ing)|Refresh(ed|ing)|Import(ed|ing)|Read(ing)?|Wait(ed|ing)|Skipp(ed|ing)|Build(ing)?|Deploy(ing)?|Remov(ed|ing))\s+[A-Z@+~-](?!.*(error|failed))/;

/** A frame of a spinner, which the next one draws over. */
const spinner = /^[\s|│]*[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏⠟⠻⠽⠾⠷⠯](?!.*FAILED)/;

/** SST prints a bar before each line. */
const gutter = /^\s*[|│]\s+/;

/**
 * The gap before a character of the text without white space: nothing, white space, or the end of a full
 * line, where a terminal broke a word or parted two.
 */
type Gap = 'none' | 'space' | 'wrap';

/** A deploy's output without colours, carriage returns, bars and progress lines. */
export interface Output {
  /** Without any white space. */
  readonly text: string;
  /** In lines, with those together that a terminal broke. */
  readonly raw: string;
  /** The place in `raw` of a character of `text`. */
  placeOf(index: number): number;
  gapBefore(index: number): Gap;
  /** The lines between two places of `text`. */
  rawBetween(from: number, to: number): string;
}

/**
 * Errors are looked for in a text without white space: no pattern contains any, and a line may have been
 * broken anywhere.
 */
export function outputOf(given: string): Output {
  const { raw, joints } = joinedLines(
    cleanLines(given).filter(({ whole }) => !progress.test(whole) && !spinner.test(whole)),
  );
  const places: number[] = [];
  const gaps: Gap[] = [];
  let text = '';
  let gap: Gap = 'space';
  for (let place = 0; place < raw.length; place++) {
    const character = raw.charAt(place);
    if (/\s/.test(character)) {
      gap = 'space';
      continue;
    }
    places.push(place);
    gaps.push(gap === 'none' && joints.has(place) ? 'wrap' : gap);
    gap = 'none';
    text += character;
  }
  const placeOf = (index: number) => places[index] ?? raw.length;
  return {
    text,
    raw,
    placeOf,
    gapBefore: (index) => gaps[index] ?? 'space',
    rawBetween: (from, to) => raw.slice(placeOf(from), placeOf(to)),
  };
}

/** `joints`: places at which a line begins that continues the one before it. */
function joinedLines(lines: readonly Line[]): {
  readonly raw: string;
  readonly joints: ReadonlySet<number>;
} {
  const wraps = wrapsOf(lines);
  const joints = new Set<number>();
  const parts: string[] = [];
  let length = 0;
  for (const [index, { bare }] of lines.entries()) {
    const isJoined = index > 0 && wraps[index - 1] === true;
    if (isJoined) joints.add(length);
    const part = `${index > 0 && !isJoined ? '\n' : ''}${wraps[index] === true ? bare.trimEnd() : bare}`;
    parts.push(part);
    length += part.length;
  }
  return { raw: parts.join(''), joints };
}

interface Line {
  readonly given: string;
  /** Without the prefix of a CI system. */
  readonly whole: string;
  /** Without SST's bar either. */
  readonly bare: string;
}

function cleanLines(given: string): readonly Line[] {
  const lines = singleSpaced(
    plainCharacters(textsIn(plainCharacters(given))).split(/\r*\n|[\r\u2028\u2029]/),
  );
  return withoutPrefixes(lines).map((whole, index) => ({
    given: lines[index] ?? '',
    whole,
    bare: whole.replace(gutter, ''),
  }));
}

/** Lines of SST's, Pulumi's or CDK's own begin so, and continue no other line. */
const begins = /^(?:[✕✖✗✓✔➜~]\s|error: |warning: |panic: |Logs: )/;

/** Where every second line is empty, a copy has put it there. */
function singleSpaced(lines: readonly string[]): readonly string[] {
  const between = lines.filter((_, index) => index % 2 === 1);
  return between.length >= 3 && between.every((line) => line.trim() === '')
    ? lines.filter((_, index) => index % 2 === 0)
    : lines;
}

/**
 * A terminal breaks a full line and never indents the rest. It may break lines before or after something put
 * a prefix before them; where each line has a prefix of its own, a single line may be long. No name ends in a
 * hyphen, and no word is broken after a space.
 */
function wrapsOf(lines: readonly Line[]): readonly boolean[] {
  const given = fullLines(lines.map((line) => line.given));
  const whole = fullLines(lines.map((line) => line.whole));
  return lines.map((line, index) => {
    const next = lines[index + 1];
    if (!next || !/^[^\s|│]/.test(next.whole) || begins.test(next.whole)) return false;
    if (/\w-\s*$/.test(line.bare) && /^\w/.test(next.whole)) return true;
    if (line.bare.endsWith(' ')) return false;
    const isStamped = next.given !== next.whole;
    return isStamped ? whole.count > 1 && whole.has(index) : given.has(index) || whole.has(index);
  });
}

/** Characters; no terminal that breaks lines has more columns. */
const widest = 1000;

function fullLines(lines: readonly string[]): {
  readonly count: number;
  has(index: number): boolean;
} {
  const lengths = lines.map((line) => (line.length > widest ? line.length : columnWidth(line)));
  const width = lengths.reduce((most, length) => Math.max(most, length), 0);
  return {
    count: lengths.filter((length) => length === width).length,
    has: (index) => lengths[index] === width,
  };
}
