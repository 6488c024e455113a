import { describe, expect, it } from 'vitest';
import { ownCommand } from '../../../src/model/command.ts';
import { renderRuns, type RunReport } from '../../../src/report/terminal/runs.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { countOutcomes } from '../../../src/sweep/outcomes.ts';
import { anOutcome } from '../../builders.ts';

const now = '2026-11-22T12:00:00.000Z';
const distribution = { key: 'd', kind: 'cloudfront-distribution', resource: 'E1' } as const;
const stopped = [
  anOutcome({ ...distribution, step: 'disable:E1', action: 'disable' }),
  anOutcome({
    ...distribution,
    step: 'settle:E1',
    action: 'settle',
    outcome: 'parked',
    reason: 'interrupted',
  }),
];

function aRun(given: Partial<RunReport> = {}): RunReport {
  const outcomes = given.outcomes ?? [anOutcome()];
  return {
    sweep: 's1',
    account: '123456789012',
    plan: 'f',
    status: 'finished',
    startedAt: '2026-11-22T10:00:00.000Z',
    finishedAt: '2026-11-22T10:10:00.000Z',
    summary: countOutcomes(outcomes),
    unseen: [],
    outcomes,
    folder: '/state',
    restored: 0,
    command: null,
    ...given,
  };
}

const text = (...runs: readonly RunReport[]) => renderRuns(runs, fileStyle, now);

describe('past sweeps', () => {
  it('that were stopped are interrupted, and say what stands there disabled and how to go on', () => {
    const command = ownCommand('resume', { operands: ['s1'] });
    expect(text(aRun({ outcomes: stopped, command }))).toMatchInlineSnapshot(`
      "Sweeps of account 123456789012 (1)
        Sweep  Started               Ended
        s1     2026-11-22 10:00 UTC  interrupted
            1 parked
            distribution E1, now DISABLED: the sweep was stopped before that
            Go on: sst-sweep resume s1
      "
    `);
  });

  it.each([
    ['done', aRun()],
    ['cut off', aRun({ status: 'unfinished', finishedAt: null })],
    ['still running', aRun({ status: 'running', finishedAt: null })],
    ['with failures', aRun({ outcomes: [anOutcome({ outcome: 'failed' })] })],
    ['not all done', aRun({ outcomes: [anOutcome({ outcome: 'parked', reason: 'replicas' })] })],
    ['restored', aRun({ restored: 1 })],
  ])('can be %s', (word, run) => {
    expect(text(run)).toMatch(new RegExp(`UTC {2}${word}\\n`));
  });

  it('that were restored since are not offered to be gone on with', () => {
    const command = ownCommand('resume', { operands: ['s1'] });
    const told = text(aRun({ outcomes: stopped, command, restored: 1 }));
    expect(told).toContain('1 resource restored since');
    expect(told).not.toContain('resume');
  });

  it('that had nothing to do are not listed', () => {
    expect(text(aRun({ outcomes: [] }))).toBe('Nothing was swept from this machine yet.\n');
  });

  it('count resources, and not their steps', () => {
    const steps = [stopped[0], anOutcome({ ...distribution, step: 'delete:E1' })];
    const outcomes = steps.flatMap((outcome) => outcome ?? []);
    expect(text(aRun({ outcomes }))).toContain('      1 deleted\n');
  });
});
