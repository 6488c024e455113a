import { count, plain } from '../../text/text.ts';
import { tableRow } from './escape.ts';

/** Rows of one kind with the lines around them: a table, a fence. Without rows it is not shown. */
export interface Block {
  readonly before: readonly string[];
  readonly rows: readonly string[];
  readonly after: readonly string[];
  /** It is shown whatever else is cut. */
  readonly isKept: boolean;
}

// GitHub takes 1,024 KiB for a step, and refuses a longer summary as a whole.
const bytesAtMost = 1_000 * 1024;
/** Room for the sentence that says how much is missing. */
const sentenceBytes = 200;

/** Lines that are always there. */
export function lines(...rows: readonly string[]): Block {
  return { before: [], rows, after: [], isKept: true };
}

export function table(
  heading: string | null,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Block {
  return {
    before: [
      ...(heading === null ? [] : [heading, '']),
      tableRow(head),
      tableRow(head.map(() => '---')),
    ],
    rows: rows.map(tableRow),
    after: [],
    isKept: false,
  };
}

/** Text as it is; the fence is longer than any that stands in it. */
export function fence(
  text: readonly string[],
  {
    language = 'text',
    isKept = false,
  }: { readonly language?: string; readonly isKept?: boolean } = {},
): Block {
  const rows = text.map(plain);
  const runs = rows.flatMap((line) => line.match(/`+/g) ?? []);
  const marks = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return { before: [`${marks}${language}`], rows, after: [marks], isKept };
}

/** All blocks, or as many rows as fit, with a sentence that says how many do not. */
export function fitted(blocks: readonly Block[], limit = bytesAtMost): string {
  const kept = blocks.filter(({ isKept }) => isKept);
  let room = limit - sentenceBytes - kept.reduce((sum, block) => sum + sizeOf(textOf(block)), 0);
  let hidden = 0;
  const shown = blocks.flatMap((block) => {
    if (block.isKept) return [block];
    const rows = hidden > 0 ? [] : rowsThatFit(block, room);
    hidden += block.rows.length - rows.length;
    const part = { ...block, rows };
    if (rows.length > 0) room -= sizeOf(textOf(part));
    return [part];
  });
  const sentence =
    hidden === 0
      ? []
      : [
          `**${count(hidden, 'row is', 'rows are')} not shown**, because a job summary may not be longer. The format \`json\` has all.`,
        ];
  const texts = [...shown.filter(({ rows }) => rows.length > 0).map(textOf), ...sentence];
  return `${texts.join('\n\n')}\n`;
}

function rowsThatFit({ before, rows, after }: Block, room: number): readonly string[] {
  let left = room - sizeOf([...before, ...after].join('\n'));
  const end = rows.findIndex((row) => {
    left -= sizeOf(row);
    return left < 0;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

function textOf({ before, rows, after }: Block): string {
  return [...before, ...rows, ...after].join('\n');
}

/** With the line ends that follow it. */
function sizeOf(text: string): number {
  return Buffer.byteLength(text) + 2;
}
