import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { createProgress } from '../../src/ui/progress.ts';
import { aGap, anOutcome, aStep } from '../builders.ts';
import { aTerminal } from './streams.ts';

const step = aStep({ resource: 'x\u001b[2Jy' });

const events: readonly Event[] = [
  { type: 'scan-started', account: '123456789012', regions: ['us-east-1'] },
  { type: 'scan-progress', phase: 'homes', done: 1, total: 3 },
  { type: 'scan-progress', phase: 'homes', done: 2, total: 3 },
  { type: 'gap-found', gap: aGap() },
  { type: 'scan-finished', calls: 12 },
  { type: 'sweep-started', sweep: 's1', steps: 2 },
  { type: 'step-started', step },
  { type: 'step-waiting', step, since: '2026-11-22T10:00:00.000Z', detail: 'still deploying' },
  { type: 'step-waiting', step, since: '2026-11-22T10:00:00.000Z', detail: 'still deploying' },
  { type: 'step-finished', step, outcome: anOutcome() },
  {
    type: 'step-finished',
    step,
    outcome: anOutcome({
      outcome: 'failed',
      error: { code: 'AccessDenied', message: 'no\nway', requestId: null },
    }),
  },
  { type: 'sweep-finished', sweep: 's1' },
];

function shown(isTTY: boolean, quiet = false): string {
  const { terminal, written } = aTerminal(isTTY, { quiet });
  const progress = createProgress(terminal);
  for (const event of events) progress.emit(event);
  progress.stop();
  expect(written.stdout).toBe('');
  return written.stderr;
}

describe('progress', () => {
  it('is plain lines where nobody looks, each thing once', () => {
    expect(shown(false)).toMatchInlineSnapshot(`
      "Reading homes
      Read the account in 12 calls; 1 read failed
      Sweep s1: 2 steps
      waiting: delete cloudfront-function xy: still deploying
      ✔ delete cloudfront-function xy
      ✖ delete cloudfront-function xy: AccessDenied: no way
      "
    `);
  });

  it('is a spinner in a terminal, above which ended steps stay', () => {
    const text = shown(true);
    expect(text).toContain('\u001b[?25l');
    expect(text).toContain('✔ delete cloudfront-function xy');
    expect(text).not.toContain('\u001b[2J');
    expect(text).toContain('\u001b[?25h');
  });

  it('is silent with --quiet, but for warnings', () => {
    expect(shown(false, true)).toBe('');
    const { terminal, written } = aTerminal(false, { quiet: true });
    createProgress(terminal).emit({ type: 'warning', message: 'The clock is local.' });
    expect(written.stderr).toBe('⚠ The clock is local.\n');
  });
});
