import type { Clock } from '../../../model/clock.ts';

/** How many keys per second one bucket is asked to delete. */
export interface DeletionPace {
  /** Waits until so many keys may be deleted. */
  turn(keys: number, signal: AbortSignal): Promise<void>;
  /** The first call is on its way: S3 begins to count. */
  sent(): void;
  /** S3 took so many keys. */
  took(keys: number): void;
  /** S3 asked for less, and will be sent so many keys again. */
  slowDown(keys: number): void;
  readonly keysPerSecond: number;
}

/** What S3 promises to every prefix (S3 guide, "Optimizing performance"). */
const promised = 3500;
/** A second's worth, but for what the way to S3 shifts. */
const mostAtOnce = 3450;
const slowest = 100;
/** Added each second; beyond what S3 promises less, and only after it took that much for a while. */
const growth = 140;
const growthBeyond = 35;
/** Each time that S3 does not take more than it promises, it is tried half as often. */
const triedAfterMs = 30_000;
/** Calls in flight are refused together, and their repetitions again: they are one sign, not many. */
const oneSignMs = 3000;
const soonMs = 10_000;

/**
 * Grows by steps while S3 takes it all, and shrinks when it does not: by a tenth, and where that was
 * not enough to what S3 took since then, at most by half. What was beyond the promise falls back to it: that S3 has taken.
 */
export function createDeletionPace(clock: Clock): DeletionPace {
  let triedFrom = clock.now().getTime() + triedAfterMs;
  let refusals = 0;
  let rate = promised;
  let left = mostAtOnce;
  let countedAt: number | null = null;
  let taken = 0;
  /** Keys that S3 did not take, ever. */
  let refused = 0;
  let slowedAt = Number.NEGATIVE_INFINITY;

  function count(): void {
    const now = clock.now().getTime();
    if (countedAt === null) return;
    const seconds = Math.max(0, now - countedAt) / 1000;
    countedAt = now;
    if (rate < promised) rate = Math.min(promised, rate + growth * Math.min(seconds, 1));
    else if (now >= triedFrom) rate += growthBeyond * Math.min(seconds, 1);
    left = Math.min(mostAtOnce, left + rate * seconds);
  }

  function lessThan(tried: number, sinceMs: number): number {
    if (sinceMs >= soonMs) return tried * 0.9;
    return Math.min(tried * 0.9, Math.max(tried * 0.5, (taken / sinceMs) * 1000));
  }

  return {
    async turn(keys, signal) {
      count();
      left -= keys;
      // Whoever comes next waits behind this one, and this one behind what is refused meanwhile.
      let before = refused;
      for (let ahead = -left; ahead > 0; before = refused) {
        await clock.sleep((ahead / rate) * 1000, signal);
        ahead = refused - before;
      }
    },
    took(keys) {
      taken += keys;
    },
    sent() {
      countedAt ??= clock.now().getTime();
    },
    slowDown(keys) {
      count();
      // Nothing is left of what S3 takes, and the repetition comes before whatever is new.
      left = Math.min(left, 0) - keys;
      refused += keys;
      const now = clock.now().getTime();
      if (now - slowedAt < oneSignMs) return;
      if (rate > promised) {
        refusals += 1;
        rate = promised;
      } else {
        rate = Math.max(slowest, lessThan(rate, now - slowedAt));
      }
      taken = 0;
      triedFrom = now + triedAfterMs * 2 ** refusals;
      slowedAt = now;
    },
    get keysPerSecond() {
      return rate;
    },
  };
}
