import { stripVTControlCharacters } from 'node:util';
import { columnWidth, graphemes } from './column-width.ts';

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// Controls, soft hyphens, zero-width and bidirectional marks, tag characters: they hide or reorder the text
// around them.
const unprintable =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Names, tags, comments and AWS's messages are written by strangers: one line, and no character that acts. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(lineBreaks, ' ').replace(unprintable, '');
}

/** Cut to this width, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const segment of graphemes(text)) {
    used += columnWidth(segment);
    if (used > width) return `${kept}…`;
    if (used < width) kept += segment;
  }
  return text;
}

const asciiFor: Readonly<Record<string, string>> = {
  '’': "'",
  '·': '-',
  '…': '...',
  '–': '-',
  '├': '|',
  '└': '`',
  '│': '|',
  '─': '-',
  '█': '#',
  '░': '.',
  '✔': 'ok:',
  '✖': 'failed:',
  '⚠': 'warning:',
};

/** Our own signs for a terminal or a log that shows only ASCII; names of others stay as they are. */
export function asciiText(text: string): string {
  return text.replace(/[’·…–├└│─█░✔✖⚠]/g, (sign) => asciiFor[sign] ?? sign);
}

/** `1 leftover`, `14 leftovers`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** `17 B`, `1.2 MB`: a GB is 2^30 bytes, as in AWS's bills and quotas. */
export function bytes(size: number): string {
  let [value, power] = [size, 0];
  for (; value >= 1024 && power < byteUnits.length - 1; power++) value /= 1024;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${byteUnits[power]}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** `2026-11-22 10:00`, in UTC. */
export function minute(time: string): string {
  return plain(time).slice(0, 16).replace('T', ' ');
}

/** `app/stage` as people read it. */
export function pairOf(owner: {
  readonly app: string | null;
  readonly stage: string | null;
}): string {
  if (owner.app === null && owner.stage === null) return 'no certain owner';
  return `${plain(owner.app ?? '?')}/${plain(owner.stage ?? '?')}`;
}
