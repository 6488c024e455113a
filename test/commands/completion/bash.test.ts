import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionScript } from '../../../src/commands/completion.ts';
import { lastScanLines } from '../../../src/commands/completion/last-scan.ts';
import { commandNames } from '../../../src/commands/input/flags.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { createSimulatedAws } from 'simulated-aws';
import { demoAccount } from '../../account/demo.ts';
import { aFinding, aStage } from '../../builders.ts';
import { run } from '../../e2e/in-process.ts';
import { hostileTexts } from '../../report/hostile.ts';

const asked =
  'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sst_sweep; printf "%s\\n" "${COMPREPLY[@]}"';

/** What bash offers for the last of these words. */
function offered(words: readonly string[], folder = '/nowhere'): readonly string[] {
  const script = `${completionScript('bash', folder)}\n${asked}`;
  const text = execFileSync('bash', ['-c', script, 'bash', 'sst-sweep', ...words], {
    encoding: 'utf8',
    cwd: tmpdir(),
  });
  return text.split('\n').filter((line) => line !== '');
}

function aFolder(lines: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), "sst sweep's-"));
  writeFileSync(join(folder, 'last-scan.txt'), lines.map((line) => `${line}\n`).join(''));
  return folder;
}

describe('completion in bash', () => {
  it('completes commands, but not the one for developers', () => {
    expect(offered(['s'])).toEqual(['scan', 'sweep', 'stages']);
    const all = commandNames.filter((name) => name !== 'interactive' && name !== 'simulate');
    expect(offered(['']).toSorted()).toEqual([...all, 'help'].toSorted());
  });

  it('completes the flags that a command has', () => {
    expect(offered(['sweep', '--max'])).toEqual(['--max-deletions', '--max-removals']);
    expect(offered(['scan', '--max'])).toEqual([]);
    expect(offered(['--profile', 'scan', 'restore', '--dry'])).toEqual(['--dry-run']);
  });

  it('completes the ids of past sweeps, and of those of the demo', () => {
    const folder = aFolder();
    for (const path of [
      'sweeps/123456789012/20261122-120000-aa',
      'demo/sweeps/1/20261123-120000-bb',
    ])
      mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'sweeps/123456789012/lock'), '');
    expect(offered(['resume', ''], folder)).toEqual(['20261122-120000-aa']);
    expect(offered(['restore', '20261122'], folder)).toEqual(['20261122-120000-aa']);
    expect(offered(['restore', '--demo', ''], folder)).toEqual(['20261123-120000-bb']);
    expect(offered(['restore', ''], '/nowhere')).toEqual([]);
  });

  it('completes values of which all are known', () => {
    expect(offered(['scan', '--min'])).toEqual([]);
    expect(offered(['plan', '--min-confidence', ''])).toEqual(['low', 'high', 'certain']);
    expect(offered(['scan', '--kind', 's3'])).toEqual(['s3-bucket']);
    expect(offered(['scan', '--kind', ''])).toHaveLength(kinds.length + 1);
    expect(offered(['scan', '--fail-on', 'u'])).toEqual(['unknown']);
    expect(offered(['scan', '--format', '=', 'cs'])).toEqual(['csv']);
    expect(offered(['iam-policy', ''])).toEqual(['scan', 'sweep', 'restore', 'archive']);
  });

  it('completes the formats that the command has', () => {
    expect(offered(['stages', '--format', 'c'])).toEqual(['csv']);
    expect(offered(['explain', '--format', 'c'])).toEqual([]);
  });

  it('completes apps, stages and ids of the last scan', () => {
    const folder = aFolder(['app acme', 'stage pr-1', 'pair acme/pr-1', 'id E1', 'id E2']);
    expect(offered(['scan', '--app', ''], folder)).toEqual(['acme']);
    expect(offered(['scan', '--stage', 'pr'], folder)).toEqual(['pr-1']);
    expect(offered(['scan', '--ignore-stage', ''], folder)).toEqual(['acme/pr-1']);
    expect(offered(['explain', 'E'], folder)).toEqual(['E1', 'E2']);
    expect(offered(['sweep', 'E1', 'E'], folder)).toEqual(['E1', 'E2']);
    expect(offered(['sweep', '--demo', 'E'], folder)).toEqual([]);
  });

  it.each(['$(touch ran)', '`touch ran`', '${x:=$(touch ran)}', '*', '~', "'; touch ran; '"])(
    'runs and expands nothing of the file of the last scan: %s',
    (text) => {
      const word = text.replace('ran', join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'ran'));
      const [, ran = '/nowhere'] = /touch ([^)`;]*)/.exec(word) ?? [];
      expect(offered(['explain', ''], aFolder([`id ${word}`]))).toEqual([word]);
      expect(existsSync(ran)).toBe(false);
    },
  );
});

describe('the file of the last scan', () => {
  it('is written by a scan, for its owner only, and names what the account has', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-'));
    const words = ['scan', '--demo', '-q', '--stage', 'pr-101', '--state-dir', folder];
    await run(createSimulatedAws(demoAccount().data), words);
    expect(statSync(join(folder, 'demo/last-scan.txt')).mode & 0o777).toBe(0o600);
    expect(offered(['explain', '--demo', 'E7874'], folder)).toEqual(['E7874626668657']);
    expect(offered(['scan', '--demo', '--stage', 'pr-106'], folder)).toEqual(['pr-106']);
  });

  it('holds no word that a shell could act on, split or take for a flag', () => {
    const findings = hostileTexts.map((id) => aFinding({ id, region: 'global' }));
    const stages = hostileTexts.map((stage) => aStage({ app: stage, stage }));
    const lines = lastScanLines({ findings, stages });
    expect(lines.filter((line) => !/^(?:app|stage|pair|id) [\w./][\w./+,-]*$/.test(line))).toEqual(
      [],
    );
  });

  it('stops no scan where it cannot be written', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'state');
    writeFileSync(folder, 'this is no folder');
    const { code, stdout } = await run(createSimulatedAws(demoAccount().data), [
      'scan',
      '--demo',
      '-q',
      '--state-dir',
      folder,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('leftovers');
  });
});

it('a shell that is not known is refused by the names of those that are', () => {
  expect(() => completionScript('tcsh', '/nowhere')).toThrow('There is no completion for "tcsh".');
});
