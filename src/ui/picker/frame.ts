import stringWidth from 'string-width';
import { bytes, count, cut, plain } from '../../report/text.ts';
import type { Paint } from '../../report/view.ts';
import { wrapped } from '../../report/wrap.ts';
import { ageOf, cell, cutMiddle, fitted, layoutFor, type Column, type Layout } from './cells.ts';
import { factLines } from './facts.ts';
import type { Glyphs } from './glyphs.ts';
import { helpLines, keysLine } from './help.ts';
import { isRow, lineAtCursor, tickableRows, type PickerState } from './state.ts';
import type { TreeGroup, TreeLine, TreeRow } from './tree.ts';

/** The screen that a frame is made for. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly account: string;
  readonly now: string;
  readonly widths: Readonly<Record<Column, number>>;
}

const title = 'Choose what to delete';

/** The whole screen for a state: never more lines than the terminal has, and none that it would break. */
export function frame(state: PickerState, screen: Screen): readonly string[] {
  const room = roomOf(screen);
  const lines =
    state.mode === 'facts' || state.mode === 'help'
      ? readingFrame(state, screen)
      : listFrame(state, screen);
  return lines
    .slice(0, Math.max(3, screen.rows - 1))
    .map((line) => (line === '' ? ' ' : keep(line, room)));
}

/** How many lines of the list are seen at once: what a page is. */
export function pageOf(state: PickerState, screen: Screen): number {
  return state.mode === 'facts' || state.mode === 'help'
    ? Math.max(1, screen.rows - 2)
    : Math.max(1, screen.rows - 1 - listFurniture(screen));
}

/** Lines that can be scrolled to in the text that is being read. */
export function lastScroll(state: PickerState, screen: Screen): number {
  return Math.max(0, readLines(state, screen).length - pageOf(state, screen));
}

function roomOf({ columns }: Screen): number {
  return Math.max(10, columns - 1);
}

/** Painted lines are cut before they are painted; this is for the rest. */
function keep(line: string, room: number): string {
  return stringWidth(line) <= room ? line : cut(line, room);
}

function readLines(state: PickerState, screen: Screen): readonly string[] {
  if (state.mode === 'help') return helpLines(roomOf(screen), screen.glyphs);
  const line = lineAtCursor(state);
  return line?.type === 'row' ? factLines(line, roomOf(screen)) : [];
}

function readingFrame(state: PickerState, screen: Screen): string[] {
  const { paint, glyphs } = screen;
  const lines = readLines(state, screen);
  const page = pageOf(state, screen);
  const from = Math.min(state.scroll, Math.max(0, lines.length - page));
  const [head = '', ...rest] = lines.slice(from, from + page);
  const seen =
    lines.length > page
      ? `${from + 1}-${Math.min(lines.length, from + page)} of ${lines.length} lines ${glyphs.dot} `
      : '';
  return [
    from === 0 ? paint.bold(head) : head,
    ...rest,
    paint.dim(
      cut(`${seen}${glyphs.upDown} scroll ${glyphs.dot} Esc back to the list`, roomOf(screen)),
    ),
  ];
}

/** Lines around the list: title, place, two about the line at the cursor, keys; a column header where there is room. */
function listFurniture({ rows }: Screen): number {
  if (rows >= 16) return 7;
  return rows >= 10 ? 5 : 3;
}

function listFrame(state: PickerState, screen: Screen): string[] {
  const { paint } = screen;
  const room = roomOf(screen);
  const page = pageOf(state, screen);
  const furniture = listFurniture(screen);
  const layout = layoutFor(screen.widths, room - prefixWidth(screen, 2));
  const from = Math.max(
    0,
    Math.min(state.cursor - Math.floor(page / 2), state.shown.length - page),
  );
  const body = state.shown.slice(from, from + page).map((index, at) => {
    const line = state.lines[index];
    return line
      ? lineText(line, state, { ...screen, layout, isCursor: from + at === state.cursor })
      : '';
  });
  const empty = state.shown.length === 0 ? [`  Nothing matches "${state.filter}".`] : [];
  return [
    paint.bold(cut(titleText(state, screen), room)),
    ...(furniture > 3 ? [placeText(state, screen)] : []),
    ...(furniture > 5 ? [paint.dim(headerText(layout, screen))] : []),
    ...(empty.length > 0 ? empty : body),
    ...Array.from({ length: Math.max(0, page - Math.max(body.length, empty.length)) }, () => ' '),
    ...aboutCursor(state, screen, furniture > 5 ? 3 : 1),
    paint.dim(cut(keysLine(state.mode, { room, glyphs: screen.glyphs }), room)),
  ];
}

