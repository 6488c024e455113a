import { stageCommand } from '../../advice/removal.ts';
import { isIdle, isNeeded } from '../../advice/stage-advice.ts';
import { beforeRemoval } from '../../advice/stage-ways.ts';
import type { Finding, StageReport } from '../../model/finding.ts';
import { isRegion } from '../../model/region.ts';
import { isProductionName } from '../../model/production-name.ts';
import type { StageState } from '../../model/stage.ts';
import { durations } from '../../model/times.ts';
import type { RemovalReason } from '../../model/stage-removal.ts';
import { namesApp, namesRegion, type RemoveCommand } from '../input/remove-command.ts';
import type { Project } from '../input/project.ts';

export interface RemovalSurroundings {
  readonly command: RemoveCommand;
  /** ISO time of the look. */
  readonly now: string;
  readonly all: readonly StageReport[];
  readonly findings: readonly Finding[];
  readonly states: readonly StageState[];
  readonly project: Pick<Project, 'app' | 'region' | 'profile'> | null;
  /** The profile of this run; null: the SDK's own choice. */
  readonly profile: string | null;
}

/**
 * Why the command is not run for a stage; null: it is. The rules of an `sst remove` that is printed hold, and
 * more: nobody reads this one before it runs.
 */
export function whyNotRemoved(
  stage: StageReport,
  surroundings: RemovalSurroundings,
): RemovalReason | null {
  const { now, all } = surroundings;
  if (stage.source !== 'sst-state' || !stage.registered || stage.deletedState)
    return 'not-of-sst-v3';
  // A state can be written under any key; a name of SST's own is never read as a flag.
  if (!isOfSst(stage)) return 'odd-name';
  if (isProductionName(stage.stage)) return 'production';
  if (stage.lock !== null || stage.status === 'busy') return 'locked';
  if (stage.status === 'unknown') return 'not-looked-up';
  if (stage.status !== 'live' && stage.status !== 'unfinished') return 'unsettled';
  if (beforeRemoval(stage, all).length > 0) return 'unsettled';
  // A list of stages that was written an hour ago does not name one that was deployed since.
  if (!isIdle(stage, { now, idleMs: durations.dayMs })) return 'recent';
  if (holdsKept(stage, surroundings)) return 'kept';
  if (isNeeded(stage)) return 'needed';
  if (stageCommand(stage, all) === null) return 'not-looked-up';
  return whyNotHere(stage, surroundings);
}

/** Letters, digits and hyphens, as SST takes them. */
function isOfSst({ app, stage, region }: StageReport): boolean {
  const isName = (name: string) => /^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/.test(name);
  return isName(app) && isName(stage) && isRegion(region);
}

/** SST asks no keep rule of ours. */
function holdsKept(
  { location, app, stage }: StageReport,
  { findings, states }: RemovalSurroundings,
): boolean {
  const listed = new Set(states.find((each) => each.location === location)?.current?.lists);
  return findings.some(
    (finding) =>
      finding.verdict === 'protected' &&
      (listed.has(finding.key) || (finding.app === app && finding.stage === stage)),
  );
}

/** SST removes the stage of the project in which it runs, by that project's region and profile. */
function whyNotHere(
  { app, region }: StageReport,
  { command, project, profile }: RemovalSurroundings,
): RemovalReason | null {
  if (!namesApp(command) && project?.app !== app) return 'other-app';
  if (project?.app !== app) return null;
  if (project.profile !== null && project.profile !== profile) return 'other-place';
  return namesRegion(command) || project.region === null || project.region === region
    ? null
    : 'other-place';
}
