import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/run-program.ts';

const node = (script: string, ...words: string[]) => [process.execPath, '-e', script, ...words];

async function ran(
  words: readonly string[],
  given: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
) {
  const lines: string[] = [];
  const end = await runProgram({
    words,
    cwd: '/',
    env: { STAGE: 'pr-1' },
    signal: given.signal ?? new AbortController().signal,
    timeoutMs: given.timeoutMs ?? 20_000,
    onLine: (line) => lines.push(line),
  });
  return { ...end, lines };
}

describe('a program that is run', () => {
  it('gets its words without a shell, and its lines come one by one', async () => {
    const script =
      'console.log(process.argv[1]); console.error(process.env.STAGE); process.exitCode = 3';
    const { exitCode, why, lines } = await ran(node(script, '$(touch x); "*"'));
    expect([exitCode, why]).toEqual([3, 'exited']);
    expect(lines.toSorted()).toEqual(['$(touch x); "*"', 'pr-1']);
  });

  it('that writes a line without an end is shown in pieces', async () => {
    const { lines } = await ran(node('process.stdout.write("x".repeat(9000))'));
    expect(lines.join('')).toHaveLength(9000);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(2000);
  });

  it('is interrupted when its time is over', async () => {
    const script = 'process.on("SIGINT", () => process.exit(130)); setInterval(() => {}, 1000)';
    const { exitCode, why } = await ran(node(script), { timeoutMs: 500 });
    expect(why).toBe('timed-out');
    expect([130, null]).toContain(exitCode);
  });

  it('is interrupted with the run', async () => {
    const { why } = await ran(node('setInterval(() => {}, 1000)'), { signal: AbortSignal.abort() });
    expect(why).toBe('interrupted');
  });

  it('that does not exist is not started', async () => {
    expect(await ran(['sst-sweep-has-no-such-program'])).toEqual({
      exitCode: null,
      why: 'not-started',
      lines: [],
    });
  });
});
