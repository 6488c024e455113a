import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

/** Far above every character that people write, and short enough to be segmented at once. */
const windowLength = 1000;
const segmenter = new Intl.Segmenter();

/**
 * The characters of a text as people see them. Intl's segmenter takes a time that grows with the square of its
 * text (100,000 characters take ten seconds in Node 20), so it gets a part at a time.
 */
export function* graphemes(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length;) {
    const part = text.slice(at, at + windowLength);
    const found = Array.from(segmenter.segment(part), ({ segment }) => segment);
    const isLast = at + part.length >= text.length;
    // The last one may go on behind this part.
    const whole = isLast || found.length === 1 ? found : found.slice(0, -1);
    yield* whole;
    at += whole.reduce((sum, each) => sum + each.length, 0);
  }
}

/** So many columns of a terminal does a text take, without escape sequences. */
export function columnWidth(text: string): number {
  if (text.length <= windowLength || /^[ -~]*$/.test(text)) return stringWidth(text);
  let sum = 0;
  for (const each of graphemes(stripVTControlCharacters(text))) sum += stringWidth(each);
  return sum;
}
