import { columnWidth } from '../../text/column-width.ts';
import { cell, type Layout } from './cells.ts';
import { roomOf, type Screen } from './screen.ts';
import { cutMiddle, fitted } from './segments.ts';
import { tickableRows, type PickerState } from './state.ts';
import type { TreeGroup, TreeLine } from './tree.ts';

/** Columns before the cells of a row at that depth. */
export function prefixWidth({ glyphs }: Screen, depth: number): number {
  return 2 + depth + columnWidth(glyphs.none) + 1;
}

export function headerText(layout: Layout, screen: Screen): string {
  const cells = layout.map(({ column, width }) => fitted(column, width, screen.glyphs.ellipsis));
  return `${' '.repeat(prefixWidth(screen, 2))}${cells.join(' ')}`.trimEnd();
}

interface LineScreen extends Screen {
  readonly layout: Layout;
  readonly isCursor: boolean;
}

export function lineText(line: TreeLine, state: PickerState, screen: LineScreen): string {
  const { glyphs, isCursor, paint } = screen;
  const pointer = isCursor ? `${glyphs.cursor} ` : '  ';
  if (line.type === 'group') return groupText(line, state, { ...screen, pointer });
  const box = line.tickable
    ? state.ticked.has(line.key)
      ? glyphs.all
      : glyphs.none
    : ' '.repeat(columnWidth(glyphs.none));
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
      ? ' '.repeat(columnWidth(glyphs.none))
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
    Math.max(4, roomOf(screen) - columnWidth(lead + counted)),
    glyphs.ellipsis,
  );
  return paint.bold(`${lead}${name}${counted}`);
}
