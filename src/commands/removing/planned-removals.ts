import { UserError } from '../../model/errors.ts';
import type { StageReport } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';
import { narrowStages } from '../../survey/narrow.ts';
import type { Survey } from '../../survey/survey.ts';
import { count } from '../../text/text.ts';
import { isUnwanted } from '../account/unwanted-stages.ts';
import type { CommandContext } from '../context.ts';
import { filledCommand } from '../input/remove-command.ts';
import { whyNotRemoved } from './unremovable.ts';

/** What the command of `--remove-with` would be run for, in the order in which it is run. */
export function plannedRemovals(look: Survey, context: CommandContext): readonly StageRemoval[] {
  const { removing, options, project, backend } = context;
  if (removing === null) return [];
  const surroundings = {
    command: removing.command,
    now: look.takenAt.toISOString(),
    all: look.stages,
    findings: look.findings,
    states: look.inventory.stages,
    project,
    profile: options.profile ?? backend.profile,
  };
  return narrowStages(look.stages, options.filter)
    .filter((stage) => isUnwanted(stage, context))
    .map((stage) => removalOf(stage, whyNotRemoved(stage, surroundings), context));
}

function removalOf(
  { app, stage, region }: StageReport,
  reason: StageRemoval['reason'],
  { removing }: CommandContext,
): StageRemoval {
  return {
    app,
    stage,
    region,
    outcome: reason === null ? 'planned' : 'left',
    reason,
    command:
      reason === null && removing ? filledCommand(removing.command, { app, stage, region }) : null,
    exitCode: null,
    seconds: null,
  };
}

/** More than may go at once: a list of stages that is wrong looks like many that are not meant to exist. */
export function tooManyRemovals(
  removals: readonly StageRemoval[],
  { options }: Pick<CommandContext, 'options'>,
): UserError | null {
  const planned = removals.filter(({ outcome }) => outcome === 'planned').length;
  if (planned <= options.maxRemovals) return null;
  return new UserError(
    'TOO_MANY_REMOVALS',
    `${count(planned, 'stage')} would be removed by --remove-with, more than ${options.maxRemovals}.`,
    {
      hint: 'If that is meant, raise it with --max-removals N. Is the list of --stages-from whole?',
      exitCode: 6,
    },
  );
}

/** A plan shows the rail as what refuses it. */
export function withRemovalRail(
  plan: Plan,
  removals: readonly StageRemoval[],
  context: Pick<CommandContext, 'options'>,
): Plan {
  const broken = plan.refusal === null ? tooManyRemovals(removals, context) : null;
  if (broken === null) return plan;
  const { code, message, hint } = broken;
  return { ...plan, refusal: { code, message, hint: hint ?? '' } };
}
