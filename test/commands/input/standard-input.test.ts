import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { lastText } from '../../../src/commands/input/standard-input.ts';

function reading(stream: Readable) {
  const said: string[] = [];
  const { signal } = new AbortController();
  const text = lastText(stream, { terminal: { say: (line) => void said.push(line) }, signal });
  return { text, said };
}

describe('what is piped into the doctor', () => {
  it('is kept from its end, where errors stand', async () => {
    const long = `${'x'.repeat(9_000_000)}the error\n`;
    const { text } = reading(Readable.from([long.slice(0, 5_000_000), long.slice(5_000_000)]));
    expect((await text).endsWith('the error\n')).toBe(true);
    expect((await text).length).toBe(4_000_000);
  });

  it('is refused in one sentence where it never ends', async () => {
    let pieces = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          pieces += 1;
          yield 'y\n'.repeat(500_000);
        }
      })(),
    );
    await expect(reading(endless).text).rejects.toMatchObject({
      code: 'INPUT_TOO_LONG',
      exitCode: 2,
    });
    expect(pieces).toBeLessThan(300);
    expect(endless.destroyed).toBe(true);
  });

  it('is waited for aloud where nobody writes it', async () => {
    vi.useFakeTimers();
    try {
      const pipe = new PassThrough();
      const { text, said } = reading(pipe);
      await vi.advanceTimersByTimeAsync(4000);
      expect(said).toEqual([]);
      await vi.advanceTimersByTimeAsync(2000);
      expect(said).toEqual([expect.stringContaining('standard input')]);
      pipe.end('late');
      expect(await text).toBe('late');
    } finally {
      vi.useRealTimers();
    }
  });
});
