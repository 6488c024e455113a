import { isAdvised } from '../../advice/removal.ts';
import type { AccountsCaller } from '../../aws/accounts.ts';
import { namedElsewhere, type NamedResource } from '../../match/use/elsewhere.ts';
import type { ListedAccount } from '../../model/account-list.ts';
import { hidesNames, unreadAccountsGap } from '../../model/account-gaps.ts';
import type { AccountNames } from '../../model/elsewhere.ts';
import { reportJson } from '../../report/json/documents.ts';
import type { ReportJson } from '../../report/json/schema/report.ts';
import type { AccountErrorJson } from '../../report/json/schema/reports.ts';
import { createNameWords } from '../../sst/name-words.ts';
import { accountNames } from '../../survey/account-names.ts';
import { reportOf } from '../../survey/report-of.ts';
import type { OtherAccounts, Survey } from '../../survey/survey.ts';
import { takeSurvey, withSession } from '../account/take-survey.ts';
import type { CommandContext } from '../context.ts';
import { reportOptionsOf } from '../input/options.ts';
import { exitCodeOf } from '../output/exit-code.ts';
import { contextIn, quietly } from './account-context.ts';
import { inEachAccount } from './each-account.ts';
import { namedResources, withoutIdleGap } from './named-resources.ts';

/** What is kept of an account that was read. */
interface ReadAccount {
  readonly report: ReportJson;
  readonly names: AccountNames;
  /** Findings that may be deleted, with all that others may know them by. */
  readonly candidates: readonly NamedResource[];
  /** It was not read whole, so it may name buckets that are not known. */
  readonly hides: boolean;
}

export interface SurveyedAccounts {
  readonly reports: readonly ReportJson[];
  readonly errors: readonly AccountErrorJson[];
  /** What the others name, and what may be hidden: for a later look into any of them. */
  readonly others: OtherAccounts;
}

/**
 * Reads all accounts, and judges each by what the others name. First the way into each is tried, so that those
 * that cannot be read are known. An account is read once more only where others turn out to name something
 * that it would leave over.
 */
export async function surveyAccounts(
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
): Promise<SurveyedAccounts> {
  const look = (account: ListedAccount, others: OtherAccounts) =>
    readAccount(quietly(contextIn(account, { caller, others }, context)));
  const open = await inEachAccount(
    accounts,
    async (account) => {
      const none = { names: [], gaps: [] };
      await withSession(quietly(contextIn(account, { caller, others: none }, context)), () =>
        Promise.resolve(),
      );
      return account;
    },
    { ...context, progress: quietly(context).progress },
  );
  const closed = othersOf(
    [],
    open.errors.map(({ account }) => account),
  );
  const first = await inEachAccount(
    [...open.results.values()],
    (each) => look(each, closed),
    context,
  );
  const readings = [...first.results.values()];
  const unread = [
    ...[...open.errors, ...first.errors].map(({ account }) => account),
    ...readings.filter(({ hides }) => hides).map(({ names }) => names.account),
  ];
  const others = othersOf(
    readings.map(({ names }) => names),
    unread,
  );
  const touched = [...open.results.values()].filter(({ id }) => {
    const reading = first.results.get(id);
    return reading !== undefined && isTouched(reading, others, closed);
  });
  const second = await inEachAccount(
    touched,
    (each) => look(each, without(each.id, others)),
    context,
  );
  const failed = new Set(second.errors.map(({ account }) => account));
  const reports = readings
    .filter(({ names }) => !failed.has(names.account))
    .map(({ report }) => second.results.get(report.account)?.report ?? report);
  return { reports, errors: [...open.errors, ...first.errors, ...second.errors], others };
}

/** What an account needs to know of the others: it is not its own other. */
export function without(id: string, { names, gaps }: OtherAccounts): OtherAccounts {
  return { names: names.filter(({ account }) => account !== id), gaps };
}

async function readAccount(context: CommandContext): Promise<ReadAccount> {
  const words = createNameWords();
  return withSession(context, async (session) => {
    const look = await takeSurvey(session, context, { isInQuestion: isAdvised, words });
    const names = accountNames(look.inventory, words);
    return {
      names,
      report: documentOf(look, context),
      candidates: namedResources(look),
      hides: hidesNames(look.inventory.gaps),
    };
  });
}

function documentOf(look: Survey, { options, tool }: CommandContext): ReportJson {
  const report = withoutIdleGap(reportOf(look, options.filter));
  const exitCode = exitCodeOf(
    { findings: report.findings, gaps: report.gaps.length },
    options.failOn,
  );
  return reportJson(report, { tool, options: reportOptionsOf(options), exitCode });
}

function othersOf(names: readonly AccountNames[], unread: readonly string[]): OtherAccounts {
  const gap = unreadAccountsGap(unread);
  return { names, gaps: gap === null ? [] : [gap] };
}

/** Others name something of it, or accounts turned out to be unread that may name its buckets. */
function isTouched(
  { candidates }: ReadAccount,
  { names, gaps }: OtherAccounts,
  before: OtherAccounts,
): boolean {
  if (candidates.some((candidate) => namedElsewhere(candidate, names).length > 0)) return true;
  const isNew = gaps.some(({ id }) => !before.gaps.some((known) => known.id === id));
  return isNew && candidates.some(({ resource }) => resource.kind === 's3-bucket');
}
