import { describe, expect, it } from 'vitest';
import { ownCommand } from '../../../src/model/command.ts';
import type { Outcome } from '../../../src/model/plan.ts';
import { endingLines } from '../../../src/report/terminal/ending.ts';
import { fatesOf } from '../../../src/report/fates.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { anOutcome, aResult } from '../../builders.ts';
import { someGains } from '../builders.ts';

const distribution = { key: 'd', kind: 'cloudfront-distribution', resource: 'E1' } as const;
const disabled = anOutcome({ ...distribution, step: 'disable:E1', action: 'disable' });
const settling = (given: Partial<Outcome>) =>
  anOutcome({ ...distribution, step: 'settle:E1', action: 'settle', ...given });
const gone = anOutcome({ key: 'f', step: 'delete:f', resource: 'f' });

function ending(outcomes: readonly Outcome[], given: Parameters<typeof aResult>[0] = {}) {
  const notes = {
    resumeCommand: ownCommand('resume', { operands: ['s1'] }),
    restoreCommand: ownCommand('restore', { operands: ['s1'] }),
    gains: someGains({ cost: { monthlyUsd: 2, unpriced: 0 } }),
  };
  return endingLines(aResult({ outcomes, ...given }), fatesOf(outcomes), notes, fileStyle);
}

describe('the end of a sweep', () => {
  it('has a tick where everything that was asked for is gone, and says how to undo it', () => {
    expect(ending([gone])).toEqual([
      '✔ Deleted 1 resource in 1 stage.',
      'Saved: about $2.00 a month at us-east-1’s list prices.',
      'Undo: sst-sweep restore s1',
      'The backup is in /state/backup',
    ]);
  });

  it('that was interrupted tells what is disabled now, how to go on and how to undo', () => {
    const outcomes = [disabled, settling({ outcome: 'parked', reason: 'interrupted' })];
    expect(ending(outcomes, { interrupted: true })).toEqual([
      '⚠ Stopped: none of 1 resource deleted, 1 left.',
      'Now DISABLED, and serving nobody: distribution E1.',
      'Go on: sst-sweep resume s1',
      'Undo: sst-sweep restore s1',
      'The backup is in /state/backup',
    ]);
  });

  it.each(['failed', 'held', 'parked', 'skipped'] as const)(
    'has no tick where one is %s',
    (kind) => {
      const lines = ending([gone, settling({ outcome: kind })]);
      expect(lines[0]).toMatch(/^[✖⚠] Not finished: 1 of 2 resources deleted, 1 /);
    },
  );

  it('does not offer to go on with what was skipped, since that has changed', () => {
    expect(ending([settling({ outcome: 'skipped' })]).join()).not.toContain('resume');
  });

  it('of a sweep that had nothing to do is no success', () => {
    expect(ending([], { backup: null })).toEqual([
      'Nothing was deleted: there was nothing to delete.',
    ]);
  });

  it('tells of a bucket that is empty and still there', () => {
    const bucket = { key: 'b', kind: 's3-bucket', resource: 'b' } as const;
    const lines = ending([
      anOutcome({ ...bucket, step: 'empty:b', action: 'empty' }),
      anOutcome({ ...bucket, step: 'delete:b', outcome: 'failed' }),
    ]);
    expect(lines).toContain('Now EMPTY, but still there: bucket b.');
  });
});
