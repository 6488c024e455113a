import { constants, gunzipSync } from 'node:zlib';

/** A state file that must not be believed. The message gives the reason and never quotes the file. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
}

/** A larger state file is never parsed: it is a gzip bomb, or no state. */
export const maxStateBytes = 64 * 1024 * 1024;

/**
 * The JSON of a state object. SST gzips with `state.compress` (4.13.1 and later) and a proxy may
 * or may not have undone that, so the first bytes decide.
 */
export function parseStateObject(bytes: Uint8Array): unknown {
  return parsed(textOfStateObject(bytes));
}

/** The JSON values of a state object that has one on each line: an event log. Parsed one at a time. */
export function* parseLines(bytes: Uint8Array, isWanted: (line: string) => boolean): Generator {
  for (const line of textOfStateObject(bytes).split('\n')) {
    if (isWanted(line)) yield parsed(line);
  }
}

function textOfStateObject(bytes: Uint8Array): string {
  const plain = unzipped(bytes);
  checkShape(plain);
  return decoded(plain);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and state files hold secrets.
    throw new StateFileError('it is not JSON');
  }
}

/**
 * The searchable text of a state that is not JSON: inflated as far as possible, and without NUL bytes, of
 * which UTF-16 has one beside each letter of a name. Null: it is too much to search.
 */
export function textOfDamaged(bytes: Uint8Array): string | null {
  try {
    const plain = inflatedAsFar(bytes).filter((byte) => byte !== 0);
    checkShape(plain);
    return new TextDecoder().decode(plain);
  } catch (error) {
    if (error instanceof StateFileError) return null;
    throw error;
  }
}

/** Inflates the longest undamaged start of gzip bytes; a longer start never repairs a damaged one. */
function inflatedAsFar(bytes: Uint8Array): Uint8Array {
  if (!isGzipped(bytes)) return unzipped(bytes);
  let good = 0;
  let best: Uint8Array = new Uint8Array();
  for (let bad = bytes.length + 1; bad - good > 1;) {
    // The whole comes first: most damaged files were only cut off.
    const length = bad > bytes.length ? bytes.length : Math.floor((good + bad) / 2);
    const plain = inflated(bytes.subarray(0, length), constants.Z_SYNC_FLUSH);
    if (plain === null) bad = length;
    else [good, best] = [length, plain];
  }
  return best;
}

/**
 * Far above every real state; `JSON.parse` and the search for claims take memory by values and depth, not
 * by bytes.
 */
const maxDepth = 1000;
const maxValues = 4_000_000;

/** Checked before parsing: 8 MB of `1,1,1` would take 400 MB. */
function checkShape(bytes: Uint8Array): void {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === bytesOf.backslash && inText) at += 1;
    else if (byte === bytesOf.quote) inText = !inText;
    else if (!inText) {
      if (byte === bytesOf.openList || byte === bytesOf.openObject) depth += 1;
      else if (byte === bytesOf.closeList || byte === bytesOf.closeObject) depth -= 1;
      else if (byte !== bytesOf.comma) continue;
      values += 1;
      if (depth > maxDepth) throw new StateFileError('it is nested too deeply, and was not parsed');
      if (values > maxValues)
        throw new StateFileError('it has too many values, and was not parsed');
    }
  }
}

const bytesOf = {
  quote: 0x22,
  comma: 0x2c,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxStateBytes) throw tooLarge();
  if (!isGzipped(bytes)) return bytes;
  const plain = inflated(bytes, constants.Z_FINISH);
  if (plain === null) throw new StateFileError('it is gzipped, and damaged');
  return plain;
}

function isGzipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Null: damaged. With `Z_SYNC_FLUSH` truncated bytes are not damaged. */
function inflated(bytes: Uint8Array, finishFlush: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxStateBytes, finishFlush });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    return null;
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new StateFileError('it is not UTF-8');
  }
}

function tooLarge(): StateFileError {
  return new StateFileError('it is larger than 64 MB and was not parsed');
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
