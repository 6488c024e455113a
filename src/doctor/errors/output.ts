import { stripVTControlCharacters } from 'node:util';

/** Verbs of SST's progress lines: `|  Created     Web sst:aws:Nextjs → ...`. */
const progress =
  /^[\s|│~+*✓✔↗➜⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏-]*(Creat(ed|ing)|Updat(ed|ing)|Delet(ed|ing)|Replac(ed|ing)|Refresh(ed|ing)|Import(ed|ing)|Read(ing)?|Wait(ed|ing)|Skipp(ed|ing)|Build(ing)?|Deploy(ing)?|Remov(ed|ing))\s+[A-Z@+~-](?!.*(error|failed))/;

/** SST prints a bar before each line. */
const gutter = /^\s*[|│]\s+/;

/** A deploy's output without colours, carriage returns, bars and progress lines. */
export interface Squeezed {
  /** Without any white space. */
  readonly text: string;
  /** With the lines as they are, between two places of `text`. */
  rawBetween(from: number, to: number): string;
}

/**
 * A terminal of 80 columns breaks names in the middle, and nothing that is looked for has a space in
 * it: so errors are looked for in a text without white space.
 */
export function squeezed(output: string): Squeezed {
  const raw = cleanLines(output)
    .filter((line) => !progress.test(line))
    .join('\n');
  const places: number[] = [];
  let text = '';
  for (let place = 0; place < raw.length; place++) {
    const character = raw.charAt(place);
    if (/\s/.test(character)) continue;
    places.push(place);
    text += character;
  }
  const placeOf = (index: number) => places[index] ?? raw.length;
  return { text, rawBetween: (from, to) => raw.slice(placeOf(from), placeOf(to)) };
}

/** The words in their order, with single spaces: for sentences that have no code. */
export function spaced(output: string): string {
  return cleanLines(output).join(' ').replaceAll(/\s+/g, ' ');
}

function cleanLines(output: string): string[] {
  return stripVTControlCharacters(output)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(gutter, ''));
}
