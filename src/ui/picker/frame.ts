import { columnWidth } from '../../text/column-width.ts';
import { cut } from '../../text/text.ts';
import { aboutCursor, placeText, titleText } from './around.ts';
import { layoutFor } from './cells.ts';
import { factLines } from './facts.ts';
import { helpLines, keysLine } from './help.ts';
import { headerText, lineText, prefixWidth } from './list-lines.ts';
import { roomOf, type Screen } from './screen.ts';
import { lineAtCursor, type PickerState } from './state.ts';

/** The whole screen for a state: never more lines than the terminal has, and none that it would break. */
export function frame(state: PickerState, screen: Screen): readonly string[] {
  const room = roomOf(screen);
  const lines =
    state.mode === 'facts' || state.mode === 'help'
      ? readingFrame(state, screen)
      : listFrame(state, screen);
  return lines
    .slice(0, Math.max(3, screen.rows - 1))
    .map((line) => (line === '' ? ' ' : screen.glyphs.shown(keep(line, room))));
}

/** The number of lines of the list that fit the screen. */
export function pageOf(state: PickerState, screen: Screen): number {
  return state.mode === 'facts' || state.mode === 'help'
    ? Math.max(1, screen.rows - 2)
    : Math.max(1, screen.rows - 1 - listFurniture(screen));
}

/** Lines that can be scrolled to in the text that is being read. */
export function lastScroll(state: PickerState, screen: Screen): number {
  return Math.max(0, readLines(state, screen).length - pageOf(state, screen));
}

/** Painted lines are cut before they are painted; this is for the rest. */
function keep(line: string, room: number): string {
  return columnWidth(line) <= room ? line : cut(line, room);
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