function titleText(state: PickerState, { account, columns }: Screen): string {
  const rows = state.lines.filter(isRow);
  const ticked = rows.filter(({ key }) => state.ticked.has(key));
  const size = ticked.reduce((sum, { pick }) => sum + (pick.finding.sizeBytes ?? 0), 0);
  const of = rows.filter(({ tickable }) => tickable).length;
  const counter = `${ticked.length} of ${of} ticked${size > 0 ? `, ${bytes(size)}` : ''}`;
  if (columns < 60) return counter;
  return `${title}: ${counter}${columns < 90 ? '' : ` (account ${account})`}`;
}

/** Where the cursor is, also when the headings are above the screen. */
function placeText(state: PickerState, { glyphs, paint, ...screen }: Screen): string {
  const room = roomOf({ glyphs, paint, ...screen });
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

/** Ticks that the filter hides: they count, so they are told. */
function hiddenTicks(state: PickerState): number {
  if (state.filter === '') return 0;
  const shown = new Set(state.shown);
  return state.lines.filter(
    (line, index) => isRow(line) && state.ticked.has(line.key) && !shown.has(index),
  ).length;
}

function prefixWidth({ glyphs }: Screen, depth: number): number {
  return 2 + depth + stringWidth(glyphs.none) + 1;
}

function headerText(layout: Layout, screen: Screen): string {
  const cells = layout.map(({ column, width }) => fitted(column, width, screen.glyphs.ellipsis));
  return `${' '.repeat(prefixWidth(screen, 2))}${cells.join(' ')}`.trimEnd();
}

interface LineScreen extends Screen {
  readonly layout: Layout;
  readonly isCursor: boolean;
}

function lineText(line: TreeLine, state: PickerState, screen: LineScreen): string {
  const { glyphs, isCursor, paint } = screen;
  const pointer = isCursor ? `${glyphs.cursor} ` : '  ';
  if (line.type === 'group') return groupText(line, state, { ...screen, pointer });
  const box = line.tickable
    ? state.ticked.has(line.key)
      ? glyphs.all
      : glyphs.none
    : ' '.repeat(stringWidth(glyphs.none));
  const spare = 2 - line.depth;
  const cells = screen.layout.map(({ column, width }) =>
    fitted(
      cell(line, column, screen.now),
      column === 'id' ? width + spare : width,
      glyphs.ellipsis,
    ),
  );
  const text = `${pointer}${' '.repeat(line.depth)}${box} ${cells.join(' ')}`.trimEnd();
  if (isCursor) return paint.bold(text);
  if (!line.tickable) return paint.dim(text);
  return state.ticked.has(line.key) ? paint.green(text) : line.safe ? text : paint.yellow(text);
}

function groupText(
  line: TreeGroup,
  state: PickerState,
  screen: LineScreen & { readonly pointer: string },
): string {
  const { glyphs, paint, pointer } = screen;
  const rows = tickableRows(state, line);
  const ticked = rows.filter(({ key }) => state.ticked.has(key)).length;
  const box =
    rows.length === 0
      ? ' '.repeat(stringWidth(glyphs.none))
      : ticked === 0
        ? glyphs.none
        : ticked === rows.length
          ? glyphs.all
          : glyphs.some;
  const sign = state.folded.has(line.id) && state.filter === '' ? glyphs.folded : glyphs.open;
  const counted = rows.length === 0 ? '' : ` (${ticked} of ${rows.length})`;
  const lead = `${pointer}${' '.repeat(line.depth)}${box} ${sign} `;
  const name = cutMiddle(
    line.text,
    Math.max(4, roomOf(screen) - stringWidth(lead + counted)),
    glyphs.ellipsis,
  );
  return paint.bold(`${lead}${name}${counted}`);
}

/** What the line at the cursor is, in whole words; what the last key came to goes before it. */
function aboutCursor(state: PickerState, screen: Screen, height: number): string[] {
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
  const said = state.said === null ? null : paint.yellow;
  const first = height === 1 ? (state.said ?? about) : about;
  const rest = height === 1 ? [] : wrapped(plain(state.said ?? why), room).slice(0, height - 1);
  const lines = [first, ...rest].map((text, at) => {
    const short =
      at === 0 && line?.type === 'row' ? cutMiddle(text, room, glyphs.ellipsis) : cut(text, room);
    return said && (at > 0 || height === 1) ? said(short) : short;
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
