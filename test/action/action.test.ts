import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { exitCodes } from '../../src/commands/output/exit-code.ts';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import { serveAccount } from '../e2e/served.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { commandsIn, readAction, runAction, thisTool, type Workflow } from './runner.ts';

const account = '123456789012';
const served = () => serveAccount(smallAccount(), onTestFinished);
/** Prints each word that it is started with between brackets. */
const printsWords = `printf '<%s>\\n' "$@"`;

describe('the action, as the file says it', () => {
  it('lets no input into its script', () => {
    for (const { run } of readAction().runs.steps) expect(run).not.toContain('${{');
  });

  it('installs the version that it stands beside', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(readAction().inputs['version']?.default).toBe(version);
  });

  it('has the inputs and outputs that the recipe shows', () => {
    const recipe = readFileSync('docs/recipes/previews-every-night.md', 'utf8');
    const job = parse(/```yaml\n([^]*?)```/.exec(recipe)?.[1] ?? '') as Workflow;
    const [step] = (job.jobs['sweep']?.steps ?? []).filter(({ id }) => id === 'sweep');
    const { inputs, outputs } = readAction();
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
    expect(step?.uses).toBe(`OWNER/sst-sweep@v${inputs['version']?.default}`);
    const shown = [...recipe.matchAll(/outputs\.([a-z-]+)/g)].map(([, name]) => name);
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(shown));
    expect(shown.length).toBeGreaterThan(3);
  });

  it('says something of every exit code', () => {
    const [step] = readAction().runs.steps;
    const said = [...(step?.run ?? '').matchAll(/^ *(\d+)\) /gm)].map(([, code]) => Number(code));
    const { notWritten, interrupted, ...others } = exitCodes;
    expect(said).toEqual(Object.values(others));
    expect(step?.run).toContain('It ended with exit code $code.');
    expect([notWritten, interrupted]).not.toContain(0);
  });
});

describe('the action on a simulated account', { timeout: 120_000 }, () => {
  it('tells what a scan found as outputs, in the summary and as a report', async () => {
    const ended = await runAction({ account }, { tool: thisTool, env: await served() });
    expect(ended).toMatchObject({ code: 0, outputs: { 'exit-code': '0', leftovers: '2' } });
    expect(ended.outputs['deleted']).toBeUndefined();
    expect(ended.summary).toContain('E1GONE00000000');
    const report = readFileSync(ended.outputs['report'] ?? '', 'utf8');
    expect(reportSchema.parse(JSON.parse(report)).summary.leftover).toBe(2);
  });

  it('sweeps the stage that it was given, and tells how much went', async () => {
    const args = '--timeout=30m\n--poll-interval=1s';
    const inputs = { command: 'sweep', account, app: 'acme', stage: 'pr-*', args };
    const env = await served();
    const ended = await runAction(inputs, { tool: thisTool, env });
    expect(ended.outputs).toMatchObject({ 'exit-code': '0', deleted: '2' });
    expect(existsSync(join(ended.workspace, 'sst-sweep-state/sweeps'))).toBe(true);
    const after = await runAction({ account }, { tool: thisTool, env });
    expect(after.outputs['leftovers']).toBe('0');
  });

  it('ends as the tool ends, with an error that people see: another account', async () => {
    const inputs = { command: 'sweep', account: '210987654321' };
    const ended = await runAction(inputs, { tool: thisTool, env: await served() });
    expect(ended).toMatchObject({ code: 2, outputs: { 'exit-code': '2' } });
    expect(commandsIn(ended.log)).toEqual([expect.stringMatching(/^error It could not run/)]);
  });
});

describe('what others write into the action’s inputs', () => {
  const inputs = {
    command: 'sweep',
    account: '$(touch pwned)',
    app: '"; touch pwned; "',
    stage: "--yes\n`touch pwned`\n';touch pwned;'\n*",
    'max-deletions': '1 || touch pwned',
    quarantine: '7d; touch pwned',
    args: '--timeout=$(touch pwned)\n--no-wait',
  };

  it('reaches the tool word by word, and runs nothing', async () => {
    const ended = await runAction(inputs, { tool: printsWords });
    expect(ended.code).toBe(0);
    const words = [...ended.log.matchAll(/^<(.*)>$/gm)].map(([, word = '']) => word);
    expect(words.slice(0, -2)).toEqual([
      'sweep',
      '--account=$(touch pwned)',
      '--app="; touch pwned; "',
      '--stage=--yes',
      '--stage=`touch pwned`',
      "--stage=';touch pwned;'",
      '--stage=*',
      '--max-deletions=1 || touch pwned',
      '--quarantine=7d; touch pwned',
      '--state-dir=sst-sweep-state',
      '--timeout=$(touch pwned)',
      '--no-wait',
      '--yes',
    ]);
    expect(readdirSync(ended.workspace)).toEqual([]);
  });

  it.each([
    [{ version: 'npm:other@1.0.0' }, 'version'],
    [{ version: '1.0.0 --registry=http://127.0.0.1:1' }, 'version'],
    [{ version: 'latest' }, 'version'],
    [{ command: 'restore' }, 'command'],
    [{ command: '--help' }, 'command'],
  ])('installs nothing: %o', async (wrong, input) => {
    const ended = await runAction(wrong, { tool: printsWords });
    expect(ended).toMatchObject({ code: 2, npm: null, outputs: { 'exit-code': '2' } });
    expect(commandsIn(ended.log)).toEqual([expect.stringContaining(`The input "${input}" is`)]);
  });
});

describe('what surrounds the action', () => {
  it('chooses no package: it is installed outside of the workspace, and without its scripts', async () => {
    const { npm, workspace } = await runAction({}, { tool: printsWords });
    const [folder, ...words] = (npm ?? '').trimEnd().split('\n');
    expect(folder).not.toContain(workspace);
    expect(words).toEqual(expect.arrayContaining(['--prefix', folder, '--ignore-scripts']));
    expect(words.at(-1)).toBe(`sst-sweep@${readAction().inputs['version']?.default}`);
  });

  it('is told by no name of the account what to do', async () => {
    const hostile = ['::error::planted', '  ::add-mask::e', 'a ##[add-matcher]x.json', '::no::'];
    const tool = `printf '%s\\n' ${hostile.map((line) => `'${line}'`).join(' ')}; echo '::error::planted' >&2; printf '::error::open'; exit 4`;
    const ended = await runAction({}, { tool });
    for (const line of hostile) expect(ended.log).toContain(line);
    expect(ended.errors).toBe('');
    expect(ended.code).toBe(4);
    expect(commandsIn(ended.log)).toEqual([expect.stringMatching(/^error A step failed/)]);
  });
});
