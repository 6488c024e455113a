import { setMaxListeners } from 'node:events';
import type { Clock } from '../model/clock.ts';
import { AbortError } from '../model/errors.ts';

/** Why nothing new starts any more. */
export type StopReason = 'interrupted' | 'timeout' | 'expired-credentials' | 'state-not-written';

/** The one switch that ends a sweep early: running calls may finish, waiting steps wake up. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Never aborts: an answer under way is awaited, whatever stops the sweep. */
  readonly neverAborted: AbortSignal;
  reason(): StopReason | null;
  /** Of several reasons the first one stays. */
  now(reason: StopReason): void;
  /** False where the sweep stopped before the time was over. */
  pause(milliseconds: number): Promise<boolean>;
  /**
   * The same promise, but it rejects with an abort when the sweep stops: readings are not worth waiting
   * for.
   */
  orStopped<T>(promise: Promise<T>): Promise<T>;
  /** Releases the clock and the caller's signal. */
  close(): void;
}

export function stopSwitch({
  clock,
  signal,
  timeoutMs,
}: {
  clock: Clock;
  signal: AbortSignal;
  timeoutMs: number | null;
}): Stop {
  const controller = new AbortController();
  const timer = new AbortController();
  const neverAborted = new AbortController().signal;
  // Every waiting step listens, and every call under way: many listeners are no leak.
  setMaxListeners(0, controller.signal, neverAborted);
  const state: { reason: StopReason | null } = { reason: null };

  function now(reason: StopReason): void {
    state.reason ??= reason;
    if (!controller.signal.aborted)
      controller.abort(new AbortError(`The sweep stopped: ${reason}.`));
  }

  const interrupt = () => now('interrupted');
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  if (timeoutMs !== null) {
    clock.sleep(timeoutMs, timer.signal).then(
      () => now('timeout'),
      () => undefined, // Only `close` ends the sleep before its time.
    );
  }
  return {
    signal: controller.signal,
    neverAborted,
    reason: () => state.reason,
    now,
    async pause(milliseconds) {
      try {
        await clock.sleep(milliseconds, controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      }
      return !controller.signal.aborted;
    },
    orStopped: (promise) =>
      new Promise((resolve, reject) => {
        const { signal: stopped } = controller;
        const abort = () => reject(stopped.reason);
        if (stopped.aborted) abort();
        stopped.addEventListener('abort', abort, { once: true });
        void promise
          .then(resolve, reject)
          .finally(() => stopped.removeEventListener('abort', abort));
      }),
    close() {
      signal.removeEventListener('abort', interrupt);
      timer.abort();
    },
  };
}
