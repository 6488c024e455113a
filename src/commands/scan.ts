import { isAdvised } from '../advice/removal.ts';
import type { Report } from '../model/finding.ts';
import { scanCsv } from '../report/csv/scan-csv.ts';
import { reportRows } from '../report/json/documents.ts';
import { scanMarkdown } from '../report/markdown/scan-summary.ts';
import { renderReport, type ReportContext } from '../report/terminal/scan.ts';
import { rememberScan } from './completion/last-scan.ts';
import { compareWithEarlier, keepForComparison } from './comparing/earlier-report.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodeOf } from './output/exit-code.ts';
import { reportOptionsOf } from './input/options.ts';
import { checkAbandonWords } from './sweeping/rails.ts';
import { notesOf, waitingSentence } from './sweeping/waiting.ts';
import { readyKeys } from './sweeping/ready.ts';
import { reportOf } from '../survey/report-of.ts';
import { narrowStages } from '../survey/narrow.ts';
import { takeSurvey, withSession } from './account/take-survey.ts';

/** The dry-run report. */
export function scan(given: CommandContext): Promise<number> {
  checkAbandonWords(given.options, given.terminal);
  return withSession(given, async (session, context) => {
    const look = await takeSurvey(session, context, { isInQuestion: isAdvised });
    await rememberScan(look, context);
    const report = reportOf(look, context.options.filter);
    const comparison = await compareWithEarlier(report, context);
    if (context.state.place === null) await keepForComparison(look, context);
    return deliverReport(report, context, {
      comparison,
      ready: readyKeys(look, context),
      waiting: waitingSentence(report.findings, await notesOf(session, context), context),
    });
  });
}

export async function deliverReport(
  report: Report,
  context: CommandContext,
  known: Pick<ReportContext, 'comparison' | 'ready' | 'waiting'> = {},
): Promise<number> {
  const { options, tool } = context;
  const exitCode = exitCodeOf(
    { findings: report.findings, gaps: report.gaps.length },
    options.failOn,
  );
  const asked: ReportContext = {
    ...known,
    isAsked: (stage) => narrowStages([stage], options.filter).length > 0,
  };
  await deliver(
    {
      table: (view) => renderReport(report, view, asked),
      markdown: (view) => scanMarkdown(report, view, asked),
      html: async (view) => {
        const { scanPage } = await import('../report/html/scan-page.ts');
        return scanPage(report, asked, view);
      },
      json: () =>
        reportRows(report, {
          tool,
          options: reportOptionsOf(options),
          exitCode,
          comparison: known.comparison ?? null,
        }),
      csv: () => scanCsv(report),
    },
    context,
  );
  return exitCode;
}
