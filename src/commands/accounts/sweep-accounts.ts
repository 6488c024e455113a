import type { AccountsCaller } from '../../aws/accounts.ts';
import type { ListedAccount } from '../../model/account-list.ts';
import { UserError } from '../../model/errors.ts';
import { byFirst } from '../../model/order.ts';
import { planCsv } from '../../report/csv/plan-csv.ts';
import { resultCsv } from '../../report/csv/result-csv.ts';
import type { PlanJson } from '../../report/json/schema/plan.ts';
import type { AccountErrorJson } from '../../report/json/schema/reports.ts';
import type { ResultJson } from '../../report/json/schema/result.ts';
import { renderPlans, renderResults } from '../../report/terminal/several.ts';
import type { Command, CommandContext } from '../context.ts';
import { deliver } from '../output/deliver.ts';
import { exitCodes, gravestExitCode } from '../output/exit-code.ts';
import { planOnly } from '../plan.ts';
import { sweepCommand } from '../sweep.ts';
import { contextIn, quietly } from './account-context.ts';
import { inEachAccount } from './each-account.ts';
import { surveyAccounts, without } from './survey-accounts.ts';

/** A plan for each account in which anything may be deleted. */
export async function planAccounts(
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
): Promise<number> {
  const { documents, errors, exitCode } = await inAll<PlanJson>(
    planOnly,
    accounts,
    caller,
    context,
  );
  const document = { schema: 'sst-sweep/plans@1' as const, plans: documents, errors };
  await deliver(
    {
      table: (view) => renderPlans(document, view),
      json: () => document,
      csv: () => oneTable(documents.map(planCsv)),
    },
    context,
  );
  return exitCode;
}

/**
 * A sweep of each account in which anything may be deleted: without questions, and with every rail, a journal
 * and a lock in each.
 */
export async function sweepAccounts(
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
): Promise<number> {
  if (context.options.dryRun) return planAccounts(accounts, caller, context);
  const { documents, errors, exitCode } = await inAll<ResultJson>(
    sweepCommand,
    accounts,
    caller,
    context,
  );
  const document = { schema: 'sst-sweep/results@1' as const, results: documents, errors };
  await deliver(
    {
      table: (view) => renderResults(document, view),
      json: () => document,
      csv: () => oneTable(documents.map(resultCsv)),
    },
    context,
  );
  return exitCode;
}

/** Several accounts can only be swept without questions, and only those that somebody named. */
export function refuseAsking({ accounts, options }: CommandContext): void {
  if (options.dryRun) return;
  if (!options.yes) {
    throw new UserError('ONE_ACCOUNT', 'Questions are asked about one account at a time.', {
      hint: 'Name one of the list with --account, or sweep all of them with --yes.',
      flag: '--account',
    });
  }
  if (accounts?.organization !== true) return;
  throw new UserError('ACCOUNT_NOT_PINNED', '--yes needs the accounts that it is meant for.', {
    hint: 'Write them down with "accounts --organization --json", and name that file with --accounts.',
  });
}

interface Documents<Document> {
  readonly documents: Document[];
  readonly errors: AccountErrorJson[];
  readonly exitCode: number;
}

/** The command as it runs in one account, in each: its document is what it prints as JSON. */
async function inAll<Document extends { readonly account: string }>(
  command: Command,
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
): Promise<Documents<Document>> {
  const { reports, errors: unread, others } = await surveyAccounts(accounts, caller, context);
  const open = new Set(
    reports
      .filter(({ summary }) => summary.leftover + summary.retained > 0)
      .map(({ account }) => account),
  );
  const { results, errors: failed } = await inEachAccount(
    accounts.filter(({ id }) => open.has(id)),
    async (account) => {
      const own = contextIn(account, { caller, others: without(account.id, others) }, context);
      return printedBy<Document>(command, quietly(own));
    },
    context,
  );
  // What stopped a sweep that was asked for is no gap: something was to be deleted there, and was not.
  const stopped = failed.map((error) =>
    command === sweepCommand && error.exitCode !== exitCodes.refused
      ? { ...error, exitCode: exitCodes.failed }
      : error,
  );
  const errors = [...unread, ...stopped].toSorted(byFirst(({ account }) => account));
  const ran = [...results.values()];
  const codes = [...ran, ...errors].map(({ exitCode }) => exitCode);
  return {
    documents: ran.map(({ document }) => document).toSorted(byFirst(({ account }) => account)),
    errors,
    exitCode: reports.length === 0 ? exitCodes.couldNotRun : gravestExitCode(codes),
  };
}

async function printedBy<Document>(
  command: Command,
  context: CommandContext,
): Promise<{ readonly document: Document; readonly exitCode: number }> {
  let printed = '';
  const exitCode = await command({
    ...context,
    // The run over all of them tells, with its own rights.
    notify: [],
    options: { ...context.options, format: 'json', reports: [] },
    terminal: { ...context.terminal, print: (text) => void (printed += text) },
  });
  return { document: JSON.parse(printed) as Document, exitCode };
}

/** The tables have the same head. */
function oneTable(tables: readonly string[]): string {
  const [first = '', ...rest] = tables;
  return [first, ...rest.map((table) => table.slice(table.indexOf('\r\n') + 2))].join('');
}
