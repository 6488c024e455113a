import type { AccountsCaller } from '../../aws/accounts.ts';
import type { ListedAccount } from '../../model/account-list.ts';
import { ownCommand } from '../../model/command.ts';
import { flag } from '../../model/command.ts';
import { reportsCsv } from '../../report/csv/reports-csv.ts';
import { reportsJson } from '../../report/json/reports.ts';
import { reportsMarkdown } from '../../report/markdown/reports-summary.ts';
import { renderReports } from '../../report/terminal/reports.ts';
import type { CommandContext } from '../context.ts';
import { deliver } from '../output/deliver.ts';
import { exitCodes, gravestExitCode } from '../output/exit-code.ts';
import { surveyAccounts } from './survey-accounts.ts';

/** One report over all accounts. Where none could be read, the run could not be done at all. */
export async function scanAccounts(
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
): Promise<number> {
  const { reports, errors } = await surveyAccounts(accounts, caller, context);
  const document = reportsJson(reports, errors);
  await deliver(
    {
      table: (view) =>
        renderReports(document, view, ({ account }) => [
          'See what would be deleted there: ',
          ownCommand('plan', { flags: [flag('--account', account)] }),
        ]),
      markdown: () => reportsMarkdown(document),
      json: () => document,
      csv: () => reportsCsv(document),
    },
    context,
  );
  if (reports.length === 0) return exitCodes.couldNotRun;
  return gravestExitCode([...reports, ...errors].map(({ exitCode }) => exitCode));
}
