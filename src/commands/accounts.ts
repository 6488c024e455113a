import { UserError } from '../model/errors.ts';
import { accountsCsv } from '../report/csv/accounts-csv.ts';
import { accountsJson, accountsMatrix } from '../report/json/accounts.ts';
import { jsonLine } from '../report/json/documents.ts';
import { renderAccounts } from '../report/terminal/accounts.ts';
import { checkReportFiles } from './output/report-file.ts';
import { listedAccounts } from './accounts/listed-accounts.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodes } from './output/exit-code.ts';

/** GitHub runs no more jobs of one matrix (GitHub Actions, "Usage limits"). */
const mostJobs = 256;

/** The accounts of the list or of the organization. None of them is looked into. */
export async function accounts(context: CommandContext): Promise<number> {
  const { accounts: given, backend, options, signal } = context;
  if (given === null) {
    throw new UserError('USAGE', '"sst-sweep accounts" needs a list of accounts.', {
      hint: 'Add --accounts FILE or --organization, or "accounts" to a file that --config names.',
    });
  }
  await checkReportFiles(context);
  const caller = await backend.openAccounts({ profile: options.profile, region: null, signal });
  try {
    const listed = await listedAccounts(given, caller);
    await deliver(
      {
        table: (view) => renderAccounts(listed, view),
        json: () => accountsJson(listed),
        csv: () => accountsCsv(accountsJson(listed)),
        matrix() {
          if (listed.length <= mostJobs) return jsonLine(accountsMatrix(listed));
          throw new UserError(
            'MATRIX_TOO_LARGE',
            `GitHub runs at most ${mostJobs} jobs of one matrix, and these are ${listed.length} accounts.`,
            {
              hint: 'Take them in parts: one organizational unit at a time ("unit"), or several lists.',
            },
          );
        },
      },
      context,
    );
    return exitCodes.done;
  } finally {
    caller.session.close();
  }
}
