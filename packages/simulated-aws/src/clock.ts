import type { SimulatedClock } from './service.ts';

/** Time that runs `speed` times as fast as real time: for the demo, where waits should be seen. */
export function acceleratedClock(options: { start: Date; speed: number }): SimulatedClock {
  const begun = performance.now();
  const { start, speed } = options;
  return {
    now: () => new Date(start.getTime() + (performance.now() - begun) * speed),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          clearTimeout(timer);
          reject(signal?.reason);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', abort);
          resolve();
        }, milliseconds / speed);
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}

/** Time that stands still unless it is moved, or unless everybody sleeps. */
export interface VirtualClock extends SimulatedClock {
  /** Moves time on; whoever's sleep ends on the way wakes at that very moment, in order. */
  advance(milliseconds: number): Promise<void>;
  /** Keeps time from jumping by itself until the returned function is called. */
  hold(): () => void;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/**
 * Time for tests. When somebody sleeps and nothing has been held (the simulator holds the clock
 * during each request) for `idleTurns` turns of the event loop, it jumps to the earliest sleeper.
 */
export function virtualClock(options: { start: Date; idleTurns?: number }): VirtualClock {
  const idleTurns = options.idleTurns ?? 20;
  const sleepers: Sleeper[] = [];
  let time = options.start.getTime();
  let holds = 0;
  let turn: ReturnType<typeof setImmediate> | null = null;

  /** Sleepers are kept in the order in which they wake; equal times in the order of falling asleep. */
  function park(sleeper: Sleeper): void {
    const later = sleepers.findIndex((other) => other.wakesAt > sleeper.wakesAt);
    sleepers.splice(later === -1 ? sleepers.length : later, 0, sleeper);
    watch();
  }

  function wakeFirst(): void {
    const first = sleepers.shift();
    if (!first) return;
    time = Math.max(time, first.wakesAt);
    first.wake();
  }

  function watch(turns = 0): void {
    if (turn || holds > 0 || sleepers.length === 0) return;
    turn = setImmediate(() => {
      turn = null;
      if (turns >= idleTurns) wakeFirst();
      watch(turns >= idleTurns ? 0 : turns + 1);
    });
  }

  function rest(): void {
    if (turn) clearImmediate(turn);
    turn = null;
  }

  return {
    now: () => new Date(time),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const wake = () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const sleeper: Sleeper = { wakesAt: time + Math.max(0, milliseconds), wake };
        const abort = () => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
        park(sleeper);
      }),
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const first = sleepers[0];
        if (!first || first.wakesAt > end) break;
        wakeFirst();
        await new Promise((resolve) => setImmediate(resolve));
      }
      time = Math.max(time, end);
    },
    hold() {
      holds += 1;
      rest();
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        watch();
      };
    },
  };
}
