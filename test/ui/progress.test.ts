import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { createProgress, type Timer } from '../../src/ui/progress.ts';
import type { TerminalOptions } from '../../src/ui/terminal.ts';
import { aGap, anOutcome, aStep } from '../builders.ts';
import { aTerminal } from './streams.ts';

const step = aStep({ resource: 'x\u001b[2Jy' });

const events: readonly Event[] = [
  { type: 'scan-started', account: '123456789012' },
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

/** Somebody who looks on: their clock goes on when told to. */
function aTimer() {
  const state = { now: 0, calls: new Set<() => void>() };
  const timer: Timer = {
    now: () => state.now,
    every(_milliseconds, call) {
      state.calls.add(call);
      return () => void state.calls.delete(call);
    },
  };
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      state.now += 1000;
      for (const call of state.calls) call();
    }
  };
  return { timer, pass, state };
}

function shown(isTTY: boolean, given: Partial<TerminalOptions> = {}): string {
  const { terminal, written } = aTerminal(isTTY, given);
  const progress = createProgress(terminal);
  for (const event of events) progress.emit(event);
  progress.stop();
  expect(written.stdout).toBe('');
  return written.stderr;
}

describe('progress', () => {
  it('is a line at the start and one at the end where nobody looks', () => {
    expect(shown(false)).toMatchInlineSnapshot(`
      "Reading account 123456789012
      Read the account in 12 calls; 1 read failed
      Sweep s1: 2 steps
      Sweep s1 ended: 2 steps, 1 of them without success
      "
    `);
  });

  it('tells every step there with --verbose', () => {
    expect(shown(false, { verbose: true })).toMatchInlineSnapshot(`
      "Reading account 123456789012
      Reading homes
      Read the account in 12 calls; 1 read failed
      Sweep s1: 2 steps
      waiting: delete function xy: still deploying
      ✔ deleted function xy
      ✖ could not delete function xy: AccessDenied: no way
      Sweep s1 ended: 2 steps, 1 of them without success
      "
    `);
  });

  it('is one line a minute there while something goes on', () => {
    const { terminal, written } = aTerminal(false);
    const { timer, pass, state } = aTimer();
    const progress = createProgress(terminal, timer);
    progress.emit({ type: 'sweep-started', sweep: 's1', steps: 2, seconds: 300 });
    progress.emit({ type: 'step-started', step });
    pass(150);
    expect(written.stderr).toBe(
      [
        'Sweep s1: 2 steps',
        '0 of 2 steps: delete function xy (1:00 of about 5 min)',
        '0 of 2 steps: delete function xy (2:00 of about 5 min)',
        '',
      ].join('\n'),
    );
    progress.stop();
    expect(state.calls.size).toBe(0);
  });

  it('is a bar in a terminal, with the time that passed, above which ended steps stay', () => {
    const { terminal, written } = aTerminal(true, { color: false });
    const { timer, pass } = aTimer();
    const progress = createProgress(terminal, timer);
    progress.emit({ type: 'sweep-started', sweep: 's1', steps: 2, seconds: 300 });
    progress.emit({ type: 'step-finished', step, outcome: anOutcome() });
    pass(42);
    const since = '2026-11-22T10:00:00.000Z';
    progress.emit({ type: 'step-waiting', step, since, detail: 'still deploying' });
    progress.emit({ type: 'step-finished', step, outcome: anOutcome() });
    progress.stop();
    expect(written.stderr).toContain('✔ deleted function xy\n');
    expect(written.stderr).toContain('[████████░░░░░░░░] 0:42 of about 5 min · 1 of 2 steps');
    expect(written.stderr).not.toContain('\nwaiting:');
    expect(written.stderr).not.toContain('\u001b[2J');
    expect(written.stderr).toContain('\u001b[?25h');
  });

  it('is drawn with ASCII where the locale has nothing else', () => {
    const text = shown(true, { env: { LANG: 'C' } });
    expect(text).toContain('[########........]');
    expect(text).toContain('ok: deleted function xy');
    expect(text).not.toMatch(/[^\u0000-\u007f]/);
  });

  it('is lines where the cursor cannot be moved', () => {
    expect(shown(true, { env: { TERM: 'dumb' } })).not.toContain('\u001b');
  });

  it('says no code of what a step waits for', () => {
    const { terminal, written } = aTerminal(false, { verbose: true });
    const progress = createProgress(terminal);
    const waiting = { type: 'step-waiting', step, since: '2026-11-22T10:00:00.000Z' } as const;
    progress.emit({ ...waiting, detail: 'AWS is not ready: replicas.' });
    progress.stop();
    expect(written.stderr).toBe(
      'waiting: delete function xy: AWS has not yet removed its copies at the edges\n',
    );
  });

  it('is silent with --quiet', () => {
    expect(shown(false, { quiet: true })).toBe('');
  });
});
