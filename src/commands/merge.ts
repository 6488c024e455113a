import { reportsCsv } from '../report/csv/reports-csv.ts';
import { reportsJson } from '../report/json/reports.ts';
import { reportsMarkdown } from '../report/markdown/reports-summary.ts';
import { renderReports } from '../report/terminal/reports.ts';
import { readReports } from './accounts/read-reports.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { gravestExitCode } from './output/exit-code.ts';
import { checkReportFiles } from './output/report-file.ts';

/** One report over the reports of several accounts, with the gravest of their exit codes. It asks no AWS. */
export async function merge(context: CommandContext): Promise<number> {
  await checkReportFiles(context);
  const { reports, errors } = await readReports(context.typed, context.cwd);
  const merged = reportsJson(reports, errors);
  await deliver(
    {
      table: (view) => renderReports(merged, view),
      markdown: () => reportsMarkdown(merged),
      json: () => merged,
      csv: () => reportsCsv(merged),
    },
    context,
  );
  return gravestExitCode([...reports, ...errors].map(({ exitCode }) => exitCode));
}
