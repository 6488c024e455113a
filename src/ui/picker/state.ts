import { count } from '../../text/text.ts';
import type { PickList } from './pick.ts';
import { readOnlyGroup, treeOf, type TreeLine, type TreeRow } from './tree.ts';

/** The contents of the list at one moment: changed only by the functions below, and shown by `frame`. */
export interface PickerState {
  readonly lines: readonly TreeLine[];
  readonly ticked: ReadonlySet<string>;
  readonly filter: string;
  readonly folded: ReadonlySet<string>;
  /** Indexes of the lines that the filter and folded groups leave. */
  readonly shown: readonly number[];
  /** Position in `shown`. */
  readonly cursor: number;
  readonly mode: 'list' | 'filter' | 'facts' | 'help';
  /** First line of `facts` or `help` that is seen. */
  readonly scroll: number;
  /** A message about the last key, where its effect is not plain to see. */
  readonly message: string | null;
}

const readOnlyUnfolded = 20;

export function startPicking({
  picks,
  left,
  message,
}: Pick<PickList, 'picks' | 'left' | 'message'>): PickerState {
  const lines = treeOf(picks);
  const rows = lines.filter(isRow);
  const aside = picks.filter(({ finding }) => !['leftover', 'retained'].includes(finding.verdict));
  const before = new Set(left?.ticked);
  const seen = new Set(left?.seen);
  const empty: PickerState = {
    lines,
    ticked: new Set(
      rows
        .filter(({ key, safe, tickable }) => (seen.has(key) ? tickable && before.has(key) : safe))
        .map(({ key }) => key),
    ),
    filter: '',
    folded: new Set(aside.length > readOnlyUnfolded ? [readOnlyGroup] : []),
    shown: [],
    cursor: 0,
    mode: 'list',
    scroll: 0,
    message,
  };
  return { ...empty, shown: shownLines(empty) };
}

/** Moves by this many lines, and stops at both ends. */
export function move(state: PickerState, by: number): PickerState {
  const last = Math.max(0, state.shown.length - 1);
  return { ...state, message: null, cursor: Math.min(last, Math.max(0, state.cursor + by)) };
}

/** Ticks or unticks the row. Of a group it ticks the safe rows, or unticks all. */
export function toggle(state: PickerState): PickerState {
  const line = lineAtCursor(state);
  if (!line) return state;
  if (line.type === 'row') return toggleRow(state, line);
  const rows = tickableRows(state, line);
  const safe = rows.filter((row) => row.safe);
  if (safe.some(({ key }) => !state.ticked.has(key))) return tick(state, safe, true);
  if (rows.some(({ key }) => state.ticked.has(key))) return tick(state, rows, false);
  return withMessage(
    state,
    rows.length === 0
      ? 'Nothing in this group can be ticked: e on a row says why.'
      : 'Nothing in this group is ticked together: tick each row on its own.',
  );
}

export function toggleRow(state: PickerState, row: TreeRow): PickerState {
  if (!row.tickable) return withMessage(state, `Only to read. ${row.pick.note ?? ''}`.trim());
  return tick(state, [row], !state.ticked.has(row.key));
}

/** Ticks the safe rows among those that are shown. */
export function tickSafe(state: PickerState): PickerState {
  const safe = matchingRows(state).filter((row) => row.safe);
  const next = tick(state, safe, true);
  return withMessage(
    next,
    `${count(safe.length, 'safe one')} ticked. Others are ticked one by one.`,
  );
}

/** Unticks all that is shown. */
export function tickNone(state: PickerState): PickerState {
  const rows = matchingRows(state);
  return withMessage(
    tick(state, rows, false),
    state.filter === '' ? 'Nothing is ticked.' : 'None shown is ticked.',
  );
}

