import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-package-'));
const run = (program: string, words: readonly string[], cwd = folder) =>
  execFileSync(program, words, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', TZ: 'UTC' },
  });
const installed = join(folder, 'node_modules/.bin/sst-sweep');

// There is nothing to pack before a build.
describe.runIf(process.env['SST_SWEEP_BINARY'])(
  'the package by itself, in an empty folder',
  { timeout: 60_000 },
  () => {
    beforeAll(() => {
      const packed = run(
        'npm',
        ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
        top,
      );
      const [{ filename }] = JSON.parse(packed);
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      run('npm', ['install', '--offline', '--no-audit', join(folder, filename)]);
    }, 60_000);

    afterAll(() => rmSync(folder, { recursive: true }));

    it('scans the demo, which it brings along', () => {
      const words = ['scan', '--demo', '-q', '--json', '--state-dir', join(folder, 'state')];
      const { tool, findings } = JSON.parse(run(installed, words));
      expect(`${tool.version}\n`).toBe(run(installed, ['--version']));
      expect(findings.length).toBeGreaterThan(0);
    });

    it('is a library whose types need no other package', () => {
      mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
      for (const name of ['@types/node', 'undici-types'])
        symlinkSync(join(top, 'node_modules', name), join(folder, 'node_modules', name));
      writeFileSync(
        join(folder, 'use.ts'),
        `import { openSession, scan, type SessionOptions } from 'sst-sweep';
export async function read(options: SessionOptions): Promise<string> {
  const session = await openSession(options);
  return session.account + String(scan.length);
}
// @ts-expect-error The account is a text.
export const wrong: (options: SessionOptions) => Promise<number> = read;
`,
      );
      const tsc = join(top, 'node_modules/typescript/bin/tsc');
      const words = [
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2023',
        'use.ts',
      ];
      expect(run(process.execPath, [tsc, ...words, '--types', 'node'])).toBe('');
      const names = `console.log(Object.keys(await import('sst-sweep')).join(' '))`;
      expect(run(process.execPath, ['--input-type=module', '-e', names])).toBe(
        `${Object.keys(library).sort().join(' ')}\n`,
      );
    });
  },
);
