import { expect, it } from 'vitest';
import type { Run } from '../../src/model/stage.ts';
import { contains, endOf, mayHaveWritten, onlyRunAt } from '../../src/sst/run-spans.ts';
import { runsOf } from '../../src/sst/runs.ts';

const at = (minute: number, second = 0) =>
  `2026-11-01T10:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`;
const put = (time: string) => ({ at: time, deleteMarker: false });
const marker = (time: string) => ({ at: time, deleteMarker: true });
const update = (id: string, firstAt: string, lastAt = firstAt) => ({ id, firstAt, lastAt });

it('spans a run from its lock to the lock’s next delete marker', () => {
  const runs = runsOf(
    [put(at(0)), marker(at(3)), put(at(10)), marker(at(12))],
    [update('b', at(10, 1), at(11)), update('a', at(0, 1), at(2))],
  );
  expect(
    runs.map(({ id, startedAt, endedAt, spanFrom }) => [id, startedAt, endedAt, spanFrom]),
  ).toEqual([
    ['a', at(0), at(3), 'lock'],
    ['b', at(10), at(12), 'lock'],
  ]);
});

it('gives a run that still holds its lock no end', () => {
  expect(runsOf([put(at(0))], [update('a', at(0, 1))])[0]?.endedAt).toBeNull();
});

it('spans a run without lock versions to the next run’s record, and the newest to nowhere', () => {
  const runs = runsOf([], [update('a', at(0)), update('b', at(10))]);
  expect(runs.map(({ endedAt }) => endedAt)).toEqual([at(10), null]);
});

it('believes an uncompleted run without lock versions for six hours', () => {
  const run: Run = {
    id: 'a',
    startedAt: at(0),
    endedAt: '2026-11-03T10:00:00.000Z',
    spanFrom: 'record',
    record: null,
    recordedAt: at(0),
  };
  expect(endOf(run)).toBe('2026-11-01T16:00:00.000Z');
});

it('knows a run by its lock alone, as before SST 3.2.48', () => {
  expect(runsOf([put(at(0)), marker(at(3))], []).map(({ id, endedAt }) => [id, endedAt])).toEqual([
    [null, at(3)],
  ]);
});

it('says nothing of a second that two runs share, nor of one that a run without end may reach', () => {
  // Two homes: one has one lock.
  const runs = [
    ...runsOf([put(at(0)), marker(at(3))], [update('a', at(0))]),
    ...runsOf([put(at(2)), marker(at(5))], [update('b', at(2))]),
  ];
  expect(onlyRunAt(runs, at(3))).toBeNull();
  expect(onlyRunAt(runs, at(1))?.id).toBe('a');
  expect(onlyRunAt(runs, at(4))?.id).toBe('b');
  const open = runsOf(
    [put(at(0)), marker(at(3)), put(at(4))],
    [update('a', at(0)), update('b', at(4, 1))],
  );
  expect(onlyRunAt(open, at(6))).toBeNull();
  const [first, endless] = open;
  expect(endless && mayHaveWritten(endless, at(59))).toBe(true);
  expect(first && contains(first, at(3))).toBe(true);
});

it('credits no run with a state of the second in which it takes its lock: it builds the program first', () => {
  const runs = runsOf(
    [put(at(0)), marker(at(3)), put(at(3)), marker(at(5)), put(at(7))],
    [update('a', at(0)), update('b', at(3)), update('c', at(7))],
  );
  const writers = (time: string) =>
    runs.filter((run) => mayHaveWritten(run, time)).map(({ id }) => id);
  expect(writers(at(0))).toEqual([]);
  expect(writers(at(0, 1))).toEqual(['a']);
  // The one before may still have been at work.
  expect(writers(at(3))).toEqual(['a']);
  expect(writers(at(3, 1))).toEqual(['b']);
  expect(writers(at(7))).toEqual([]);
  expect(writers(at(7, 1))).toEqual(['c']);
});
