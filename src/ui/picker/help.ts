import { wrapped } from '../../text/wrap.ts';
import type { Glyphs } from './glyphs.ts';
import type { PickerState } from './state.ts';

/** As many keys as the line has room for: `?` has them all. */
export function keysLine(
  mode: PickerState['mode'],
  { room, glyphs }: { readonly room: number; readonly glyphs: Glyphs },
): string {
  if (mode === 'filter') {
    return room >= 60
      ? `Type to filter ${glyphs.dot} Enter keep it ${glyphs.dot} Esc show all again`
      : `Enter keep ${glyphs.dot} Esc show all`;
  }
  const keys = [
    `${glyphs.upDown} move`,
    'Space tick',
    'a safe',
    'n none',
    '/ filter',
    'e evidence',
    'Enter go on',
    'Esc back',
    '? help',
  ];
  const inNeed = [
    '? help',
    'Space tick',
    'Enter go on',
    '/ filter',
    'e evidence',
    'Esc back',
    'a safe',
    'n none',
  ];
  for (let kept = inNeed.length + 1; kept > 0; kept--) {
    const shown =
      kept > inNeed.length ? keys : keys.filter((key) => inNeed.slice(0, kept).includes(key));
    const line = shown.join(` ${glyphs.dot} `);
    if (line.length <= room) return line;
  }
  return '?';
}

/** All keys and signs. */
export function helpLines(width: number, glyphs: Glyphs): readonly string[] {
  const keys: readonly (readonly [string, string])[] = [
    [glyphs.upDown, 'one line up or down'],
    ['PgUp PgDn', 'one page up or down'],
    ['Home End', 'first or last line'],
    ['Left Right', 'close or open a group'],
    ['Space', 'tick or untick; on a group: what is safe in it'],
    ['a', 'tick all that is safe, among what is shown'],
    ['n', 'untick all that is shown'],
    ['/', 'filter: words of id, kind, app, stage, region or verdict'],
    ['e', 'all evidence of the row'],
    ['Enter', 'go on to the plan: nothing is deleted yet'],
    ['Esc', 'one step back, or show all again'],
    ['q', 'leave without deleting'],
  ];
  const sentences = [
    '',
    `${glyphs.all} all   ${glyphs.some} some   ${glyphs.none} none ticked. A line without a box can only be read.`,
    'certain and high are ticked at first. What holds data, is retained, low, or of a stage that lives on (in stage) is ticked one by one. What stays, is unknown or busy cannot be ticked here.',
  ];
  return [
    'Keys',
    ...keys.flatMap(([key, effect]) => {
      const [first = '', ...rest] = wrapped(effect, Math.max(10, width - 12));
      return [`${key.padEnd(11)} ${first}`, ...rest.map((line) => `${' '.repeat(12)}${line}`)];
    }),
    ...sentences.flatMap((text) => wrapped(text, width)),
  ];
}
