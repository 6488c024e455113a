import { constants, gunzipSync } from 'node:zlib';

/**
 * Number of bytes that may still be inflated: a small text may hold gzip of any size, any number of times.
 */
export interface InflationBudget {
  bytes: number;
}

/** A shorter stretch of base64 holds no AWS id that is searched for. */
const shortest = 16;
const mostInflated = 1024 * 1024;
/**
 * A line of at least this length may continue in the next one (RFC 2045 has 76 characters, RFC 7468 has
 * 64).
 */
const wrappedFrom = 60;

/**
 * The decoded stretches of base64 in a text, such as the user data of a launch template: text, or gzip of
 * text. One pass over the text, whatever it holds.
 */
export function decodedBase64(text: string, budget: InflationBudget): readonly string[] {
  if (text.length < shortest) return [];
  const found: string[] = [];
  let start = -1;
  let line = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit[code] === 1) {
      if (start === -1) start = at;
      line += 1;
    } else if (start !== -1) {
      const isOpen = isSpace(code) && (line === 0 || (line >= wrappedFrom && line % 4 === 0));
      if (!isOpen && at - start >= shortest) {
        const said = textIn(Buffer.from(text.slice(start, at), 'base64'), budget);
        if (said !== null) found.push(said);
      }
      if (!isOpen) start = -1;
      line = 0;
    }
  }
  return found;
}

/**
 * By character code: digits of base64 (RFC 4648, section 4). The URL variant has a hyphen, like half of all
 * names.
 */
const isDigit = new Uint8Array(0x80);
for (const digit of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/')
  isDigit[digit.charCodeAt(0)] = 1;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/**
 * Null: these bytes are neither text nor gzip of text, such as those of a name that only looks like base64.
 */
function textIn(bytes: Buffer, budget: InflationBudget): string | null {
  const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzipped ? inflated(bytes, budget) : bytes;
  if (plain === null) return null;
  // PowerShell takes commands in UTF-16, which has a NUL byte beside each letter of a name.
  const letters = plain[0] === 0 || plain[1] === 0 ? plain.filter((byte) => byte !== 0) : plain;
  return isGzipped || isText(letters) ? Buffer.from(letters).toString('utf8') : null;
}

function inflated(bytes: Buffer, budget: InflationBudget): Buffer | null {
  try {
    const plain = gunzipSync(bytes, {
      maxOutputLength: Math.min(mostInflated, Math.max(budget.bytes, 1)),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    budget.bytes -= plain.length;
    return plain;
  } catch {
    // A failed attempt may have inflated up to the limit, so it costs that much.
    budget.bytes -= mostInflated;
    return null;
  }
}

/** No control characters but white space. */
function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes)
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) return false;
  return true;
}
