import {
  durations,
  earliest,
  isAfter,
  lastFullHour,
  nextFullHour,
  nextFullMinute,
  plus,
} from '../../model/times.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';

/** Since when uses count, and how many requests to a distribution are none. */
export interface Window {
  readonly since: string;
  /** It begins with a proven departure. */
  readonly departed: boolean;
  readonly allowedRequests: number;
}

/** Bots find every distribution: so many requests in a week are no sign of use. */
const requestsOfBots = 1000;
/**
 * In the first hours, 6 of those in each: bots, and what pages ask for that were open when it left. Whoever
 * serves visitors has more.
 */
const requestsOfLastViewers = 10;
/** What was on its way when it left. */
const lastRequestsMs = 2 * durations.minuteMs;
/** A function's last call lasts so long at most, and uses its role all the while. */
const lastCallMs = 15 * durations.minuteMs;

/**
 * Where counting begins; null: that has not begun yet, so there is nothing to ask. After a departure full
 * hours count, and minutes until the first of them is over: a sweep often follows a remove at once.
 */
export function windowStart(subject: Subject, dayCount: number | null): Window | null {
  const { world, facts } = subject;
  const { now } = world.inventory;
  const departed = provenDepartureOf(subject);
  if (departed === null) return withoutDeparture(subject, dayCount);
  const left = plus(departed, lastEventsMs(facts));
  const first = nextFullHour(left);
  if (!isAfter(now, plus(first, durations.hourMs))) {
    const minute = nextFullMinute(plus(left, lastRequestsMs));
    if (!isAfter(now, minute)) return null;
    return { since: minute, departed: true, allowedRequests: requestsOfLastViewers };
  }
  const hours = { departed: true, allowedRequests: requestsOfBots };
  if (dayCount === null) return { since: first, ...hours };
  const oldest = lastFullHour(plus(now, -dayCount * durations.dayMs));
  return { since: isAfter(first, oldest) ? first : oldest, ...hours };
}

/** Hourly points are kept for 455 days, so every use since the departure can be counted. */
export function everSince(subject: Subject): Window | null {
  return windowStart(subject, null);
}

/** AWS tells the very time of a role's last use, so no hour need be full. */
export function roleUseStart(subject: Subject): string {
  const departed = provenDepartureOf(subject);
  return departed === null ? withoutDeparture(subject, null).since : plus(departed, lastCallMs);
}

function provenDepartureOf({ history }: Subject): string | null {
  const [newest] = history.past;
  return newest?.departure.proven ? newest.departure.at : null;
}

function withoutDeparture(subject: Subject, dayCount: number | null): Window {
  const month = lastFullHour(plus(subject.world.inventory.now, -30 * durations.dayMs));
  const since = dayCount === null ? sinceMaking(subject, month) : month;
  return { since, departed: false, allowedRequests: 0 };
}

/** What no state recorded belongs to whoever used it since the run that made it: every quarter, say. */
function sinceMaking(subject: Subject, month: string): string {
  const made = isHistoryOwned(subject) ? null : subject.changedAt;
  const first = made === null ? month : nextFullHour(plus(made, durations.dayMs));
  const oldest = lastFullHour(plus(subject.world.inventory.now, -455 * durations.dayMs));
  return earliest(month, isAfter(first, oldest) ? first : oldest) ?? month;
}

/** Events so long after its stage let go of a log group are a function's last calls, and no use. */
function lastEventsMs({ useIsSeenBy }: Subject['facts']): number {
  return useIsSeenBy === 'log-events' ? durations.dayMs : 0;
}
