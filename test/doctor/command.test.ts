import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { run } from '../e2e/in-process.ts';
import { carryOut } from './carry-out.ts';
import { functionOutput } from './scene.ts';
import { causesOf, commandsOf, doctored, functionEntry, sceneOf, taken } from './scenes.ts';

describe('doctor on the demo', () => {
  it('tells the common case in under 15 lines of 80 columns, with the command to copy', async () => {
    const aws = createSimulatedAws(demoAccount().data);
    const { code, stdout } = await run(aws, ['doctor', '--demo'], {
      stdin: functionOutput,
      columns: 80,
    });
    const lines = stripVTControlCharacters(stdout).trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines.length).toBeLessThan(15);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).toContain(`do    sst-sweep sweep --demo ${taken}`);
    expect(lines.join('\n')).toContain('do    npm install sst@3');
  });

  it('writes nothing', async () => {
    const aws = createSimulatedAws(demoAccount().data);
    await run(aws, ['doctor', '--demo'], { stdin: functionOutput });
    await run(aws, ['doctor', '--demo'], { stdin: '' });
    expect(aws.requests.filter(({ writes }) => writes)).toEqual([]);
  });

  it('without input reads the records, and says what to change in the account’s practice', async () => {
    const answer = await doctored(demoAccount(), '');
    expect(answer.json.input).toBe('none');
    expect(answer.json.errors.map(({ error, causes }) => [error.stage, causes[0]?.code])).toEqual([
      ['pr-103', 'failed-remove'],
      ['dev', 'leftover'],
    ]);
    expect(answer.json.practice.map(({ code }) => code)).toEqual([
      'mixed-stages',
      'several-versions',
      'idle-stages',
    ]);
  });

  it('--app and --stage say which stage failed where the output does not', async () => {
    const aws = createSimulatedAws(demoAccount().data);
    const text = 'failed to decrypt: incorrect passphrase';
    const titles = async (...words: readonly string[]) => {
      const { stdout } = await run(aws, ['doctor', '--demo', '--json', ...words, text]);
      const { errors } = JSON.parse(stdout) as {
        errors: readonly { causes: readonly { title: string }[] }[];
      };
      return errors.flatMap(({ causes }) => causes.map(({ title }) => title));
    };
    expect(await titles('--app', 'acme', '--stage', 'production')).toEqual([
      'The passphrase of acme/production is there and older than its state: the run read another one.',
    ]);
    expect(await titles('--stage', 'pr-103')).toEqual([
      'The passphrase of acme/pr-103 is gone: neither remove nor refresh nor deploy can read its state.',
    ]);
    expect((await titles('--app', 'ac*')).length).toBeGreaterThan(1);
  });

  it('a bare code is completed from the records', async () => {
    const aws = createSimulatedAws(demoAccount().data);
    const { stdout } = await run(aws, ['doctor', '--demo', '--json', 'FunctionAlreadyExists']);
    const answer = { aws, json: JSON.parse(stdout) };
    expect(causesOf(answer)[0]).toBe('leftover');
    await carryOut(aws, commandsOf(answer)[0] ?? '', { app: 'docs', region: 'us-east-1' });
    expect(aws.snapshot().cloudfront?.functions?.map(({ name }) => name)).not.toContain(taken);
  });

  it('what is no known error is said to be none', async () => {
    const aws = createSimulatedAws(demoAccount().data);
    const { code, stdout } = await run(aws, ['doctor', '--demo'], { stdin: 'it broke' });
    expect(code).toBe(0);
    expect(stdout).toContain('The given text has no error that is known here.');
  });
});

describe('the preflight', () => {
  it('says which permissions are missing, and rules nothing out that they hide', async () => {
    const { account } = sceneOf();
    account.data.faults = [{ kind: 'deny', operation: 'CloudFront.ListFunctions' }];
    const answer = await doctored(account, functionOutput);
    expect(answer.json.preflight.denied).toContain('cloudfront:ListFunctions');
    expect(causesOf(answer)).toEqual(['names-without-hash']);
    expect(answer.json.errors[0]?.ruledOut.map(({ code }) => code)).not.toContain('leftover');
    expect(answer.json.errors[0]?.next[0]).toContain('cloudfront:ListFunctions');
  });

  it('reads the project as text: its region tells where the deploy went', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-project-'));
    writeFileSync(
      join(folder, 'sst.config.ts'),
      `throw new Error('run'); app() { return { name: "docs", providers: { aws: { region: "us-west-2", profile: "docs-dev" } } } }`,
    );
    writeFileSync(join(folder, 'package.json'), '{"dependencies":{"sst":"3.7.15"}}');
    const { readProject } = await import('../../src/commands/input/project.ts');
    expect(await readProject(folder)).toMatchObject({
      app: 'docs',
      region: 'us-west-2',
      profile: 'docs-dev',
      sstVersion: '3.7.15',
      domains: [],
    });
  });
});

describe('a stage that its failed remove still claims', () => {
  it('is told to sst remove first, and only then the word that gives it up', async () => {
    const { account, home } = sceneOf();
    account.with({ functions: [{ name: taken, createdAt: account.ago({ days: 40 }) }] });
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), [functionEntry(taken)])
      .remove(account.ago({ days: 9 }), {
        entries: [functionEntry(taken)],
        errors: [{ message: 'Error: the config is broken' }],
      });
    const answer = await doctored(account, functionOutput);
    const [first, second] = commandsOf(answer);
    expect(first).toBe('AWS_REGION=us-east-1 sst remove --stage dev');
    expect(second).toMatch(/^sst-sweep plan --abandon docs\/dev@\w+ --demo$/);
    const { code } = await run(answer.aws, (second ?? '').split(' ').slice(1));
    expect(code).toBe(0);
  });
});
