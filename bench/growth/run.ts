import { parseArgs } from 'node:util';
import { type Reader, readers } from '../../test/fuzz/readers.ts';
import { ends } from '../../test/fuzz/texts.ts';

/**
 * How the time of each reader of foreign text grows with its length: 10 kB, 100 kB and 1 MB of each piece over
 * and over. `--reader doctor` takes some of them, `--all` prints each text that is read too slowly.
 */
const { values } = parseArgs({
  options: { reader: { type: 'string', default: '' }, all: { type: 'boolean', default: false } },
});

const lengths = [10_000, 100_000, 1_000_000] as const;
/** What goes over a text once takes ten times as long for ten times as much; what is quadratic, a hundred times. */
const mostExponent = 1.3;
/** Below this the clock, and what else runs on the machine, say more than the reader. */
const leastMs = 100;
/** What is expected to take longer than this is not tried. */
const longestMs = 4000;

interface Growth {
  readonly exponent: number;
  readonly ms: number;
  readonly length: number;
  readonly text: string;
}

function timeOf({ read }: Reader, text: string): number {
  const before = process.cpuUsage();
  try {
    read(text);
  } catch {
    // A refusal is an answer, too; what may be thrown is the matter of test/fuzz.
  }
  return process.cpuUsage(before).user / 1000;
}

function growthAt(reader: Reader, piece: string, end: string): Growth {
  let worst: Growth = { exponent: 0, ms: 0, length: 0, text: '' };
  let last = 1;
  for (const length of lengths) {
    const text = piece.repeat(Math.ceil(length / piece.length)) + end;
    let ms = timeOf(reader, text);
    // Compiling, and the collection of what others left, happen once.
    if (ms >= leastMs && ms < longestMs / 4) ms = Math.min(ms, timeOf(reader, text));
    const exponent = ms < leastMs ? 0 : Math.log10(ms / Math.max(last, 1));
    const counts = length > lengths[0] && exponent >= worst.exponent;
    if (counts) worst = { exponent, ms, length, text: JSON.stringify(piece + end) };
    if (ms * 10 * Math.max(1, 10 ** (exponent - 1)) > longestMs) {
      // Already as slow at the shortest length.
      if (length === lengths[0])
        worst = { exponent: 2, ms, length, text: JSON.stringify(piece + end) };
      break;
    }
    last = ms;
  }
  return worst;
}

function growthOf(reader: Reader): Growth {
  let worst: Growth = { exponent: 0, ms: 0, length: 0, text: '' };
  for (const piece of reader.pieces)
    for (const end of ends) {
      const each = growthAt(reader, piece, end);
      if (values.all && each.exponent > mostExponent)
        console.log(`  ${reader.name}: ${each.text} ${each.exponent.toFixed(2)}, ${each.ms} ms`);
      if (each.exponent > worst.exponent) worst = each;
    }
  return worst;
}

const rows = readers
  .filter(({ name }) => name.includes(values.reader))
  .map((reader) => {
    const { exponent, ms, length, text } = growthOf(reader);
    const row = {
      reader: reader.name,
      exponent: Number(exponent.toFixed(2)),
      ms: Math.round(ms),
      'of, kB': length / 1000,
      text: text.slice(0, 40),
    };
    console.log(Object.values(row).join(' | '));
    return row;
  });
console.table(rows);
const slow = rows.filter(({ exponent }) => exponent > mostExponent);
console.log(`${rows.length} readers, of which ${slow.length} grow faster than their text.`);
if (slow.length > 0) process.exitCode = 1;
