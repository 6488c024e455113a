import { bytes, plain } from '../../text/text.ts';
import { cell } from './cells.ts';
import { factLines } from './facts.ts';
import { asciiGlyphs } from './glyphs.ts';
import type { PickList } from './pick.ts';
import type { Picked } from './picker.ts';
import * as state from './state.ts';
import type { PickerState } from './state.ts';
import type { TreeRow } from './tree.ts';

interface PlainTerminal {
  write(text: string): void;
  readLine(question: string): Promise<string>;
}

const help = [
  'Numbers tick or untick, each on its own: 3, or 3 5-8.',
  'a ticks what is safe, n unticks all, l lists again, e 3 reads all evidence of number 3.',
  '/text shows only what has these words, / alone shows all again. a and n change only what is shown.',
  'An empty line goes on to the plan: nothing is deleted yet. b goes back, q leaves.',
].join('\n');

/** The list in lines, with a number for each row: the same state and rails as on a screen of its own. */
export async function pickPlainly(list: PickList, terminal: PlainTerminal): Promise<Picked> {
  let now = state.unfolded(state.startPicking(list));
  const rows = now.lines.filter(state.isRow);
  terminal.write(`Choose what to delete in account ${list.account}. ? shows what can be typed.`);
  terminal.write(listText(now, rows, list.now));
  if (list.message !== null) terminal.write(list.message);
  for (;;) {
    const line = (
      await terminal.readLine(
        `${counterOf(now)}. Numbers, a, n, l, e, /, ?, b, q, or Enter to go on: `,
      )
    ).trim();
    if (line === 'b') return { ending: 'back', ticked: state.tickedKeys(now) };
    if (line === 'q') return { ending: 'left', ticked: [] };
    if (line === '') {
      const ticked = state.tickedKeys(now);
      if (ticked.length > 0) return { ending: 'chosen', ticked };
      terminal.write('Nothing is ticked. Type numbers, or q to leave.');
      continue;
    }
    const next = answered(now, line, { rows, list });
    now = next.state;
    terminal.write(next.text);
  }
}

interface Typed {
  readonly rows: readonly TreeRow[];
  readonly list: PickList;
}

function answered(
  before: PickerState,
  line: string,
  { rows, list }: Typed,
): { readonly state: PickerState; readonly text: string } {
  const answer = (next: PickerState) => ({ state: next, text: next.message ?? '' });
  if (line === '?') return { state: before, text: help };
  if (line === 'l') return { state: before, text: listText(before, rows, list.now) };
  if (line === 'a') return answer(state.tickSafe(before));
  if (line === 'n') return answer(state.tickNone(before));
  if (line.startsWith('/')) {
    const filtered = state.filterBy(before, line.slice(1).trim());
    return { state: filtered, text: listText(filtered, rows, list.now) };
  }
  const evidence = /^e\s*(\d+)$/.exec(line);
  if (evidence) {
    const row = rows[Number(evidence[1]) - 1];
    return {
      state: before,
      text: row ? factLines(row, 78).join('\n') : 'There is no such number.',
    };
  }
  return toggled(before, line, rows);
}

function toggled(before: PickerState, line: string, rows: readonly TreeRow[]) {
  const numbers = numbersOf(line, rows.length);
  if (numbers === null)
    return {
      state: before,
      text: `Not understood. Numbers are from 1 to ${rows.length}; ? helps.`,
    };
  let after = before;
  const messages: string[] = [];
  for (const number of numbers) {
    const row = rows[number - 1];
    if (!row) continue;
    after = state.toggleRow(after, row);
    const box = after.ticked.has(row.key) ? 'ticked' : 'not ticked';
    messages.push(
      `${number}. ${plain(row.pick.finding.id)}: ${row.tickable ? box : after.message}`,
    );
  }
  return { state: after, text: messages.join('\n') };
}

/** `3 5-8`; null where a word is no number or range of the list. */
function numbersOf(line: string, last: number): readonly number[] | null {
  const numbers: number[] = [];
  for (const word of line.split(/[\s,]+/).filter(Boolean)) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
    if (from === undefined || Number(from) < 1 || Number(to) > last || Number(to) < Number(from))
      return null;
    for (let number = Number(from); number <= Number(to); number++) numbers.push(number);
  }
  return numbers;
}

function counterOf(now: PickerState): string {
  const rows = now.lines.filter(state.isRow);
  const ticked = rows.filter(({ key }) => now.ticked.has(key));
  const size = ticked.reduce((sum, { pick }) => sum + (pick.finding.sizeBytes ?? 0), 0);
  const of = rows.filter(({ tickable }) => tickable).length;
  return `${ticked.length} of ${of} ticked${size > 0 ? `, ${bytes(size)}` : ''}`;
}

function listText(now: PickerState, rows: readonly TreeRow[], time: string): string {
  const numbers = new Map(rows.map((row, index) => [row, index + 1]));
  const lines = now.shown.flatMap((index) => {
    const line = now.lines[index];
    if (!line) return [];
    if (line.type === 'row') return [rowText(line, numbers.get(line) ?? 0, now, time)];
    const members = state.tickableRows(now, line);
    const ticked = members.filter(({ key }) => now.ticked.has(key)).length;
    const counted = members.length > 0 ? `, ${ticked} of ${members.length} ticked` : '';
    return [`${line.text}${counted}`];
  });
  return lines.length === 0 ? 'Nothing matches.' : lines.join('\n');
}

function rowText(row: TreeRow, number: number, now: PickerState, time: string): string {
  const { finding } = row.pick;
  const box = row.tickable ? (now.ticked.has(row.key) ? asciiGlyphs.all : asciiGlyphs.none) : '   ';
  const age = cell(row, 'age', time);
  const facts = [
    cell(row, 'state', time),
    cell(row, 'size', time),
    age && `${age} old`,
    plain(finding.region),
  ].filter((fact) => fact !== '');
  return `${number}. ${box} ${plain(finding.kind)} ${cell(row, 'id', time)} (${facts.join(', ')})`;
}
