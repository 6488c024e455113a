import { durations } from '../model/times.ts';
import { withoutKeys } from './kind-words.ts';
import { grouped } from './numbers.ts';
import { plain } from './text.ts';

/** `2026-11-22 11:00 +01:00`: the person's local time, with its offset. */
export function localMinute(time: string): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return plain(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())} ${offsetOf(at)}`;
}

function offsetOf(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const two = (number: number) => String(Math.trunc(number)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** The day of a time, where the person is. */
export function localDay(time: string): string {
  return localMinute(time).slice(0, 10);
}

/** A time to come or just over, with how far off it is: `2026-11-22 11:00 UTC (in 35 min)`. */
export function nearMinute(time: string, now: string): string {
  const distance = Date.parse(time) - Date.parse(now);
  const far = Math.abs(distance) >= durations.dayMs || Number.isNaN(distance);
  const past = distance < -durations.hourMs;
  return far || past ? localMinute(time) : `${localMinute(time)} (${distanceText(distance)})`;
}

function distanceText(distance: number): string {
  const minutes = Math.round(Math.abs(distance) / durations.minuteMs);
  if (minutes === 0) return 'now';
  return distance < 0 ? `${about(minutes)} ago` : `in ${about(minutes)}`;
}

function about(minutes: number): string {
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** `5 min`, `40 s`, `2 h 10 min`: as exact as an estimate is. */
export function spanText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const isoTimes = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;
const utcMinutes = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g;

/** A sentence that JSON has too, for people: times where they are, and no keys. */
export function readable(sentence: string): string {
  return grouped(withoutKeys(plain(sentence)))
    .replace(isoTimes, localMinute)
    .replace(utcMinutes, (_all, day: string, time: string) => localMinute(`${day}T${time}:00Z`));
}
