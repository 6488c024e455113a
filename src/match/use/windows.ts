import {
  durations,
  earliest,
  isAfter,
  lastFullHour,
  latest,
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
 * Where counting begins; null: that has not begun yet, so there is nothing to ask. Hourly points are kept for
 * 455 days, so every use since a departure can be counted. Full hours count, and minutes until the first of
 * them is over: a sweep often follows a remove at once.
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

/** The same for what bots find: where no departure is proven, the last 30 days. */
export function inThirtyDays(subject: Subject): Window | null {
  const ever = everSince(subject);
  // A stack's deletion may have left it to its team, so there bots are not allowed for.
  const isByRun = subject.history.past.length > 0;
  return isByRun && ever?.departed !== false ? ever : withoutDeparture(aMonthAgo(subject));
}

/** AWS tells the very time of a role's last use, so no hour need be full. */
export function roleUseStart(subject: Subject): string {
  const departed = provenDepartureOf(subject);
  return departed === null ? sinceMaking(subject) : plus(departed, lastCallMs);
}

/** In a completed run, or with the stack of SST v2 that had it. */
function provenDepartureOf({ history }: Subject): string | null {
  const [newest] = history.past;
  if (!newest) return latest(...history.stacks.map(({ stack }) => stack.deletedAt));
  return newest.departure.proven ? newest.departure.at : null;
}

function withoutDeparture(since: string): Window {
  return { since, departed: false, allowedRequests: 0 };
}

function aMonthAgo({ index }: Subject): string {
  return lastFullHour(plus(index.inventory.now, -30 * durations.dayMs));
}

/** What no state recorded belongs to whoever used it since the run that made it: every quarter, say. */
function sinceMaking(subject: Subject): string {
  const month = aMonthAgo(subject);
  const made = isHistoryOwned(subject) ? null : subject.changedAt;
  const first = made === null ? month : nextFullHour(plus(made, durations.dayMs));
  const oldest = lastFullHour(plus(subject.index.inventory.now, -455 * durations.dayMs));
  return earliest(month, isAfter(first, oldest) ? first : oldest) ?? month;
}

/** Events so long after its stage let go of a log group are a function's last calls, and no use. */
function lastEventsMs({ useIsSeenBy }: Subject['facts']): number {
  return useIsSeenBy === 'log-events' ? durations.dayMs : 0;
}
