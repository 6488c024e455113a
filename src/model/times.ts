const hourMs = 3_600_000;

export const durations = {
  minuteMs: 60_000,
  hourMs,
  dayMs: 24 * hourMs,
} as const;

/** The later of two ISO times; null counts as no time. */
export function latest(...times: readonly (string | null)[]): string | null {
  return times.reduce((a, b) => (a === null || (b !== null && toMs(b) > toMs(a)) ? b : a), null);
}

export function earliest(...times: readonly (string | null)[]): string | null {
  return times.reduce((a, b) => (a === null || (b !== null && toMs(b) < toMs(a)) ? b : a), null);
}

export function toMs(time: string): number {
  return Date.parse(time);
}

export function isAfter(a: string, b: string): boolean {
  return toMs(a) > toMs(b);
}

export function plus(time: string, milliseconds: number): string {
  return new Date(toMs(time) + milliseconds).toISOString();
}

/** Of one call of a Lambda function (Lambda guide, quotas). */
const longestCallMs = hourMs / 4;

/**
 * The time after which a write to a bucket shows that somebody uses it. A function that its stage removed
 * together with the bucket may still run, and write, until its call is over.
 */
export function writesCountFrom(departedAt: string): string {
  return plus(departedAt, longestCallMs);
}

/** S3 keeps whole seconds; the second itself belongs to both sides. */
export function isWithin(time: string, start: string, end: string): boolean {
  const second = Math.floor(toMs(time) / 1000);
  return second >= Math.floor(toMs(start) / 1000) && second <= Math.floor(toMs(end) / 1000);
}

/** The first full hour at or after a time: CloudWatch sums whole hours. */
export function nextFullHour(time: string): string {
  return new Date(Math.ceil(toMs(time) / hourMs) * hourMs).toISOString();
}

/** The first full minute at or after a time: CloudWatch keeps whole minutes for 15 days. */
export function nextFullMinute(time: string): string {
  const { minuteMs } = durations;
  return new Date(Math.ceil(toMs(time) / minuteMs) * minuteMs).toISOString();
}

export function lastFullHour(time: string): string {
  return new Date(Math.floor(toMs(time) / hourMs) * hourMs).toISOString();
}
