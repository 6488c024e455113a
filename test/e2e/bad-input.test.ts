import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorSchema } from '../../src/report/json/schema/error.ts';
import { smallAccount } from './small-account.ts';
import { demoOf, sstSweep } from './sst-sweep.ts';

describe.concurrent(
  'bad input is answered with one sentence, a hint and no stack',
  { timeout: 60_000 },
  () => {
    it.each<[string, readonly string[], number, string]>([
      ['an unknown command', ['frob'], 2, 'There is no command "frob".'],
      ['an unknown flag', ['scan', '--frob'], 2, "Unknown option '--frob'."],
      ['--yes without a command', ['--yes'], 2, '--yes needs the command that it is meant for.'],
      [
        '--yes without an account',
        ['sweep', '--yes'],
        2,
        '--yes needs the account that it is meant for.',
      ],
      [
        'a sweep without anybody to ask',
        ['sweep'],
        6,
        'Not a terminal, so nobody can confirm the deletion.',
      ],
      ['--output', ['scan', '--output', 'x.json'], 2, 'There is no --output.'],
      [
        'a duration',
        ['sweep', '--timeout', 'soon'],
        2,
        '--timeout is "soon", which is no duration.',
      ],
      [
        'a config that is not there',
        ['scan', '--config', 'none.json'],
        2,
        'There is no config file',
      ],
      [
        'a report folder that is not there',
        ['scan', '--demo', '--report', 'none/x.json'],
        2,
        'cannot be written.',
      ],
      ['credentials that are not there', ['scan'], 2, ''],
    ])('%s', async (_what, words, code, sentence) => {
      const flags = words.includes('--demo') ? await demoOf(smallAccount()) : [];
      const ended = await sstSweep([...words, ...flags]);
      expect(ended.code).toBe(code);
      expect(ended.stdout).toBe('');
      expect(ended.stderr).toContain(sentence);
      expect(ended.stderr).toMatch(/^✖ .+\n {2}\S.+\n$/);
      expect(ended.stderr).not.toMatch(/\n\s+at /);
    });

    it('and as JSON where JSON was asked for', async () => {
      for (const words of [
        ['sweep', '--json'],
        ['scan', '--format', 'json', '--frob'],
        ['--yes', '--format=json'],
      ]) {
        const { stdout, code } = await sstSweep(words);
        expect(errorSchema.parse(JSON.parse(stdout)).exitCode).toBe(code);
      }
    });

    it('names the config file that is broken', async () => {
      const cwd = await mkdtemp(join(tmpdir(), 'sst-sweep-e2e-'));
      await writeFile(join(cwd, 'package.json'), '{}');
      await writeFile(join(cwd, 'sst-sweep.json'), '{ "keeps": [] }');
      const { code, stderr } = await sstSweep(['scan'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain('sst-sweep.json is not valid: Unrecognized key: "keeps".');
    });
  },
);
