import { stripVTControlCharacters } from 'node:util';

/** Colours whose first character was lost or written out on the way: `[31m`, `^[[31m`, `\u001b[31m`. */
const lostColour = /(?:\^\[|\\u001b|\\x1b|\\033|\\e|␛|%1b)?\[\d{1,3}(?:;\d{1,3})*m/gi;
/** Buildkite puts the time before each line so: ESC _bk;t=1732217576123 BEL. */
const applicationCommand = new RegExp(String.raw`\u001b_[^\u0007\u001b]*(?:\u0007|\u001b\\)`, 'g');
/** Characters without width: control characters but tabs and line ends, joiners, byte order marks. */
const widthless = new RegExp(
  String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200d\u2060\ufeff]`,
  'g',
);
const otherSpaces = new RegExp(String.raw`[\u00a0\u2007\u202f]`, 'g');

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&amp;': '&',
};
const entity = new RegExp(Object.keys(entities).join('|'), 'g');

/** SST's signs in UTF-8 that was read as Windows-1252. */
const misread: readonly (readonly [RegExp, string])[] = [
  [/â†’/g, '→'],
  [/âœ•/g, '✕'],
  [/âžœ/g, '➜'],
  [/â€™/g, '’'],
];

/** The text as it was printed: without colours, and with the characters that a copy changed. */
export function plainCharacters(given: string): string {
  const bare = stripVTControlCharacters(given.replaceAll(applicationCommand, ''))
    .replaceAll(lostColour, '')
    .replaceAll(widthless, '')
    .replaceAll(otherSpaces, ' ')
    .replaceAll(entity, (found) => entities[found] ?? found);
  return misread.reduce((text, [wrong, right]) => text.replaceAll(wrong, right), bare);
}
