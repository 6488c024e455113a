import { gunzipSync } from 'node:zlib';

/** A state file that must not be believed. The message says why and never quotes the file. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
}

/** Above this a state file is never parsed: a gzip bomb, or something that is no state. */
export const maxStateBytes = 64 * 1024 * 1024;

/**
 * The JSON of a state object. SST gzips with `state.compress` (4.13.1 and later) and a proxy may
 * or may not have undone that, so the first bytes decide.
 */
export function parseStateObject(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8').decode(unzipped(bytes));
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and state files hold secrets.
    throw new StateFileError('it is not JSON');
  }
}

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxStateBytes) throw tooLarge();
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxStateBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new StateFileError('it is gzipped, and damaged');
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
