import { expect, it } from 'vitest';
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