/** Closes or opens the group at the cursor, or the one around the row. */
export function fold(state: PickerState, closed: boolean): PickerState {
  const at = state.shown[state.cursor];
  if (at === undefined || state.filter !== '') return state;
  const here = state.lines[at];
  const group =
    here?.type === 'group' && (!closed || !state.folded.has(here.id))
      ? here
      : groupAround(state, at);
  if (!group) return state;
  const folded = new Set(state.folded);
  if (closed) folded.add(group.id);
  else folded.delete(group.id);
  return showing({ ...state, folded, message: null }, state.lines.indexOf(group));
}

/** All groups open. */
export function unfolded(state: PickerState): PickerState {
  return showing({ ...state, folded: new Set() }, state.shown[state.cursor] ?? 0);
}

export function filterBy(state: PickerState, filter: string): PickerState {
  return showing({ ...state, filter, message: null }, state.shown[state.cursor] ?? 0);
}

export function switchTo(state: PickerState, mode: PickerState['mode']): PickerState {
  return { ...state, mode, scroll: 0, message: null };
}

/** Keys that are ticked, in the order of the list. */
export function tickedKeys({ lines, ticked }: PickerState): readonly string[] {
  return lines
    .filter(isRow)
    .filter(({ key, tickable }) => tickable && ticked.has(key))
    .map(({ key }) => key);
}

export function withMessage(state: PickerState, message: string): PickerState {
  return { ...state, message };
}

export function lineAtCursor({ lines, shown, cursor }: PickerState): TreeLine | null {
  const index = shown[cursor];
  return index === undefined ? null : (lines[index] ?? null);
}

/** Rows of a group that can be ticked and that the filter leaves. */
export function tickableRows(state: PickerState, line: TreeLine): readonly TreeRow[] {
  const from = state.lines.indexOf(line);
  const to = line.type === 'group' ? line.end : from + 1;
  const matches = matcher(state.filter);
  return state.lines
    .slice(from, to)
    .filter(isRow)
    .filter((row) => row.tickable && matches(row));
}

/** The only way to a tick: rows that cannot be ticked are left out, whoever asks. */
function tick(state: PickerState, rows: readonly TreeRow[], on: boolean): PickerState {
  const ticked = new Set(state.ticked);
  for (const { key, tickable } of rows) {
    if (on && tickable) ticked.add(key);
    else ticked.delete(key);
  }
  return { ...state, ticked, message: null };
}

function matchingRows({ lines, filter }: PickerState): readonly TreeRow[] {
  return lines.filter(isRow).filter(matcher(filter));
}

/** Every word of the filter is somewhere in the row. */
function matcher(filter: string): (row: TreeRow) => boolean {
  const words = filter.toLowerCase().split(' ').filter(Boolean);
  return (row) => words.every((word) => row.words.includes(word));
}

/** With the cursor on the same line, else on the next one that is still shown. */
function showing(state: PickerState, index: number): PickerState {
  const shown = shownLines(state);
  const at = shown.findIndex((each) => each >= index);
  return { ...state, shown, cursor: at === -1 ? Math.max(0, shown.length - 1) : at };
}

function shownLines({ lines, filter, folded }: Omit<PickerState, 'shown'>): readonly number[] {
  const shown: number[] = [];
  if (filter === '') {
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index];
      shown.push(index);
      if (line?.type === 'group' && folded.has(line.id)) index = line.end - 1;
    }
    return shown;
  }
  const matches = matcher(filter);
  // Headings wait until a row below them matches.
  let waiting: number[] = [];
  for (const [index, line] of lines.entries()) {
    waiting = waiting.filter((group) => endOf(lines[group]) > index);
    if (line.type === 'group') waiting.push(index);
    else if (matches(line)) {
      shown.push(...waiting, index);
      waiting = [];
    }
  }
  return shown;
}

function endOf(line: TreeLine | undefined): number {
  return line?.type === 'group' ? line.end : 0;
}

function groupAround({ lines }: PickerState, index: number) {
  for (let before = index - 1; before >= 0; before--) {
    const line = lines[before];
    if (line?.type === 'group' && line.end > index) return line;
  }
  return null;
}

export function isRow(line: TreeLine): line is TreeRow {
  return line.type === 'row';
}
