import { describe, expect, it } from 'vitest';
import { exitCodeOf, whereOutputIsLost } from '../../../src/commands/output/exit-code.ts';
import type { FailOn, RunSummary } from '../../../src/commands/output/exit-code.ts';
import type { OutcomeKind } from '../../../src/model/plan.ts';
import { aFinding, anOutcome } from '../../builders.ts';

const leftover = aFinding();
const unknown = aFinding({ verdict: 'unknown', confidence: null });
const all: FailOn[] = ['leftover', 'unknown', 'gaps', 'parked'];
const ended = (...kinds: OutcomeKind[]) => kinds.map((outcome) => anOutcome({ outcome }));

describe('the exit code', () => {
  it.each<[string, Partial<RunSummary>, FailOn[], number]>([
    ['nothing was found', {}, all, 0],
    ['leftovers do not fail by default', { findings: [leftover] }, ['gaps'], 0],
    ['leftovers that --fail-on names', { findings: [leftover] }, ['leftover'], 1],
    ['unknowns that --fail-on names', { findings: [unknown] }, ['unknown'], 1],
    ['unknowns are no leftovers', { findings: [unknown] }, ['leftover'], 0],
    ['a gap, by default', { gaps: 1 }, ['gaps'], 3],
    ['a gap that --fail-on none lets pass', { gaps: 1 }, [], 0],
    ['leftovers go before gaps', { findings: [leftover], gaps: 1 }, all, 1],
    [
      'a failed step goes before leftovers',
      { findings: [leftover], outcomes: ended('failed') },
      all,
      4,
    ],
    ['a held step', { outcomes: ended('held') }, [], 4],
    ['gaps go before parked steps', { gaps: 1, outcomes: ended('parked') }, all, 3],
    ['a parked step that --fail-on names', { outcomes: ended('done', 'parked') }, ['parked'], 5],
    ['a parked step, by default', { outcomes: ended('parked') }, ['gaps'], 0],
    ['skipped and gone steps', { outcomes: ended('skipped', 'gone', 'done') }, all, 0],
    [
      'interrupted goes before everything',
      { interrupted: true, outcomes: ended('failed'), gaps: 1 },
      all,
      130,
    ],
  ])('%s', (_what, standing, failOn, expected) => {
    expect(exitCodeOf({ findings: [], gaps: 0, ...standing }, failOn)).toBe(expected);
  });
});

it.each([
  [0, 7],
  [1, 7],
  [3, 7],
  [5, 7],
  [2, 2],
  [4, 4],
  [6, 6],
  [130, 130],
])('%i becomes %i where the output could not be written', (code, expected) => {
  expect(whereOutputIsLost(code)).toBe(expected);
});
