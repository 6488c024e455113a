import { describe, expect, it } from 'vitest';
import { journalState } from '../../src/storage/journal.ts';

const started = { event: 'started', step: 's1', key: 'k1', action: 'delete' };
const finished = { event: 'finished', outcome: { step: 's1', outcome: 'done' } };
const textOf = (...lines: readonly object[]) =>
  lines.map((line) => JSON.stringify(line)).join('\n');

it.each([
  { ...finished, outcome: null },
  { ...finished, outcome: [] },
  { ...finished, outcome: { step: 7, outcome: 'done' } },
  { event: 'finished' },
])('a line that somebody changed ends no step: %j', (changed) => {
  expect(journalState(textOf(started, changed)).unseen).toEqual(['s1']);
  expect(journalState(textOf(started, changed, finished)).unseen).toEqual([]);
});

it.each([{ event: 'started' }, { ...started, key: null }])(
  'a line that somebody changed begins no step: %j',
  (changed) => {
    expect(journalState(textOf(changed)).begun.size).toBe(0);
  },
);

describe('the damaged lines of a journal', () => {
  const begun = { event: 'sweep-started', at: '2026-11-22T10:00:00.000Z', plan: 'abc' };
  const damagedIn = (...lines: readonly string[]) => journalState(lines.join('\n')).damagedLines;
  const [start, first, last] = [begun, started, finished].map((line) => JSON.stringify(line));
  if (!start || !first || !last) throw new Error('No line was made.');

  it.each([
    ['a line that is no JSON', [start, '{"event":"st', last, '']],
    ['zeros of a disk', [start, '\0\0\0\0', last, '']],
    ['a line whose step is gone', [start, '{"event":"started","key":"k1"}', last, '']],
    ['a line of other words', [start, '{"event":"nothing"}', last, '']],
  ])('are told by their numbers: %s', (_, lines) => {
    expect(damagedIn(...lines)).toEqual([2]);
  });

  it('are none where a sweep was killed in the middle of its last line', () => {
    expect(damagedIn(start, first, last.slice(0, 20))).toEqual([]);
  });

  it('are none where the next run began behind half a line', () => {
    expect(damagedIn(start, first.slice(0, 20), start, first, last, '')).toEqual([]);
  });
});
