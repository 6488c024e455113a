import { columnWidth, graphemes } from '../../text/column-width.ts';

/** The characters of a text as a reader counts them. */
export function segmentsOf(text: string): string[] {
  return [...graphemes(text)];
}

/** As many of the first characters as fit the width. */
function taken(parts: readonly string[], width: number): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += columnWidth(part);
    if (used > width) break;
    kept.push(part);
  }
  return kept;
}

/** Cut in the middle, where names of one stage are alike: `acme-pr-1…bkmtoxcd`. */
export function cutMiddle(text: string, width: number, ellipsis: string): string {
  if (columnWidth(text) <= width) return text;
  const parts = segmentsOf(text);
  const room = Math.max(0, width - columnWidth(ellipsis));
  const tail = taken(parts.toReversed(), Math.ceil(room / 2)).toReversed();
  const head = taken(parts, room - columnWidth(tail.join('')));
  return `${head.join('')}${ellipsis}${tail.join('')}`;
}

/** Filled up or cut to exactly this width. */
export function fitted(text: string, width: number, ellipsis: string): string {
  const short = cutMiddle(text, width, ellipsis);
  return short + ' '.repeat(Math.max(0, width - columnWidth(short)));
}

/** Broken into lines of at most this width, at any character. */
export function broken(text: string, width: number): string[] {
  let rest = segmentsOf(text);
  const lines: string[] = [];
  do {
    const line = taken(rest, width);
    lines.push(line.join(''));
    // Ends even in a terminal that is narrower than one character.
    rest = rest.slice(Math.max(1, line.length));
  } while (rest.length > 0);
  return lines;
}
