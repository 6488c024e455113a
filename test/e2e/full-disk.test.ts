import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliCommand } from './sst-sweep.ts';

/** Runs it with one stream on a disk that is full. */
function onFullDisk(stream: 'stdout' | 'stderr', words: readonly string[]) {
  const full = openSync('/dev/full', 'w');
  const [program, ...all] = cliCommand([...words]);
  const stdio = stream === 'stdout' ? ['ignore', full, 'pipe'] : ['ignore', 'pipe', full];
  const child = spawn(program, all, {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', TZ: 'UTC' },
    stdio: stdio as ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const pipe of [child.stdout, child.stderr])
    pipe?.on('data', (chunk: Buffer) => void (told += String(chunk)));
  return new Promise<{ code: number | null; told: string }>((ended, reject) => {
    child.on('error', reject);
    child.on('close', (code) => ended({ code, told }));
  });
}

const demo = () => ['--demo', '--state-dir', mkdtempSync(join(tmpdir(), 'sst-sweep-full-'))];

describe.runIf(existsSync('/dev/full'))('a full disk', { timeout: 60_000 }, () => {
  it('under the report is one sentence and an exit code of its own', async () => {
    const { code, told } = await onFullDisk('stdout', ['scan', '-q', ...demo()]);
    expect({ code, told }).toEqual({
      code: 7,
      told: 'The output could not be written: no space is left on its device.\n',
    });
  });

  it('under the progress does not keep a sweep from its work', async () => {
    const words = ['sweep', '--yes', '--account', '123456789012', ...demo()];
    const { code, told } = await onFullDisk('stderr', words);
    expect(code).toBe(7);
    expect(told).toContain('12 of 15 resources deleted');
  });

  it('under the result of a sweep is not the code of leftovers, nor a stack', async () => {
    const words = ['sweep', '--yes', '--account', '123456789012', '-q', ...demo()];
    const { code, told } = await onFullDisk('stdout', words);
    expect(code).toBe(7);
    expect(told).not.toContain('    at ');
  });
});
