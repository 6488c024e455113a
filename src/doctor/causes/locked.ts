import { ownCommand, sstCommand } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { StageReport } from '../../model/finding.ts';
import { isStaleLock, regionToName } from '../../advice/stage-advice.ts';
import { minute } from '../../text/text.ts';
import type { Facts } from '../facts.ts';
import {
  evidence,
  commandRemedy,
  removalRemedy,
  type CauseSearch,
  withNote,
  manualRemedy,
} from './cause.ts';

const hourMs = 3_600_000;

/** A lock is held by a run that goes on, or was left by one that was killed. */
export function lockedCauses(error: DeployError, facts: Facts): CauseSearch {
  const { project, stages } = facts;
  const stage = error.stage ?? project?.stage ?? null;
  const app = error.app ?? project?.app ?? null;
  const held = stages.filter(
    (each) =>
      each.lock !== null &&
      (stage === null || each.stage === stage) &&
      (app === null || each.app === app),
  );
  const causes = held
    .toSorted((a, b) => age(b, facts) - age(a, facts))
    .map((each) => causeOf(each, facts));
  return {
    causes,
    ruledOut: [],
    next:
      causes.length > 0
        ? []
        : [
            'No lock is held now: run it again.',
            [
              'If it is refused again, check profile, account and region: ',
              ownCommand('stages'),
              ' lists every stage and lock.',
            ],
          ],
  };
}

function age({ lock }: StageReport, { now }: Facts): number {
  return lock === null ? 0 : Date.parse(now) - Date.parse(lock.createdAt);
}

function causeOf(stage: StageReport, facts: Facts): Cause {
  const { lock, lastRun } = stage;
  // A stage of two regions has a lock in each home.
  const region = regionToName(stage, facts.stages);
  const unlock = commandRemedy(
    sstCommand('unlock', stage.stage, region),
    'only where no run is going on any more',
  );
  const old = isStaleLock(stage, facts.now);
  const since = lock === null ? '' : ` since ${minute(lock.createdAt)} UTC`;
  const what = lock?.command ?? 'run';
  return {
    code: old ? 'stale-lock' : 'held-lock',
    title: old
      ? `${stage.app}/${stage.stage} is held by the lock of a ${what} that can no longer be at work.`
      : `${stage.app}/${stage.stage} is held by a ${what}${since}: it may be at work right now.`,
    evidence: [
      evidence(
        'locked',
        stage.location,
        `The lock is held${since}, ${Math.floor(age(stage, facts) / hourMs)} hours.`,
      ),
    ],
    remedies: old
      ? [withNote(unlock, null)]
      : [
          manualRemedy('Look whether a deploy runs, in CI or at a colleague’s, and let it end.'),
          unlock,
        ],
    // The output tells what its run wanted; another, earlier one may have left the lock.
    after:
      (facts.run ?? lastRun?.command) === 'remove'
        ? removalRemedy(stage, facts)
        : commandRemedy(sstCommand('deploy', stage.stage, region)),
    recurrence:
      'Yes, whenever a run is killed: let CI end it with SIGINT, and queue the runs of a stage.',
  };
}
