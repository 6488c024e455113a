import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { AccountList } from '../../model/account-list.ts';
import { UserError } from '../../model/errors.ts';
import { checkedList, invalidList } from './checked-account-list.ts';

/** A hundred thousand accounts, and far more than anybody has. */
const mostCharacters = 16 * 1024 * 1024;

/** `--accounts FILE`: JSON or YAML. Throws a `UserError` that names the key and the line. */
export async function readAccountList(file: string, cwd: string): Promise<AccountList> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw new UserError('INVALID_ACCOUNTS', `The list of accounts ${file} cannot be read.`, {
      hint: cause instanceof Error ? cause.message : 'Correct --accounts.',
      flag: '--accounts',
      cause,
    });
  }
  return parseAccountList(text, file);
}

export function parseAccountList(text: string, file: string): AccountList {
  if (text.length > mostCharacters) throw invalidList(file, 'it is too long to be one', '');
  const lines = new LineCounter();
  // JSON is YAML, whose parser knows where each value stands.
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    const [first = ''] = mistake.message.split('\n');
    throw invalidList(
      file,
      first.replace(/ at line.*$/, '').replace(/:$/, ''),
      lineOf(mistake.pos[0], lines),
    );
  }
  return checkedList(contentOf(document, file), file, (path) =>
    lineOf(offsetOf(document, path), lines),
  );
}

function contentOf(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // Aliases that multiply.
    throw invalidList(file, cause instanceof Error ? cause.message : 'it cannot be read', '');
  }
}

/** Of the value at that path, or of the nearest one around it; null: of none. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const key of [...path, null]) {
    if (isMap(node) || isSeq(node) || isScalar(node)) offset = node.range?.[0] ?? offset;
    if (key === null || !(isMap(node) || isSeq(node))) break;
    node = node.get(key, true);
  }
  return offset;
}

function lineOf(offset: number | null, lines: LineCounter): string {
  return offset === null ? '' : `Line ${lines.linePos(offset).line}. `;
}
