import { resourceKey } from '../../model/resource.ts';
import { emptiedStageCommand, projectNote } from '../../advice/removal.ts';
import { regionToName } from '../../advice/stage-advice.ts';
import type { Repeated } from '../../model/command.ts';
import type { SweepResult } from '../../model/plan.ts';
import { resultCsv } from '../../report/csv/result-csv.ts';
import { resultJson } from '../../report/json/documents.ts';
import { resultMarkdown } from '../../report/markdown/result-summary.ts';
import {
  renderResult,
  type AbandonedStage,
  type ResultNotes,
} from '../../report/terminal/sweep.ts';
import type { Finding, StageReport } from '../../model/finding.ts';
import type { Inventory } from '../../model/inventory.ts';
import { compareWithEarlier, keepForComparison } from '../comparing/earlier-report.ts';
import type { CommandContext } from '../context.ts';
import { deliver } from '../output/deliver.ts';
import { exitCodeOf } from '../output/exit-code.ts';
import { reportOf } from '../../survey/report-of.ts';
import type { Survey } from '../../survey/survey.ts';
import { gainsOf } from './gains.ts';
import { continueCommand } from './past.ts';
import { sweepAgreed } from './run-sweep.ts';
import type { Agreement } from './run-sweep.ts';

/** Runs a plan that was agreed to, and reports its outcomes. */
export async function sweepAndReport(agreed: Agreement, context: CommandContext): Promise<number> {
  const { options, removals = [] } = context;
  const report = reportOf(agreed.look, options.filter);
  // A report that does not fit ends the run before anything is deleted.
  const comparison = await compareWithEarlier(report, context);
  const result = await sweepAgreed(agreed, context);
  const { findings, gaps } = report;
  const deleted = deletedKeys(result);
  // Versions go with their function, without a step of their own.
  const owners = new Map(
    agreed.look.inventory.resources.map(({ key, memberOf }) => [key, memberOf?.key]),
  );
  const isLeft = ({ key }: Pick<Finding, 'key'>) =>
    !deleted.has(key) && !deleted.has(owners.get(key) ?? key);
  const left = findings.filter(isLeft);
  await keepForComparison(agreed.look, context, isLeft);
  const basisGone = agreed.plan.basis.filter(
    ({ key }) => deleted.has(key) || deleted.has(owners.get(key) ?? key),
  );
  const exitCode = exitCodeOf(
    {
      interrupted: result.interrupted,
      findings: left,
      gaps: gaps.length,
      outcomes: result.outcomes,
      removals,
    },
    options.failOn,
  );
  const notes: ResultNotes = {
    removals,
    comparison,
    abandoned: abandonedStages(agreed.look, { deleted, isLeft }),
    resumeCommand: continueCommand('resume', result, context),
    restoreCommand: continueCommand('restore', result, context),
    gains: gainsOf({ basis: basisGone, steps: agreed.plan.steps }, agreed.look),
  };
  const json = (repeated: Repeated) =>
    resultJson(result, { exitCode, repeated, removals, comparison });
  await deliver(
    {
      table: (view) => renderResult(result, view, notes),
      markdown: (view) => resultMarkdown(result, view, notes),
      html: async (view) => {
        const { sweepPage } = await import('../../report/html/sweep-page.ts');
        return sweepPage({ plan: agreed.plan, result, notes, report }, view);
      },
      json,
      csv: (repeated) => resultCsv(json(repeated)),
    },
    context,
  );
  return exitCode;
}

/** With the entries that work on resources that are deleted now. */
function abandonedStages(
  { stages, inventory }: Survey,
  {
    deleted,
    isLeft,
  }: {
    readonly deleted: ReadonlySet<string>;
    isLeft(resource: { readonly key: string }): boolean;
  },
): readonly AbandonedStage[] {
  const gone = new Set(
    inventory.resources
      .filter(({ key }) => deleted.has(key))
      .flatMap(({ kind, identifiers }) => identifiers.map((word) => `${kind} ${word}`)),
  );
  return stages
    .filter(({ status }) => status === 'abandoned')
    .map((report) => {
      const command = emptiedStageCommand(report, stages, {
        isEmptied: isEmptied(report, inventory, isLeft),
      });
      return {
        report,
        stopping: report.stopping.filter(({ kind, id }) => gone.has(`${kind} ${id}`)),
        region: regionToName(report, stages),
        remove: command && { command, note: projectNote(report, stages) },
      };
    });
}

/** Nothing that its state lists is there any more. What could not be read may be. */
function isEmptied(
  { location }: StageReport,
  { stages, resources, gaps }: Inventory,
  isLeft: (resource: { readonly key: string }) => boolean,
): boolean {
  const current = stages.find((each) => each.location === location)?.current;
  if (!current?.readable) return false;
  const there = new Set(resources.map(({ key }) => key));
  const mayBeThere = (key: string) => isLeft({ key }) && (there.has(key) || gaps.length > 0);
  const mayBeUsed = current.unread.some(
    ({ ofBucket }) => ofBucket === null || mayBeThere(resourceKey('s3-bucket', ofBucket)),
  );
  return !mayBeUsed && !current.lists.some(mayBeThere);
}

function deletedKeys({ outcomes }: SweepResult): ReadonlySet<string> {
  const deletions = outcomes.filter(
    ({ action, outcome }) => action === 'delete' && (outcome === 'done' || outcome === 'gone'),
  );
  return new Set(deletions.map(({ key }) => key));
}
