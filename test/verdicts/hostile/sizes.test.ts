import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../../src/sst/checkpoint.ts';
import { maxStateBytes } from '../../../src/sst/state-object.ts';
import { createSimulatedAws } from 'simulated-aws';
import { bomb } from './bomb.ts';
import {
  aHostileAccount,
  busy,
  bytes,
  judged,
  type Target,
  unknown,
  verdictsOf,
} from './damage.ts';

const targets: readonly (readonly [Target, readonly string[]])[] = [
  ['current checkpoint', unknown],
  ['older checkpoint', unknown],
  ['update record', unknown],
  ['lock', busy],
];
const tooLarge = expect.stringMatching(/acme\/pr-2.*(?:larger|longer) than 64 MB/);

describe('a file of 100 MB', () => {
  it.each(targets)('in place of a %s is not even fetched', async (target, verdicts) => {
    const hostile = aHostileAccount(target, () => ({ size: 100 * 1024 * 1024 }));
    const made: string[] = [];
    const aws = createSimulatedAws(hostile.account.data, {
      bodies(_, key) {
        made.push(key);
        return new Uint8Array();
      },
    });
    const found = await verdictsOf(hostile, { aws });
    expect(found.damaged).toEqual(verdicts);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toEqual([tooLarge]);
    expect(made).toEqual([]);
  });

  it('is not parsed where the list said that it is small', async () => {
    const hostile = aHostileAccount('current checkpoint', () => ({ size: 100 }));
    const aws = createSimulatedAws(hostile.account.data, {
      bodies: () => Buffer.alloc(100 * 1024 * 1024, 0x20),
    });
    const found = await verdictsOf(hostile, { aws });
    expect(found.damaged).toEqual(unknown);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toEqual([tooLarge]);
  });
});

describe('at the limit of 64 MB', () => {
  const padded = (length: number) => {
    const text = '{"version":3,"checkpoint":{"latest":{}}}';
    return Buffer.concat([Buffer.from(text), Buffer.alloc(length - text.length, 0x20)]);
  };

  it('the last byte that is allowed is read, and one more is not', () => {
    expect(parseCheckpoint(padded(maxStateBytes)).resources).toEqual([]);
    expect(() => parseCheckpoint(padded(maxStateBytes + 1))).toThrow('larger than 64 MB');
  });
});

describe('a gzip bomb', () => {
  it.each(targets)('in place of a %s is not believed', async (target, verdicts) => {
    const found = await verdictsOf(aHostileAccount(target, () => bytes(bomb(1))));
    expect(found.damaged).toEqual(verdicts);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toEqual([tooLarge]);
  });
});

interface Cost {
  readonly outcome: string;
  readonly grownMb: number;
  readonly ms: number;
}

const script = fileURLToPath(new URL('appetite.ts', import.meta.url));
/** Files of 8 MB, of which several are read: they must fit into less heap than any machine has. */
const heapMb = 384;

/** What one file costs a process of its own; a process that runs out of memory is told by its code. */
function costOf(name: string): Promise<Cost | string> {
  const words = [`--max-old-space-size=${heapMb}`, '--import', import.meta.resolve('tsx'), script];
  const child = spawn(process.execPath, [...words, name], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => void (stdout += String(chunk)));
  return new Promise((ended, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) =>
      ended(code === 0 ? (JSON.parse(stdout) as Cost) : `ended by ${signal ?? code}`),
    );
  });
}

describe('memory', () => {
  it.each([
    // Inflating stops at 64 MB of the 4 GB.
    ['bomb', 200],
    ['home of bombs', 400],
    ['deep lists', 128],
    ['unclosed lists', 128],
    ['many objects', heapMb],
    ['many numbers', heapMb],
    ['many texts', heapMb],
    ['nested texts', heapMb],
  ])('is bounded: %s (%i MB)', { timeout: 60_000 }, async (name, mostMb) => {
    const cost = await costOf(name);
    if (typeof cost === 'string') throw new Error(cost);
    console.log(`${name}: ${cost.outcome}, ${cost.grownMb} MB more, ${cost.ms} ms`);
    expect(cost.grownMb).toBeLessThan(mostMb);
  });
});
