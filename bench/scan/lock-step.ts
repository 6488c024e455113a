import type { SdkHandler } from 'simulated-aws';

export interface LockStep {
  readonly handler: SdkHandler;
  readonly rounds: () => number;
  readonly widest: () => number;
}

/** So many turns of the event loop without a new request: everybody waits for an answer. */
const quietTurns = 30;

/**
 * Answers in rounds: requests gather until nobody sends another one, then all are answered at once.
 * The number of rounds is the longest chain of calls of which each waited for the one before, with
 * the tool's own limits on requests in flight and without those on requests per second.
 */
export function inLockStep(inner: SdkHandler): LockStep {
  let waiting: (() => void)[] = [];
  let turn: NodeJS.Immediate | null = null;
  let rounds = 0;
  let widest = 0;

  function watch(turns: number): void {
    turn = setImmediate(() => {
      if (turns < quietTurns) return watch(turns + 1);
      turn = null;
      const round = waiting;
      waiting = [];
      rounds += 1;
      widest = Math.max(widest, round.length);
      for (const answer of round) answer();
    });
  }

  return {
    rounds: () => rounds,
    widest: () => widest,
    handler: {
      ...inner,
      async handle(request, options) {
        await new Promise<void>((answer) => {
          waiting.push(answer);
          if (turn) clearImmediate(turn);
          watch(0);
        });
        return inner.handle(request, options);
      },
    },
  };
}
