import { isAdvised } from '../../advice/removal.ts';
import type { AwsSession } from '../../aws/aws-session.ts';
import type { Report } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { renderHeadline } from '../../report/terminal/scan.ts';
import { plain } from '../../text/text.ts';
import { isChoosable } from '../../ui/picker/pick.ts';
import type { Choice } from '../../ui/questions.ts';
import { askAbandons, askPlan, type ShownPlan } from './asked-plan.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../output/exit-code.ts';
import { BackToList, nullIfLeft, withStepsBack } from './going-back.ts';
import type { Project } from '../input/project.ts';
import type { Survey } from '../../survey/survey.ts';
import { reportOf } from '../../survey/report-of.ts';
import { askLast } from './last-question.ts';
import { listedFindings } from './listed-findings.ts';
import { deliverReport, scan } from '../scan.ts';
import { readyKeys } from './ready.ts';
import { sweepAndReport } from './sweep-plan.ts';
import { withGiven } from '../program/with-given.ts';
import { takeSurvey, withSession } from '../account/take-survey.ts';

/** The cleanup in a terminal: scan, choose, review, confirm, delete. Anywhere else it is the scan. */
export function interactive(asked: CommandContext): Promise<number> {
  const { options, terminal } = asked;
  const canAsk = terminal.interactive && terminal.showsResults && options.format === 'table';
  if (!canAsk || options.dryRun) return scan(asked);
  return withSession(asked, async (session, given) => {
    // One scan for all steps: going back narrows it anew, and reads nothing again.
    let taken: Survey | null = null;
    const look = async (context: CommandContext) =>
      (taken ??= await takeSurvey(session, context, { isInQuestion: isAdvised }));
    const end = await nullIfLeft(() =>
      withStepsBack(given, (asking) => askEverything(asking, session, look)),
    );
    if (end === null) {
      terminal.say('Nothing was deleted.');
      return exitCodes.done;
    }
    if (end.type === 'report') return deliverReport(end.report, end.context);
    return sweepAndReport({ ...end.agreed, look: end.look, session }, end.agreed.context);
  });
}

/** The answers to the questions; null: nothing was chosen. */
type End =
  | { readonly type: 'report'; readonly report: Report; readonly context: CommandContext }
  | { readonly type: 'agreed'; readonly agreed: ShownPlan; readonly look: Survey }
  | null;

/** From the first question to the last: Esc leads back to the one before. */
async function askEverything(
  given: CommandContext,
  session: AwsSession,
  takenLook: (context: CommandContext) => Promise<Survey>,
): Promise<End> {
  await askAbandons(given);
  const scoped = await askScope(given);
  const look = await takenLook(scoped);
  const report = reportOf(look, scoped.options.filter);
  scoped.progress.stop();
  if (!report.findings.some(isChoosable)) return { type: 'report', report, context: scoped };
  scoped.terminal.say(
    `\n${renderHeadline(report, scoped.terminal.stderr, readyKeys(look, scoped))}`,
  );
  const ticked = await scoped.prompts.chooseFindings({
    picks: listedFindings(look, scoped, report.findings),
    account: look.inventory.account,
    now: look.inventory.now,
    left: null,
    message: null,
  });
  if (ticked.length === 0) return null;
  const agreed = await askPlan(look, scoped, ticked);
  if (await askLast({ plan: agreed.plan, look, session }, agreed.context))
    return { type: 'agreed', agreed, look };
  throw new BackToList(backMessage(agreed.plan, ticked));
}

function backMessage({ steps, excluded }: Plan, ticked: readonly string[]): string {
  if (steps.length > 0)
    return 'Nothing was deleted so far. Space changes what is ticked, q leaves.';
  const held = excluded.find(({ key }) => ticked.includes(key));
  return `Nothing of what is ticked can go like this. ${held ? `${plain(held.resource)}: ${plain(held.detail)}` : ''}`;
}

/** The project around the working folder is shown, and offered first. */
export async function askScope(context: CommandContext): Promise<CommandContext> {
  const { options, project, prompts, terminal } = context;
  if (!project) return context;
  terminal.say(describeProject(project));
  const { filter } = options;
  if (project.app === null || filter.apps.length > 0 || filter.stages.length > 0) return context;
  const scope = await prompts.select('What should be looked at?', scopes(project, project.app));
  const narrowed = {
    ...filter,
    ...(scope !== 'all' && { apps: [project.app] }),
    ...(scope === 'stage' && project.stage !== null && { stages: [project.stage] }),
  };
  const { apps, stages } = narrowed;
  return withGiven(
    context,
    { ...context.given, app: apps, stage: stages },
    { ...options, filter: narrowed },
  );
}

function scopes(project: Project, app: string): Choice<'app' | 'stage' | 'all'>[] {
  return [
    { name: `The app ${plain(app)}`, value: 'app' },
    ...(project.stage === null
      ? []
      : [{ name: `My stage ${plain(project.stage)} of ${plain(app)}`, value: 'stage' } as const]),
    { name: 'Everything in the account', value: 'all' },
  ];
}

function describeProject({ app, stage, region, profile }: Project): string {
  const facts = [
    app && `app ${app}`,
    stage && `personal stage ${stage}`,
    region && `region ${region}`,
    profile && `profile ${profile}`,
  ].filter((fact) => typeof fact === 'string');
  return `This SST project: ${facts.map(plain).join(', ') || 'its sst.config.ts names no app in plain text'}.`;
}
