import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { renderReport } from '../../../src/report/terminal/scan.ts';
import { fileStyle, noLink, type TextStyle } from '../../../src/text/text-style.ts';
import { aFinding, aGap, aReport, aStage } from '../../builders.ts';

const view = { ...fileStyle, width: 100, rowWidth: 100 };

describe('the report of a scan', () => {
  it('groups leftovers by stage, each with what decided', () => {
    const findings = [
      aFinding({ id: 'b-function' }),
      aFinding({ id: 'a-function', confidence: 'high' }),
      aFinding({ id: 'other', app: 'blog', stage: 'dev', verdict: 'retained', confidence: null }),
    ];
    expect(renderReport(aReport({ findings }), view)).toMatchInlineSnapshot(`
      "2 leftovers in 1 stage
      Account 123456789012 · 2 regions · 1 home · 1 stage

      Leftovers (2)
          Kind      Id          Sure
        acme/pr-1 · removed 2026-11-20 09:05 UTC
          function  a-function  high
          function  b-function  certain
              A state of acme/pr-1 owned it until the remove of 2026-11-20.

      Retained on purpose (1)
          Kind      Id
        blog/dev
          function  other
              A state of acme/pr-1 owned it until the remove of 2026-11-20.

      How sure it is that they are leftovers: 1 certain and 1 high.
      Cost: under $0.01 a month.
      Left alone: 1 retained.

      See what would be deleted: sst-sweep plan
      Choose and delete: sst-sweep
      "
    `);
  });

  it('always shows what could not be read, and what that leaves undecided', () => {
    const text = renderReport(aReport({ gaps: [aGap()] }), view);
    expect(text).toContain('Could not be read (1)');
    expect(text).toContain(
      's3:GetBucketTagging in eu-west-1: denied. Leaves undecided: all stages, buckets, eu-west-1.',
    );
  });

  it('shows live and protected resources only where everything is asked for', () => {
    const report = aReport({
      findings: [aFinding({ id: 'alive', verdict: 'live', confidence: null, row: 4 })],
    });
    expect(renderReport(report, view)).not.toContain('alive');
    expect(renderReport(report, { ...view, verbose: true })).toContain('alive');
  });

  it('says until when a busy resource is busy', () => {
    const finding = aFinding({
      verdict: 'busy',
      confidence: null,
      busyUntil: '2026-11-22T11:00:00.000Z',
    });
    expect(renderReport(aReport({ findings: [finding] }), view)).toContain(
      'Busy until 2026-11-22 11:00 UTC (in 60 min).',
    );
  });

  it('counts what --app and --stage hide', () => {
    const report = aReport();
    const text = renderReport({ ...report, summary: { ...report.summary, hidden: 2 } }, view);
    expect(text).toContain('Hidden by --app or --stage: 2 findings without a certain owner.');
  });

  it('shows warnings first', () => {
    const text = renderReport(aReport({ warnings: ['This is not AWS.'] }), view);
    expect(text.split('\n')[2]).toBe('⚠ This is not AWS.');
  });
});

describe('no leftovers', () => {
  it('names stages whose remove failed, stages held by a lock and idle ones, each with its command', () => {
    const stages = [
      aStage({
        stage: 'broken',
        status: 'live',
        lastRun: {
          id: '1',
          command: 'remove',
          startedAt: '2026-11-20T09:00:00Z',
          completedAt: '2026-11-20T09:05:00Z',
          errors: ['no'],
        },
      }),
      aStage({
        stage: 'held',
        status: 'busy',
        lock: { createdAt: '2026-11-01T00:00:00Z', command: 'deploy' },
      }),
      aStage({ stage: 'old', status: 'live', lastRun: null, updatedAt: '2026-01-01T00:00:00Z' }),
    ];
    expect(renderReport(aReport({ stages }), view)).toMatchInlineSnapshot(`
      "No leftovers found.
      Account 123456789012 · 2 regions · 1 home · 3 stages

      1 stage could not be removed:
        acme/broken: sst remove --stage broken
      1 stage held by a lock (unlock only where no run is going on):
        acme/held: sst unlock --stage held
      1 stage idle for 30 days or more:
        acme/old, idle since 2026-01-01: sst remove --stage old  # if nobody needs it
      All stages and their commands: "sst-sweep stages".
      "
    `);
  });

  it('says that an account without home and stack is probably the wrong one', () => {
    const text = renderReport(aReport({ homes: [], stages: [] }), view);
    expect(text).toContain('probably the wrong account or profile');
  });

  it('does not take unread homes for a wrong account', () => {
    const text = renderReport(aReport({ homes: [], stages: [], gaps: [aGap()] }), view);
    expect(text).not.toContain('wrong account');
  });
});

describe('hostile names', () => {
  const hostile = aFinding({
    id: 'evil\u001b[2J\n  cloudfront-function fake (certain)\u202Egnp',
    app: 'ac\u001b]0;t\u0007me',
    evidence: [{ code: 'x', source: 'y', detail: 'comment\u009b31m says\nrm -rf' }],
  });

  it('cannot act on the terminal or make lines of their own', () => {
    const text = renderReport(
      aReport({ findings: [hostile], gaps: [aGap({ message: '\u001b[31mno\nno' })] }),
      view,
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(
      text.split('\n').filter((line) => line.trimStart().startsWith('cloudfront-function fake')),
    ).toEqual([]);
  });

  it('or a reason that is long is whole in a file or a log', () => {
    const detail = 'because of this '.repeat(20).trimEnd();
    const long = aFinding({ id: 'short', evidence: [{ code: 'x', source: 'y', detail }] });
    expect(renderReport(aReport({ findings: [long] }), fileStyle)).toContain(detail);
  });

  it('does not push other columns off a narrow terminal', () => {
    const wide = aFinding({
      id: 'short',
      evidence: [{ code: 'x', source: 'y', detail: '長い'.repeat(200) }],
    });
    const lines = renderReport(aReport({ findings: [wide] }), { ...view, rowWidth: 80 }).split(
      '\n',
    );
    expect(
      Math.max(...lines.filter((line) => line.includes('長い')).map((line) => stringWidth(line))),
    ).toBeLessThanOrEqual(80);
  });

  it('leads to its page in the console of AWS, in columns as before', () => {
    const found = [
      aFinding({ id: 'E1', consoleUrl: 'https://aws.example/E1' }),
      aFinding({ id: 'E22222' }),
    ];
    const told = (link: TextStyle['link']) =>
      renderReport(aReport({ findings: found }), { ...view, link });
    const linked = told((url) => (text) => `\u001B]8;;${url}\u0007${text}\u001B]8;;\u0007`);
    expect(linked).toContain('\u001B]8;;https://aws.example/E1\u0007E1\u001B]8;;\u0007');
    expect(stripVTControlCharacters(linked)).toBe(told(noLink));
  });
});
