import type { DeployError } from '../model/diagnosis.ts';
import type { Family } from '../model/error-family.ts';
import type { StageReport } from '../model/finding.ts';
import { durations } from '../model/times.ts';
import { isStackInProgress } from '../sst/stacks.ts';
import { stageId } from '../sst/state-keys.ts';
import { unknownErrorOf } from './errors/unknown-error.ts';

/**
 * Obstacles to a stage's next run of which no record says anything, as the errors that SST would print: so
 * the answer is the same as with an output.
 */
export function obstaclesOf(stages: readonly StageReport[], now: string): readonly DeployError[] {
  return stages.flatMap((stage) =>
    obstacles.flatMap(({ code, family, isSeen }) =>
      isSeen(stage, now) ? [errorOf(stage, code, family)] : [],
    ),
  );
}

interface Obstacle {
  readonly code: string;
  readonly family: Family;
  isSeen(stage: StageReport, now: string): boolean;
}

const obstacles: readonly Obstacle[] = [
  {
    code: 'StageLocked',
    family: 'locked',
    // A younger one is most often somebody's run, which ends by itself.
    isSeen: ({ lock }, now) =>
      lock !== null && Date.parse(now) - Date.parse(lock.createdAt) >= durations.hourMs,
  },
  {
    code: 'PendingOperations',
    family: 'pending',
    isSeen: ({ pending, lock }) => pending.length > 0 && lock === null,
  },
  {
    code: 'StageNotFound',
    family: 'no-stage',
    isSeen: ({ deletedState }) => (deletedState?.owned.length ?? 0) > 0,
  },
  {
    code: 'StackFailed',
    family: 'stack',
    // CloudFormation takes no change of it, or has been at work on it for longer than a run is.
    isSeen: ({ stack, updatedAt }, now) =>
      stack !== null &&
      (/_FAILED$|^ROLLBACK_COMPLETE$/.test(stack.status) ||
        (isStackInProgress(stack.status) &&
          updatedAt !== null &&
          Date.parse(now) - Date.parse(updatedAt) >= durations.hourMs)),
  },
  {
    code: 'Interrupted',
    family: 'interrupted',
    isSeen: ({ lastRun, lock, pending, resources }) =>
      lastRun !== null &&
      lastRun.completedAt === null &&
      lastRun.errors.length === 0 &&
      lock === null &&
      pending.length === 0 &&
      resources > 0,
  },
];

function errorOf(stage: StageReport, code: string, family: Family): DeployError {
  return {
    ...unknownErrorOf(''),
    code,
    family,
    app: stage.app,
    stage: stage.stage,
    region: stage.region,
    stack: stage.stack?.name ?? null,
    message: code,
    from: stage.location,
  };
}

/**
 * Those of which no recorded error of the stage tells already. A lock or pending operations say more than an
 * interrupted run.
 */
export function withObstacles(
  recorded: readonly DeployError[],
  obstaclesSeen: readonly DeployError[],
): readonly DeployError[] {
  const known = new Set(recorded.map((error) => `${pairOf(error)} ${error.family}`));
  const inTheWay = new Set(
    obstaclesSeen.filter(({ family }) => family === 'locked' || family === 'pending').map(pairOf),
  );
  return [
    ...recorded.filter((error) => error.family !== 'interrupted' || !inTheWay.has(pairOf(error))),
    ...obstaclesSeen.filter((error) => !known.has(`${pairOf(error)} ${error.family}`)),
  ];
}

function pairOf({ app, stage }: DeployError): string {
  return stageId({ app: app ?? '', stage: stage ?? '' });
}
