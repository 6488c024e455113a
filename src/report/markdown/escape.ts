import { shownId } from '../../text/kind-words.ts';
import { plain } from '../../text/text.ts';

/**
 * Texts of AWS and states are written by strangers. A code span takes them as they are: no link, image,
 * mention, HTML or emphasis begins there. The two characters that could leave the span, or its cell, are
 * written out.
 */
export function code(text: string): string {
  const shown = plain(text)
    .replace(/[`|]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
    .trim();
  return shown === '' ? '(empty)' : `\`${shown}\``;
}

/** A sentence: its ordinary words as they are, and all that may mean something to a renderer as code. */
export function prose(text: string): string {
  return plain(text)
    .split(' ')
    .filter((word) => word !== '')
    .map(proseWord)
    .join(' ');
}

const opening = /^[("'“‘]*/u;
const closing = /(?<![)"'”’.,;:!?…])[)"'”’.,;:!?…]*$/u;
const ordinary =
  /^(?:[\p{L}\p{M}\p{N}]+(?:[-.,'’/–+][\p{L}\p{M}\p{N}]+)*%?|\d{1,2}:\d{2}|[·–—…⚠✔✖]|)$/u;
/** GitHub makes links of these. */
const becomesLink = /^(?:www\.|gh-\d)/i;

function proseWord(word: string): string {
  const before = opening.exec(word)?.[0] ?? '';
  const rest = word.slice(before.length);
  const after = closing.exec(rest)?.[0] ?? '';
  const inner = rest.slice(0, rest.length - after.length);
  const isOrdinary = ordinary.test(inner) && !becomesLink.test(inner);
  return isOrdinary ? word : `${before}${code(inner)}${after}`;
}

/** One row of a table, of cells that are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** An id, and where it is unless that is everywhere. */
export function idCell(id: string, region: string): string {
  const where = region === 'global' ? '' : ` in ${prose(region)}`;
  return `${code(shownId(id, region))}${where}`;
}
