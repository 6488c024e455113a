import { escapedJson, jsonText } from './documents.ts';
import { Rows } from './rows.ts';

/** About so many characters go into one piece. */
const pieceLength = 64 * 1024;

/**
 * The pieces of `jsonText` of the same document: a large account's report has a hundred megabytes, of which
 * each row is forgotten once it is written.
 */
export function* jsonPieces(document: unknown): Generator<string, void, undefined> {
  if (!hasRows(document)) {
    yield jsonText(document);
    return;
  }
  let piece = '';
  for (const text of membersText(document)) {
    piece += text;
    if (piece.length < pieceLength) continue;
    yield escapedJson(piece);
    piece = '';
  }
  yield `${escapedJson(piece)}\n`;
}

function hasRows(document: unknown): document is Readonly<Record<string, unknown>> {
  return (
    typeof document === 'object' &&
    document !== null &&
    Object.values(document).some((member) => member instanceof Rows)
  );
}

function* membersText(document: Readonly<Record<string, unknown>>): Iterable<string> {
  let separator = '{\n';
  for (const [name, member] of Object.entries(document)) {
    if (member === undefined) continue;
    yield `${separator}  ${JSON.stringify(name)}: `;
    separator = ',\n';
    if (member instanceof Rows) yield* rowsText(member);
    else yield indented(member, '  ');
  }
  yield '\n}';
}

function* rowsText(rows: Rows<unknown, unknown>): Iterable<string> {
  let separator = '[\n    ';
  let isEmpty = true;
  for (const row of rows) {
    yield separator;
    yield indented(row, '    ');
    separator = ',\n    ';
    isEmpty = false;
  }
  yield isEmpty ? '[]' : '\n  ]';
}

/** Line breaks within texts are escaped in JSON, so each one here is between two members. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}
