import type { Clock } from '../../model/clock.ts';

/** How many keys per second one bucket is asked to delete. */
export interface DeletionPace {
  /** Waits until so many keys may be deleted. */
  turn(keys: number, signal: AbortSignal): Promise<void>;
  /** S3 answered: it has begun to count. */
  answered(): void;
  /** S3 asked for less, and will be sent so many keys again. */
  slowDown(keys: number): void;
  readonly keysPerSecond: number;
}

/** What S3 promises to every prefix (S3 guide, "Optimizing performance"). */
const promised = 3500;
/** A second's worth, but for what the way to S3 shifts. */
const mostAtOnce = 3400;
const slowest = 100;
/** Added each second; beyond what S3 promises less, and only after it took that much for a while. */
const growth = 70;
const growthBeyond = 35;
const trustedAfterMs = 30_000;
/** Calls in flight are refused together, and their repetitions again: they are one sign, not many. */
const oneSignMs = 3000;
const soonMs = 10_000;

/**
 * Grows by steps while S3 takes it all, and shrinks by parts when it does not: by a tenth, and by
 * half where that was not enough.
 */
export function createDeletionPace(clock: Clock): DeletionPace {
  const begun = clock.now().getTime();
  let rate = promised;
  let left = mostAtOnce;
  let countedAt: number | null = null;
  let slowedAt = Number.NEGATIVE_INFINITY;

  function count(): void {
    const now = clock.now().getTime();
    if (countedAt === null) return;
    const seconds = Math.max(0, now - countedAt) / 1000;
    countedAt = now;
    const trusted = now - Math.max(slowedAt, begun) >= trustedAfterMs;
    if (rate < promised) rate = Math.min(promised, rate + growth * Math.min(seconds, 1));
    else if (trusted) rate += growthBeyond * Math.min(seconds, 1);
    left = Math.min(mostAtOnce, left + rate * seconds);
  }

  return {
    async turn(keys, signal) {
      count();
      left -= keys;
      // Whoever comes next waits behind this one.
      if (left < 0) await clock.sleep((-left / rate) * 1000, signal);
    },
    answered() {
      countedAt ??= clock.now().getTime();
    },
    slowDown(keys) {
      count();
      // Nothing is left of what S3 takes, and the repetition comes before whatever is new.
      left = Math.min(left, 0) - keys;
      const now = clock.now().getTime();
      if (now - slowedAt < oneSignMs) return;
      rate = Math.max(slowest, rate * (now - slowedAt < soonMs ? 0.5 : 0.9));
      slowedAt = now;
    },
    get keysPerSecond() {
      return rate;
    },
  };
}
