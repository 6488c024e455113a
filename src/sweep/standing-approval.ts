import type { StepResult } from '../kinds/kind-module.ts';
import { gone, skipped, stale } from '../kinds/step-results.ts';
import { approve, longestViewAgeMs, type NotGiven } from './approval.ts';
import type { Attempt } from './attempt.ts';
import type { FreshAccount } from './fresh-account.ts';

/** An approval that is renewed while its step goes on. */
export interface StandingApproval {
  /** Null: it holds, on a view that is young enough. Else the result with which the step must end. */
  still(): Promise<StepResult | null>;
  /** An approval that was neither given nor refused: another attempt must ask again. */
  undecided(): NotGiven | null;
}

/** Half of a view's greatest age: the other half is left for taking the next one meanwhile. */
const renewAfterMs = longestViewAgeMs / 2;

export function standingApproval(
  { step, run, history }: Attempt,
  view: FreshAccount,
): StandingApproval {
  const now = () => run.deps.clock.now().getTime();
  let approvedAt = view.begunAt;
  let running: Promise<void> | null = null;
  let end: StepResult | null = null;
  let undecided: NotGiven | null = null;

  async function renew(): Promise<void> {
    const approval = await approve(step, run, now() - renewAfterMs, { acting: true });
    switch (approval.answer) {
      case 'go':
        approvedAt = approval.view.begunAt;
        // Earlier changes are settled: a step that lasts for hours meets many.
        history.stale = 0;
        history.doubts.clear();
        break;
      case 'end':
        end = approval.ending.outcome === 'gone' ? gone : lost(approval.ending.reason ?? '');
        break;
      case 'look-again':
      case 'unsure':
        undecided = approval;
        end = stale;
        break;
      default:
        approval satisfies never;
    }
  }

  return {
    undecided: () => undecided,
    async still() {
      if (end === null && running === null && now() - approvedAt >= renewAfterMs) {
        running = renew().finally(() => (running = null));
        // The next caller that awaits it gets the error; if there is none, the next renewal asks again.
        running.catch(() => undefined);
      }
      if (running !== null && now() - approvedAt > longestViewAgeMs) await running;
      return end;
    },
  };
}

function lost(reason: string): StepResult {
  return skipped(reason, `What it rests on changed meanwhile (${reason}).`);
}
