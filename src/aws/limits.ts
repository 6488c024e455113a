import type { Clock } from '../model/clock.ts';

export interface Rates {
  readonly maxInFlight: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
}

export interface Limiter {
  /** Waits for its turn, runs, and gives the place back. */
  run<T>(call: () => Promise<T>, options: { writes: boolean; signal?: AbortSignal }): Promise<T>;
  /** AWS throttled a call: all calls of the service slow down, not only that one. */
  slowDown(): void;
}

/**
 * Requests per second and account that leave room for the account's own deploys. CloudFront's limits
 * are undocumented; some 6 invalidations at once throttle (aws/aws-sdk-js#3983), and so do 130
 * parallel updates (aws/aws-cdk#29183). Lambda's control plane takes 15 per region.
 */
const ratesOfService: Readonly<Record<string, Rates>> = {
  CloudFront: { maxInFlight: 8, readsPerSecond: 10, writesPerSecond: 3 },
  Lambda: { maxInFlight: 8, readsPerSecond: 12, writesPerSecond: 5 },
  S3: { maxInFlight: 24, readsPerSecond: 400, writesPerSecond: 100 },
  IAM: { maxInFlight: 4, readsPerSecond: 10, writesPerSecond: 3 },
  Tagging: { maxInFlight: 4, readsPerSecond: 5, writesPerSecond: 5 },
  CloudFormation: { maxInFlight: 4, readsPerSecond: 8, writesPerSecond: 3 },
  SSM: { maxInFlight: 4, readsPerSecond: 15, writesPerSecond: 5 },
  // DescribeLogGroups takes 10 requests a second (CloudWatch Logs quotas).
  CloudWatchLogs: { maxInFlight: 4, readsPerSecond: 8, writesPerSecond: 4 },
  CloudWatch: { maxInFlight: 4, readsPerSecond: 15, writesPerSecond: 5 },
  STS: { maxInFlight: 4, readsPerSecond: 15, writesPerSecond: 5 },
};

const otherRates: Rates = { maxInFlight: 4, readsPerSecond: 8, writesPerSecond: 3 };
const pauseAfterThrottleMs = 1000;

/** One limiter per service and region, made at first use. */
export function createLimiters(clock: Clock): (service: string, region: string) => Limiter {
  const limiters = new Map<string, Limiter>();
  return (service, region) => {
    const key = `${service} ${region}`;
    const known = limiters.get(key) ?? createLimiter(ratesOfService[service] ?? otherRates, clock);
    limiters.set(key, known);
    return known;
  };
}

export function createLimiter(rates: Rates, clock: Clock): Limiter {
  const places = createPlaces(rates.maxInFlight);
  const reads = createPace(rates.readsPerSecond, clock);
  const writes = createPace(rates.writesPerSecond, clock);
  let throttledAt = Number.NEGATIVE_INFINITY;

  return {
    async run(call, options) {
      const pace = options.writes ? writes : reads;
      await places.take(options.signal);
      try {
        await pace.turn(options.signal);
        const result = await call();
        pace.speedUp();
        return result;
      } finally {
        places.giveBack();
      }
    },
    slowDown() {
      // Calls in flight are throttled together: they are one sign, not many.
      const now = clock.now().getTime();
      if (now >= throttledAt && now - throttledAt < pauseAfterThrottleMs) return;
      throttledAt = now;
      reads.slowDown();
      writes.slowDown();
    },
  };
}

interface Pace {
  turn(signal: AbortSignal | undefined): Promise<void>;
  speedUp(): void;
  slowDown(): void;
}

/** A second's worth may leave at once, then they are spaced. Halves at a throttle, recovers slowly. */
function createPace(perSecond: number, clock: Clock): Pace {
  let rate = perSecond;
  let nextAt = Number.NEGATIVE_INFINITY;
  let seenAt = Number.NEGATIVE_INFINITY;

  return {
    async turn(signal) {
      const now = clock.now().getTime();
      // A local clock that was set back must not hold everybody up until it has caught up.
      if (now < seenAt) nextAt = now;
      seenAt = now;
      nextAt = Math.max(nextAt, now - 1000);
      const waitMs = nextAt - now;
      nextAt += 1000 / rate;
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
    speedUp() {
      rate = Math.min(perSecond, rate + perSecond / 100);
    },
    slowDown() {
      rate = Math.max(perSecond / 20, rate / 2);
      nextAt = Math.max(nextAt, clock.now().getTime() + pauseAfterThrottleMs);
    },
  };
}

/** So many calls at a time, first come, first served. */
function createPlaces(count: number): {
  take(signal: AbortSignal | undefined): Promise<void>;
  giveBack(): void;
} {
  const waiting: (() => void)[] = [];
  let free = count;

  return {
    take(signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const enter = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal?.reason);
        };
        waiting.push(enter);
        signal?.addEventListener('abort', leave, { once: true });
      });
    },
    giveBack() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
