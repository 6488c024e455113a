import { grouped } from '../../text/numbers.ts';
import { bytes, count, cut, plain } from '../../text/text.ts';
import { wrapped } from '../../text/wrap.ts';
import { ageOf, cell } from './cells.ts';
import type { Glyphs } from './glyphs.ts';
import { roomOf, type Screen } from './screen.ts';
import { cutMiddle } from './segments.ts';
import { isRow, lineAtCursor, tickableRows, type PickerState } from './state.ts';
import type { TreeGroup, TreeRow } from './tree.ts';

const title = 'Choose what to delete';

export function titleText(state: PickerState, { account, columns }: Screen): string {
  const rows = state.lines.filter(isRow);
  const ticked = rows.filter(({ key }) => state.ticked.has(key));
  const size = ticked.reduce((sum, { pick }) => sum + (pick.finding.sizeBytes ?? 0), 0);
  const of = rows.filter(({ tickable }) => tickable).length;
  const counter = `${ticked.length} of ${of} ticked${size > 0 ? `, ${bytes(size)}` : ''}`;
  if (columns < 60) return counter;
  return `${title}: ${counter}${columns < 90 ? '' : ` (account ${account})`}`;
}

/** Where the cursor is, also when the headings are above the screen. */
export function placeText(state: PickerState, screen: Screen): string {
  const { glyphs, paint } = screen;
  const room = roomOf(screen);
  const place = `${state.shown.length === 0 ? 0 : state.cursor + 1}/${state.shown.length}`;
  const hidden = hiddenTicks(state);
  const notSeen = hidden > 0 ? ` ${glyphs.dot} ${hidden} ticked not shown` : '';
  if (state.mode === 'filter' || state.filter !== '') {
    const caret = state.mode === 'filter' ? '_' : '';
    return paint.yellow(cut(`/${state.filter}${caret}  ${place}${notSeen}`, room));
  }
  return paint.dim(cut(`${place}${pathOf(state, glyphs)}${notSeen}`, room));
}

function pathOf(state: PickerState, glyphs: Glyphs): string {
  const at = state.shown[state.cursor] ?? 0;
  const names = state.lines
    .slice(0, at)
    .filter((line): line is TreeGroup => line.type === 'group' && line.end > at)
    .map(({ text }) => text);
  return names.length === 0 ? '' : ` ${glyphs.dot} ${names.join(' / ')}`;
}

/** The number of ticks that the filter hides: they count, so they are told. */
function hiddenTicks(state: PickerState): number {
  if (state.filter === '') return 0;
  const shown = new Set(state.shown);
  return state.lines.filter(
    (line, index) => isRow(line) && state.ticked.has(line.key) && !shown.has(index),
  ).length;
}

/** The line at the cursor in whole words; a message about the last key replaces its reason. */
export function aboutCursor(state: PickerState, screen: Screen, height: number): string[] {
  const room = roomOf(screen);
  const { glyphs, paint } = screen;
  const line = lineAtCursor(state);
  const about =
    line === null
      ? ''
      : line.type === 'row'
        ? rowFacts(line, screen)
        : groupFacts(line, state, glyphs);
  const why =
    line?.type === 'row' ? (line.pick.note ?? line.pick.finding.evidence[0]?.detail ?? '') : '';
  const paintMessage = state.message === null ? null : paint.yellow;
  const first = height === 1 ? (state.message ?? about) : about;
  const rest =
    height === 1 ? [] : wrapped(grouped(plain(state.message ?? why)), room).slice(0, height - 1);
  const lines = [first, ...rest].map((text, at) => {
    const short =
      at === 0 && line?.type === 'row' ? cutMiddle(text, room, glyphs.ellipsis) : cut(text, room);
    return paintMessage && (at > 0 || height === 1) ? paintMessage(short) : short;
  });
  return [...lines, ...Array.from({ length: height }, () => ' ')].slice(0, height);
}

/** The id last, and only where there is room for it beside the facts: the row has it. */
function rowFacts(row: TreeRow, { columns, glyphs, now }: Screen): string {
  const { finding } = row.pick;
  const age = ageOf(finding, now);
  return [
    plain(finding.kind),
    cell(row, 'state', now),
    cell(row, 'size', now),
    age === '' ? '' : `${age} old`,
    plain(finding.region),
    columns < 60 ? '' : plain(finding.id),
  ]
    .filter((part) => part !== '')
    .join(` ${glyphs.dot} `);
}

function groupFacts(line: TreeGroup, state: PickerState, { dot }: Glyphs): string {
  const rows = tickableRows(state, line);
  const all = state.lines.slice(state.lines.indexOf(line), line.end).filter(isRow).length;
  const single = rows.filter(({ safe }) => !safe).length;
  const alone = single > 0 ? ` ${dot} ${single} ticked one by one only` : '';
  return `${count(all, 'resource')} ${dot} ${rows.length} can be ticked${alone}`;
}
