import type { Run } from '../../model/stage.ts';
import type { StageFacts } from './stage-facts.ts';

/** A stage's newest `deploy`, if it ended with errors. */
export interface FailedDeploy {
  readonly facts: StageFacts;
  readonly run: Run;
  readonly errors: readonly string[];
}

export function failedDeploys(stages: Iterable<StageFacts>): readonly FailedDeploy[] {
  return [...stages].flatMap((facts) => {
    const run = newestDeploy(facts);
    const errors = run?.record?.errors ?? [];
    return run && errors.length > 0 ? [{ facts, run, errors }] : [];
  });
}

/** Null where a newer run's record was not read: it may be of a deploy that did not fail. */
function newestDeploy({ runs }: StageFacts): Run | null {
  const run = runs.findLast(({ record }) => record === null || record.command === 'deploy');
  return run?.record ? run : null;
}
