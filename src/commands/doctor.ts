import { restsOnUse } from '../advice/removal.ts';
import picomatch from 'picomatch';
import { blocksOf } from '../doctor/blocks.ts';
import { completeTyped, diagnose, namesInQuestion } from '../doctor/diagnose.ts';
import { readOutput, runWithoutError } from '../doctor/errors/read-output.ts';
import { recordedErrors } from '../doctor/errors/recorded.ts';
import { obstaclesOf, withObstacles } from '../doctor/obstacles.ts';
import type { Facts } from '../doctor/facts.ts';
import { recommendationsFor } from '../doctor/recommendations.ts';
import { preflight } from '../doctor/preflight.ts';
import type { DeployError } from '../model/diagnosis.ts';
import type { DoctorReport } from '../report/terminal/doctor.ts';
import { renderDoctor } from '../report/terminal/doctor.ts';
import { doctorJson } from '../report/json/doctor.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodes } from './output/exit-code.ts';
import type { Options } from './input/options.ts';
import { lastText } from './input/standard-input.ts';
import { doctorReads, type DoctorReads } from './account/doctor-reads.ts';
import type { Survey } from '../survey/survey.ts';
import { narrowStages } from '../survey/narrow.ts';
import { warningsOf } from '../survey/report-of.ts';
import { takeSurvey, withSession } from './account/take-survey.ts';
import { planContextOf } from './sweeping/make-plan.ts';
import { checkAbandonWords } from './sweeping/rails.ts';

/** Why a deploy fails or a stage will not go. Nothing is written, and having found a cause is no failure. */
export async function doctor(context: CommandContext): Promise<number> {
  checkAbandonWords(context.options, context.terminal);
  const asked = await inputOf(context);
  return withSession(context, async (session) => {
    const look = await takeSurvey(session, context, {
      isInQuestion: restsOnUse,
      asked: (inventory) =>
        namesInQuestion([...readText(asked), ...recordedErrors(inventory.stages)], inventory),
    });
    const reads = await doctorReads(session, look, context);
    const doctored = doctorReportOf({ look, reads }, asked, context);
    await deliver(
      {
        table: (view) => renderDoctor(doctored, view),
        json: (repeated) => doctorJson(doctored, repeated),
      },
      context,
    );
    return exitCodes.done;
  });
}

interface Asked {
  readonly input: DoctorReport['input'];
  readonly text: string;
}

/** An argument, else piped input, else nothing. */
async function inputOf({ typed, terminal, signal }: CommandContext): Promise<Asked> {
  const argument = typed.join(' ').trim();
  if (argument !== '') return { input: 'argument', text: argument };
  const { stdin } = terminal.streams;
  if (stdin.isTTY) return { input: 'none', text: '' };
  const text = await lastText(stdin, { terminal, signal });
  return text.trim() === '' ? { input: 'none', text: '' } : { input: 'stdin', text };
}

function readText({ input, text }: Asked): readonly DeployError[] {
  return input === 'none' ? [] : readOutput(text);
}

interface Errors {
  readonly errors: readonly DeployError[];
  /** They stand in the text that was given, and not in the account alone. */
  readonly areGiven: boolean;
}

/** Errors of the given text; without any, those of the newest runs and the obstacles to the next ones. */
function errorsOf(asked: Asked, look: Survey, { filter }: Options): Errors {
  const recorded = recordedErrors(narrowStages(look.inventory.stages, filter));
  const given = completeTyped(readText(asked), recorded);
  // About an unknown error of an unnamed stage, only the account can tell more.
  const isTelling = ({ family, stage }: DeployError) => family !== 'unknown' || stage !== null;
  if (given.some(isTelling)) return { errors: given, areGiven: true };
  const obstacles = obstaclesOf(narrowStages(look.stages, filter), look.inventory.now);
  const seen = withObstacles(recorded, obstacles);
  const run = given.length > 0 || asked.input === 'none' ? null : runWithoutError(asked.text);
  if (run !== null && look.stages.some((each) => isOfRun(each, run))) {
    // As where a remove hangs: what is known of that stage, and of no other.
    const ofRun = seen.filter((error) => isOfRun(error, run));
    return ofRun.length > 0
      ? { errors: ofRun, areGiven: false }
      : { errors: [run], areGiven: true };
  }
  return { errors: [...seen, ...given], areGiven: given.length > 0 && seen.length === 0 };
}

function isOfRun(
  { app, stage }: Pick<DeployError, 'app' | 'stage'>,
  run: Pick<DeployError, 'app' | 'stage'>,
): boolean {
  return stage === run.stage && (run.app === null || app === run.app);
}

/** An output of another account names resources that this account cannot show. */
function ofAnotherAccount(errors: readonly DeployError[], account: string): readonly string[] {
  const others = new Set(errors.flatMap((error) => error.account ?? []));
  others.delete(account);
  return [...others].map(
    (other) =>
      `The output is of account ${other}, and this is account ${account}: choose the profile of that one.`,
  );
}

/** `--app` and `--stage` name the deploy that failed, whatever the working folder. */
function projectInQuestion(
  project: Facts['project'],
  { apps, stages }: Options['filter'],
): Facts['project'] {
  const app = onlyName(apps);
  const stage = onlyName(stages);
  if (app === null && stage === null) return project;
  const around = project !== null && (app === null || app === project.app) ? project : noProject;
  return { ...around, app: app ?? around.app, stage: stage ?? around.stage };
}

const noProject: NonNullable<Facts['project']> = {
  app: null,
  stage: null,
  region: null,
  profile: null,
  sstVersion: null,
  domains: [],
};

/** Null: none was given, several were, or a pattern that may fit several. */
function onlyName(globs: readonly string[]): string | null {
  const [only = null, ...others] = globs;
  return others.length > 0 || only === null || picomatch.scan(only).isGlob ? null : only;
}

function doctorReportOf(
  { look, reads }: { readonly look: Survey; readonly reads: DoctorReads },
  asked: Asked,
  context: CommandContext,
): DoctorReport {
  const { inventory } = look;
  const { options, project, backend, terminal } = context;
  const facts: Facts = {
    inventory,
    findings: look.findings,
    stages: look.stages,
    claims: look.claims,
    now: inventory.now,
    project: projectInQuestion(project, options.filter),
    unattended: !terminal.showsResults,
    planContext: planContextOf(look, context),
    passphrases: reads.passphrases,
    run: null,
    formerOwners: reads.formerOwners,
  };
  const { errors, areGiven } = errorsOf(asked, look, options);
  const diagnoses = diagnose(errors, facts);
  return {
    account: inventory.account,
    simulated: inventory.simulated,
    endpoint: inventory.endpoint,
    generatedAt: look.takenAt.toISOString(),
    input: asked.input,
    areGiven,
    project,
    preflight: preflight(facts, options.profile ?? backend.profile ?? 'default'),
    regions: inventory.regions,
    homes: inventory.homes,
    stages: look.stages.length,
    diagnoses,
    blocks: blocksOf(diagnoses, facts),
    recommendations: asked.input === 'none' ? recommendationsFor(facts) : [],
    gaps: [...inventory.gaps, ...reads.gaps],
    warnings: [...warningsOf(look), ...ofAnotherAccount(errors, inventory.account)],
  };
}
