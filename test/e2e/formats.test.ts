import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventSchema, type EventJson } from '../../src/report/json/schema/event.ts';
import { errorSchema } from '../../src/report/json/schema/error.ts';
import { createSimulatedAws, type SimulatedAws, virtualClock } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { rowsOf } from '../report/csv/parsed.ts';
import { cellRows, htmlOf, strangeElements } from '../report/markdown/parsed.ts';
import { run } from './in-process.ts';

function demo(): SimulatedAws {
  const { data } = demoAccount();
  return createSimulatedAws(data, { clock: virtualClock({ start: new Date(data.now) }) });
}

function aFile(name: string): string {
  return join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), name);
}

function eventsIn(text: string): readonly EventJson[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => eventSchema.parse(JSON.parse(line)));
}

const sweepOfOne = [
  'sweep',
  '--demo',
  '-q',
  '--yes',
  '--account',
  '123456789012',
  '--stage',
  'pr-101',
];

describe('--format markdown', () => {
  it.each([['scan'], ['plan'], ['stages'], ['runs'], ['doctor FunctionAlreadyExists']])(
    'of %s is Markdown with no elements but ours',
    async (line) => {
      const words = [...line.split(' '), '--demo', '-q', '--format', 'markdown'];
      const { stdout } = await run(demo(), words, { stdin: '' });
      expect(stdout).toMatch(/^## sst-sweep/);
      expect(strangeElements(htmlOf(stdout))).toEqual([]);
    },
  );

  it('of a scan has every leftover that the table has', async () => {
    const [markdown, json] = await Promise.all(
      ['markdown', 'json'].map((format) =>
        run(demo(), ['scan', '--demo', '-q', '--format', format]),
      ),
    );
    const report: { findings: { verdict: string; id: string; kind: string }[] } = JSON.parse(
      json?.stdout ?? '',
    );
    const ids = report.findings.filter(
      ({ verdict, kind }) => verdict === 'leftover' && kind !== 'lambda-edge-version',
    );
    const cells = cellRows(htmlOf(markdown?.stdout ?? '')).map(([, , cell = '']) => cell);
    expect(ids.length).toBeGreaterThan(10);
    expect(
      ids.filter(
        ({ id }) =>
          !cells.some((cell) =>
            cell.includes(`<code>${id.replace(/^[a-z]+-[a-z]+-\d:/, '')}</code>`),
          ),
      ),
    ).toEqual([]);
  });
});

describe('--report', () => {
  it('adds to a Markdown file that is there, and replaces a CSV as a whole', async () => {
    const [markdown, csv] = [aFile('summary.md'), aFile('findings.csv')];
    writeFileSync(markdown, '# Nightly\n');
    writeFileSync(csv, 'old\n'.repeat(10_000));
    await run(demo(), ['scan', '--demo', '-q', '--report', markdown, '--report', csv]);
    expect(readFileSync(markdown, 'utf8')).toMatch(/^# Nightly\n[^]*## sst-sweep: \d+ leftovers/);
    expect(rowsOf(readFileSync(csv, 'utf8'))[0]?.slice(0, 3)).toEqual(['account', 'app', 'stage']);
    expect(readFileSync(csv, 'utf8')).not.toContain('old\n');
  });

  it.each([
    ['explain', ['explain', 'E1', '--report', 'x.csv'], 'csv'],
    ['iam-policy', ['iam-policy', 'scan', '--format', 'ndjson'], 'ndjson'],
    ['doctor', ['doctor', 'text', '--format', 'csv'], 'csv'],
  ])(
    'of a format that %s has not is refused before anything is read',
    async (name, words, format) => {
      const aws = demo();
      const { code, stderr } = await run(aws, words);
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`"sst-sweep ${name}" has no ${format}.`),
      });
      expect(aws.requests).toEqual([]);
    },
  );
});

describe('--format ndjson', () => {
  it('tells a sweep event by event, ends with its result, and writes the same into a file', async () => {
    const file = aFile('events.ndjson');
    writeFileSync(file, 'old\n');
    const { stdout } = await run(demo(), [...sweepOfOne, '--format', 'ndjson', '--report', file]);
    const types = eventsIn(stdout).map(({ type }) => type);
    expect(types[0]).toBe('scan-started');
    expect(types.at(-1)).toBe('result');
    expect(new Set(types)).toEqual(
      new Set([
        'scan-started',
        'scan-progress',
        'scan-finished',
        'judging',
        'judged',
        'sweep-started',
        'step-started',
        'step-waiting',
        'step-progress',
        'step-finished',
        'sweep-finished',
        'result',
      ]),
    );
    expect(readFileSync(file, 'utf8')).toBe(stdout);
  });

  it('tells what happened before the next thing happens', async () => {
    const aws = demo();
    const file = aFile('events.ndjson');
    const told: (readonly string[])[] = [];
    const { handler } = aws;
    const watched: SimulatedAws = {
      ...aws,
      handler: {
        ...handler,
        handle: (request, options) => {
          if (request.method === 'DELETE')
            told.push(eventsIn(readFileSync(file, 'utf8')).map(({ type }) => type));
          return handler.handle(request, options);
        },
      },
    };
    const { code } = await run(watched, [...sweepOfOne, '--report', file]);
    expect(code).toBe(0);
    expect(told.length).toBeGreaterThan(3);
    for (const types of told) expect(types).toContain('step-started');
    expect(told.filter((types) => types.includes('step-finished')).length).toBeGreaterThan(2);
  });

  it('tells in one line why nothing could be done, and leaves an old report as it is', async () => {
    const file = aFile('events.ndjson');
    const { code, stdout } = await run(demo(), [
      'sweep',
      '--demo',
      '-q',
      '--yes',
      '--format',
      'ndjson',
      '--report',
      file,
    ]);
    expect(code).toBe(2);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(errorSchema.parse(JSON.parse(stdout)).exitCode).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});
