import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { AwsSession } from '../../aws/aws-session.ts';
import { kinds } from '../../kinds/index.ts';
import type { Clock } from '../../model/clock.ts';
import type { Plan, SweepResult } from '../../model/plan.ts';
import { estimateSeconds } from '../../plan/estimate.ts';
import { jsonText, planJson } from '../../report/json/documents.ts';
import { plain } from '../../text/text.ts';
import { archivePlace, archivesOf, openArchive } from '../../archive/archives.ts';
import { sweep } from '../../sweep/sweep.ts';
import type { AccountReading as FreshLook, SweepDeps } from '../../sweep/sweep-deps.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { keepQuarantine } from './quarantine.ts';
import { gainsOf } from './gains.ts';
import { planFileOptions } from './make-plan.ts';
import type { Selection } from './make-plan.ts';
import { takeSurvey } from '../account/take-survey.ts';

export interface Agreement {
  readonly plan: Plan;
  readonly selection: Selection;
  readonly look: Survey;
  readonly session: AwsSession;
  /** The sweep that is resumed. */
  readonly resumes?: NonNullable<SweepDeps['resumes']>;
}

/** Runs the sweep of a plan that was agreed to. */
export async function sweepAgreed(
  { plan, selection, look, session, resumes }: Agreement,
  context: CommandContext,
): Promise<SweepResult> {
  const { machine, options, progress, signal, state, terminal, backend } = context;
  const archive = await archiveFor(plan, resumes?.sweep ?? null, context);
  const files = await state.open();
  const quarantine =
    plan.quarantine && context.quarantine
      ? keepQuarantine({ ...plan, quarantine: plan.quarantine }, context.quarantine, {
          session,
          files,
        })
      : null;
  return sweep(plan, {
    session,
    kinds,
    clock: backend.clock,
    signal,
    emit: (event) =>
      progress.emit(
        event.type === 'sweep-started' ? { ...event, seconds: estimateSeconds(plan.steps) } : event,
      ),
    look: laterLooks(look, session, context),
    recent: freshLook(look),
    files,
    machine,
    newSweepId: () => newSweepId(backend.clock),
    ...(resumes && { resumes }),
    ...(archive && { archive }),
    ...(quarantine && { quarantine }),
    planFile: jsonText(
      planJson(plan, {
        gains: gainsOf(plan, look),
        options: planFileOptions(plan, { selection, findings: look.findings }, context),
        repeated: terminal.stdout.repeated,
      }),
    ),
    options: {
      unattended: options.yes,
      noWait: !options.wait,
      timeoutMs: options.timeoutMs,
      waitEdgeMs: options.waitEdgeMs,
      pollIntervalMs: options.pollIntervalMs,
    },
  });
}

/** The archive that is asked for, else that of the resumed sweep. */
async function archiveFor(
  plan: Plan,
  resumed: string | null,
  { cwd, options, state, terminal }: CommandContext,
): Promise<SweepDeps['archive'] | null> {
  const before =
    resumed === null ? [] : await archivesOf(plan.account, resumed, await state.open());
  const given = options.archive === null ? null : absolute(options.archive, cwd);
  const location = given ?? before.at(-1) ?? null;
  if (location === null) return null;
  const objects = await openArchive(location, plan);
  terminal.say(`Objects of emptied buckets are kept in ${plain(location)}.`);
  return { location, objects };
}

function absolute(location: string, cwd: string): string {
  return archivePlace(location) ? location : resolve(cwd, location);
}

/** Looks between the steps: silent, since the screen shows the steps, and about what the plan touches. */
function laterLooks(
  first: Survey,
  session: AwsSession,
  context: CommandContext,
): SweepDeps['look'] {
  let { answers: earlier } = first.inventory;
  return async ({ keys, signal }) => {
    const emit = () => undefined;
    const short = { emit, only: keys, earlier, wordsMayBeOld: true };
    const taken = await takeSurvey(session, { ...context, signal }, short);
    earlier = { ...earlier, ...taken.inventory.answers };
    return freshLook(taken);
  };
}

function freshLook(look: Survey): FreshLook {
  return {
    findings: look.findings,
    resources: look.inventory.resources,
    takenAt: look.takenAt,
    passingGaps: look.inventory.gaps.filter(({ cause }) => cause !== 'denied').map(({ id }) => id),
  };
}

/** Sorts by time, and is unique without reading the other ids. */
function newSweepId(clock: Clock): string {
  const stamp = clock
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '')
    .replace('T', '-');
  return `${stamp}-${randomBytes(3).toString('hex')}`;
}
