import { renderHeadline } from '../../report/table.ts';
import { plain } from '../../report/text.ts';
import { isChoosable } from '../../ui/choices.ts';
import type { Choice } from '../../ui/prompts.ts';
import { askAbandons, askPlan, confirmPlan } from './asked-plan.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import type { Project } from '../input/project.ts';
import { reportOf } from '../look/report-of.ts';
import { deliverReport, scan } from '../scan.ts';
import { sweepPlan } from './sweep-plan.ts';
import { withGiven } from '../with-given.ts';
import { takeLook, withSession } from '../look/take-look.ts';

/** The cleanup in a terminal: scan, choose, review, confirm, delete. Anywhere else it is the scan. */
export function interactive(given: CommandContext): Promise<number> {
  const { options, terminal } = given;
  const canAsk = terminal.interactive && terminal.showsResults && options.format === 'table';
  if (!canAsk || options.dryRun) return scan(given);
  return withSession(given, async (session) => {
    await askAbandons(given);
    const context = await askScope(given);
    const look = await takeLook(session, context);
    const report = reportOf(look, context.options);
    context.progress.stop();
    if (!report.findings.some(isChoosable)) return deliverReport(report, context);
    terminal.say(`\n${renderHeadline(report, terminal.stderr)}`);
    const ticked = await context.prompts.chooseFindings(report.findings);
    const agreed = ticked.length === 0 ? null : await askPlan(look, context, ticked);
    if (!agreed || !(await confirmPlan({ plan: agreed.plan, look }, context))) {
      terminal.say('Nothing was deleted.');
      return exitCodes.done;
    }
    return sweepPlan({ ...agreed, look, session }, context);
  });
}

/** What the project around says of itself is shown, and offered first. */
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
