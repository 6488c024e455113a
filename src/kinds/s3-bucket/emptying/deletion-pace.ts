import type { Clock } from '../../../model/clock.ts';

/** The rate, in keys per second, at which one bucket is asked to delete. */
export interface DeletionPace {
  /** Waits until this many keys may be deleted. */
  turn(keys: number, signal: AbortSignal): Promise<void>;
  /** The first call was sent: S3 begins to count. */
  sent(): void;
  /** S3 deleted this many keys. */
  took(keys: number): void;
  /** S3 answered SlowDown, and this many keys will be sent again. */
  slowDown(keys: number): void;
  readonly keysPerSecond: number;
}

/** The rate that S3 guarantees to every prefix (S3 guide, "Optimizing performance"). */
const promised = 3500;
/** One second's worth of keys, less a margin for delays on the way to S3. */
const mostAtOnce = 3450;
const slowest = 100;
/** Added each second; beyond S3's guarantee less, and only after S3 took that much for a while. */
const growth = 140;
const growthBeyond = 35;
/** Time before a rate beyond S3's guarantee is tried; it doubles each time that S3 refuses such a rate. */
const triedAfterMs = 30_000;
/** Calls in flight are refused together, and so are their repetitions: they count as one sign. */
const oneSignMs = 3000;
const soonMs = 10_000;

/**
 * The rate grows by steps while S3 takes everything, and shrinks when it does not: by a tenth, and where
 * that was not enough to the rate that S3 took since then, at most by half. A rate beyond S3's guarantee
 * falls back to the guarantee, which S3 has taken before.
 */
export function createDeletionPace(clock: Clock): DeletionPace {
  let triedFrom = clock.now().getTime() + triedAfterMs;
  let refusals = 0;
  let rate = promised;
  let left = mostAtOnce;
  let countedAt: number | null = null;
  let taken = 0;
  /** Number of keys that S3 refused so far. */
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
      // The next caller waits behind this one, and this one behind keys that are refused meanwhile.
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
      // The allowance is used up, and repetitions come before new keys.
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
