import {
  durations,
  earliest,
  isAfter,
  lastFullHour,
  nextFullHour,
  nextFullMinute,
  plus,
} from '../../model/times.ts';
import { letGoByStacksAt } from '../history/stack-life.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';

/** The start from which uses count, and the number of requests to a distribution that is no use. */
export interface Window {
  readonly since: string;
  /** The start is a proven departure. */
  readonly departed: boolean;
  readonly allowedRequests: number;
}

/** Bots find every distribution: this many requests in a week are no sign of use. */
const requestsOfBots = 1000;
/**
 * Requests in the first hours that are no use: bots send 6 an hour (1000 in a week), and pages that were open
 * at the departure ask for some more. A distribution with visitors gets more than that.
 */
const requestsOfLastViewers = 10;
/** Requests that were under way at the departure. */
const lastRequestsMs = 2 * durations.minuteMs;
/** Longest duration of a function's last call, which uses its role all the while. */
const lastCallMs = 15 * durations.minuteMs;

/**
 * The start of counting; null: it is still to come, so no look-up is needed. Hourly points are kept for 455
 * days, so every use since a departure can be counted. Full hours count, and minutes until the first full
 * hour is over: a sweep often follows a remove at once.
 */
export function everSince(subject: Subject): Window | null {
  const { index, facts } = subject;
  const { now } = index.inventory;
  const departed = provenDepartureOf(subject);
  if (departed === null) return withoutDeparture(sinceMaking(subject));
  const left = plus(departed, lastEventsMs(facts));
  const first = nextFullHour(left);
  if (!isAfter(now, plus(first, durations.hourMs))) {
    const minute = nextFullMinute(plus(left, lastRequestsMs));
    if (!isAfter(now, minute)) return null;
    return { since: minute, departed: true, allowedRequests: requestsOfLastViewers };
  }
  return { since: first, departed: true, allowedRequests: requestsOfBots };
}

/** The window for resources that bots find: without a proven departure, the last 30 days. */
export function inThirtyDays(subject: Subject): Window | null {
  const ever = everSince(subject);
  // A deleted stack may have left it to its team, so no requests are put down to bots.
  const isByRun = subject.history.past.length > 0;
  return isByRun && ever?.departed !== false ? ever : withoutDeparture(aMonthAgo(subject));
}

/** AWS keeps the exact time of a role's last use, so the start need not be a full hour. */
export function roleUseStart(subject: Subject): string {
  const departed = provenDepartureOf(subject);
  return departed === null ? sinceMaking(subject) : plus(departed, lastCallMs);
}

/** The time of a completed run, or of the deletion of its stack of SST v2. */
function provenDepartureOf({ history }: Subject): string | null {
  const [newest] = history.past;
  if (!newest) return letGoByStacksAt(history);
  return newest.departure.proven ? newest.departure.at : null;
}

function withoutDeparture(since: string): Window {
  return { since, departed: false, allowedRequests: 0 };
}

function aMonthAgo({ index }: Subject): string {
  return lastFullHour(plus(index.inventory.now, -30 * durations.dayMs));
}

/**
 * A resource that no state recorded belongs to whoever used it since the run that made it: every quarter,
 * say.
 */
function sinceMaking(subject: Subject): string {
  const month = aMonthAgo(subject);
  const made = isHistoryOwned(subject) ? null : subject.changedAt;
  const first = made === null ? month : nextFullHour(plus(made, durations.dayMs));
  const oldest = lastFullHour(plus(subject.index.inventory.now, -455 * durations.dayMs));
  return earliest(month, isAfter(first, oldest) ? first : oldest) ?? month;
}

/** Events within this time after its stage let go of a log group are from a function's last calls. */
function lastEventsMs({ useIsSeenBy }: Subject['facts']): number {
  return useIsSeenBy === 'log-events' ? durations.dayMs : 0;
}
