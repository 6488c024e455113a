import type { S3Pace } from '../account-s3.ts';
import type { SimulatedClock } from '../service.ts';
import { Refusal } from '../wire.ts';

/** How long S3 takes, and what it takes before it asks for less. */
export interface Pace {
  latencyMs(operation: string): number;
  /** Counts keys that a call is about to delete; throws 503 where that is too many for now. */
  take(bucket: string, keys: number): void;
}

/** A second's worth of deletions may come at once; then they come back evenly. */
export function createPace(
  { listMs = 0, deleteMs = 0, keysPerSecond }: S3Pace,
  clock: SimulatedClock,
): Pace {
  const left = new Map<string, { keys: number; at: number }>();
  return {
    latencyMs: (operation) => {
      if (operation.startsWith('ListObject')) return listMs;
      return operation.startsWith('DeleteObject') ? deleteMs : 0;
    },
    take(bucket, keys) {
      if (keysPerSecond === undefined) return;
      const now = clock.now().getTime();
      const { keys: known, at } = left.get(bucket) ?? { keys: keysPerSecond, at: now };
      const available = Math.min(keysPerSecond, known + ((now - at) / 1000) * keysPerSecond);
      const taken = keys <= available;
      left.set(bucket, { keys: taken ? available - keys : available, at: now });
      if (!taken) throw new Refusal(503, 'SlowDown', 'Please reduce your request rate.');
    },
  };
}
