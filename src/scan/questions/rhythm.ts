import { durations } from '../../model/times.ts';

/** How requests come that bots do not make like that; null: nothing tells. */
export type Rhythm = 'in the same hours of each day' | 'as evenly as a clock' | null;

/** The sum of one hour, by the hour's number since 1970. */
interface Hour {
  readonly hour: number;
  readonly value: number;
}

/** So rarely chance alone may look like a rhythm. */
const chance = 1e-4;
/** Who works comes so many times as often in some hours of the day as in all others. */
const busier = 2;
const widths = [1, 2, 3, 6, 9];
/** Sums of so many windows are looked at. */
const windows = widths.length * 24;

/**
 * People come in the hours in which they work, and screens and watchers as evenly as a clock; bots come at any
 * time, in bursts. What one of them does in a row counts once: visits are begun by an hour with requests after
 * one without, and days are compared with themselves.
 */
export function rhythmOf(
  points: readonly { readonly at: number; readonly value: number }[],
): Rhythm {
  const hours = points
    .filter(({ value }) => value > 0)
    .map(({ at, value }) => ({ hour: Math.floor(at / durations.hourMs), value }))
    .toSorted((a, b) => a.hour - b.hour);
  if (isEven(hours)) return 'as evenly as a clock';
  return visitsCluster(hours) || daysAreAlike(hours) ? 'in the same hours of each day' : null;
}

/** Far more evenly than by chance: there the variance of sums is as large as their mean. */
function isEven(hours: readonly Hour[]): boolean {
  const [first] = hours;
  const last = hours.at(-1);
  if (!first || !last) return false;
  const count = last.hour - first.hour + 1;
  if (count < 7 * 24) return false;
  const mean = hours.reduce((sum, { value }) => sum + value, 0) / count;
  const squares = hours.reduce((sum, { value }) => sum + value * value, 0) / count;
  return squares - mean * mean <= mean / busier;
}

function visitsCluster(hours: readonly Hour[]): boolean {
  const begins = hours
    .filter(({ hour }, index) => hours[index - 1]?.hour !== hour - 1)
    .map(({ hour }) => hour);
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const hour of begins) byHour[hour % 24] = (byHour[hour % 24] ?? 0) + 1;
  return hasWindow((from, width) => {
    const inside = sumOf(byHour, from, width);
    return (
      isBusier(inside, begins.length - inside, width) &&
      tail(begins.length, width / 24, inside) * windows < chance
    );
  });
}

/** Days on which one part of the day was busier than the rest: by chance that is half of them at most. */
function daysAreAlike(hours: readonly Hour[]): boolean {
  const days = new Map<number, number[]>();
  for (const { hour, value } of hours) {
    const day = days.get(Math.floor(hour / 24)) ?? Array.from({ length: 24 }, () => 0);
    day[hour % 24] = value;
    days.set(Math.floor(hour / 24), day);
  }
  const sums = [...days.values()].map((day) => ({ day, all: sumOf(day, 0, 24) }));
  return hasWindow((from, width) => {
    const alike = sums.filter(({ day, all }) => {
      const inside = sumOf(day, from, width);
      return isBusier(inside, all - inside, width);
    }).length;
    return tail(sums.length, 0.5, alike) * windows < chance;
  });
}

function hasWindow(isRhythm: (from: number, width: number) => boolean): boolean {
  return widths.some((width) =>
    Array.from({ length: 24 }, (_, from) => from).some((from) => isRhythm(from, width)),
  );
}

function isBusier(inside: number, outside: number, width: number): boolean {
  return inside / width >= busier * (outside / (24 - width));
}

/** Of a part of a day that may go past its end. */
function sumOf(byHour: readonly number[], from: number, width: number): number {
  let sum = 0;
  for (let index = from; index < from + width; index += 1) sum += byHour[index % 24] ?? 0;
  return sum;
}

/** How likely `least` or more of so many hit by chance, each with this probability. */
function tail(count: number, probability: number, least: number): number {
  let logTerm = count * Math.log(1 - probability);
  let sum = least === 0 ? Math.exp(logTerm) : 0;
  for (let hits = 1; hits <= count; hits += 1) {
    logTerm += Math.log((count - hits + 1) / hits) + Math.log(probability / (1 - probability));
    if (hits >= least) sum += Math.exp(logTerm);
  }
  return sum;
}
