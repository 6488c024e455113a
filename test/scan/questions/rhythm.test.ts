import { expect, it } from 'vitest';
import { rhythmOf } from '../../../src/scan/questions/rhythm.ts';

const hourMs = 3_600_000;
const midnight = Date.parse('2026-08-03T00:00:00.000Z');

/** Numbers that look like chance, the same at every run. */
function chances(): () => number {
  let seed = 7;
  return () => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** How many of something that comes so often on average came. */
function countOf(mean: number, chance: () => number): number {
  let count = 0;
  for (let rest = chance(); rest > Math.exp(-mean); rest *= chance()) count += 1;
  return count;
}

type Visitors = (hour: number, day: number, chance: () => number) => number;

function told(days: number, visitors: Visitors) {
  const chance = chances();
  return rhythmOf(
    Array.from({ length: days * 24 }, (_, index) => ({
      at: midnight + index * hourMs,
      value: visitors(index % 24, Math.floor(index / 24), chance),
    })),
  );
}

const isWork = (hour: number, day: number) => day % 7 < 5 && hour >= 8 && hour < 17;
const people: Visitors = (hour, day, chance) => (isWork(hour, day) ? countOf(3, chance) : 0);
const bots =
  (each: number): Visitors =>
  (_hour, _day, chance) =>
    countOf(each, chance);

const alike = 'in the same hours of each day';
const even = 'as evenly as a clock';

it.each<[string, number, Visitors, string | null]>([
  ['people who work', 14, people, alike],
  [
    'people who work beside a bot in every other hour',
    90,
    (...at) => people(...at) + bots(0.5)(...at),
    alike,
  ],
  [
    'somebody who looks each morning',
    10,
    (hour, day) => (day % 7 < 5 && hour === 9 ? 4 : 0),
    alike,
  ],
  [
    'a night shift',
    14,
    (hour, _day, chance) => (hour > 21 || hour < 4 ? countOf(3, chance) : 0),
    alike,
  ],
  [
    'somebody around midnight',
    8,
    (hour, day) => (hour === (day % 2 === 0 ? 22 : 0) ? 1 : 0),
    alike,
  ],
  ['people who work beside many bots', 300, (...at) => 2 * people(...at) + bots(2)(...at), alike],
  ['a screen on a wall', 8, () => 4, even],
  ['a watcher who asks once an hour beside bots', 14, (...at) => 1 + bots(0.3)(...at), even],
  ['a screen for less than a week', 6, () => 4, null],
  ['few bots', 300, bots(0.05), null],
  ['many bots', 300, bots(5), null],
  [
    'bots in bursts',
    300,
    (_hour, _day, chance) => (chance() < 0.03 ? countOf(30, chance) : 0),
    null,
  ],
  [
    'bots who come somewhat more by day',
    30,
    (hour, _day, chance) => countOf(hour > 8 && hour < 18 ? 3.6 : 2.4, chance),
    null,
  ],
  ['a crawler of one night', 30, (hour, day) => (day === 3 && hour < 9 ? 100 : 0), null],
  ['a crawler of three days', 30, (hour, day) => (day < 3 && hour === 4 ? 100 : 0), null],
  ['nobody', 30, () => 0, null],
])('%s, for %i days', (_, days, visitors, expected) => {
  expect(told(days, visitors)).toBe(expected);
});
