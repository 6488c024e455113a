import type { Comparison, EarlierReport } from '../../model/comparison.ts';
import { UserError } from '../../model/errors.ts';
import type { Finding, Report } from '../../model/finding.ts';
import { comparisonOf, reported } from '../../report/comparison.ts';
import type { ReportJson } from '../../report/json/schema/report.ts';
import { lastReportPath, readLastReport, writeLastReport } from '../../storage/last-report.ts';
import { narrow } from '../../survey/narrow.ts';
import type { Survey } from '../../survey/survey.ts';
import { readReports } from '../accounts/read-reports.ts';
import type { CommandContext } from '../context.ts';
import type { Options } from '../input/options.ts';

/**
 * A run that nobody watches, with a place of its own for the state, compares with the report before it. Where
 * that place is not named, nobody knows whose report the last one was.
 */
function comparesByItself({
  given,
  terminal,
}: Pick<CommandContext, 'given' | 'terminal'>): boolean {
  return given.stateDir !== undefined && !terminal.interactive;
}

/** The leftovers since the report of `--compare`, else since the one that is kept; null: there is none. */
export async function compareWithEarlier(
  { account, findings, gaps }: Pick<Report, 'account' | 'findings' | 'gaps'>,
  context: CommandContext,
): Promise<Comparison | null> {
  const earlier =
    context.options.compare === null
      ? await keptReport(account, context)
      : await givenReport(context.options.compare, account, context);
  return earlier && comparisonOf(earlier, { findings, gaps });
}

async function keptReport(account: string, context: CommandContext): Promise<EarlierReport | null> {
  if (!comparesByItself(context)) return null;
  const files = await context.state.open();
  const kept = await readLastReport(account, files);
  if (kept !== 'damaged') return kept && shownOf(kept, context.options);
  context.terminal.warn(
    `${files.absolute(lastReportPath(account))} is no report of this account, so nothing is compared.`,
  );
  return null;
}

/** What the filters of this run leave of it. */
function shownOf({ takenAt, leftovers }: EarlierReport, { filter }: Options): EarlierReport {
  return { takenAt, leftovers: narrow(leftovers, filter).findings };
}

async function givenReport(
  file: string,
  account: string,
  { cwd, options }: CommandContext,
): Promise<EarlierReport> {
  const { reports } = await readReports([file], cwd);
  const report = reports.find((each) => each.account === account);
  if (!report) {
    throw new UserError('COMPARE_OTHER_ACCOUNT', `${file} has no report of account ${account}.`, {
      hint: 'Give --compare a report of that account.',
      flag: '--compare',
    });
  }
  const narrower = narrowingOf(report, options);
  if (narrower !== null) {
    throw new UserError(
      'COMPARE_OTHER_FILTERS',
      `${file} was made with other filters than this run: ${narrower}.`,
      { hint: 'Compare reports with the same filters, or with none.', flag: '--compare' },
    );
  }
  const leftovers = report.findings.filter(({ verdict }) => verdict === 'leftover').map(reported);
  return shownOf({ takenAt: report.generatedAt, leftovers }, options);
}

/** The flag by which the earlier report shows less than this run; null: it shows all that this one does. */
function narrowingOf({ options: then }: ReportJson, { filter: now }: Options): string | null {
  const filters = [
    ['--region', then.regions, now.regions],
    ['--app', then.apps, now.apps],
    ['--stage', then.stages, now.stages],
    ['--kind', then.kinds, now.kinds],
  ] as const;
  const differing = filters.find(
    ([, before, given]) =>
      before.length > 0 && before.toSorted().join(' ') !== given.toSorted().join(' '),
  );
  return differing?.[0] ?? null;
}

/**
 * Keeps what the next run compares with: all leftovers that are there at the end of this one. A scan writes
 * nothing to AWS, so into a bucket only a sweep does.
 */
export async function keepForComparison(
  { inventory, findings, takenAt }: Pick<Survey, 'inventory' | 'findings' | 'takenAt'>,
  context: CommandContext,
  isLeft: (finding: Finding) => boolean = () => true,
): Promise<void> {
  if (!comparesByItself(context) || context.signal.aborted) return;
  const leftovers = findings
    .filter((finding) => finding.verdict === 'leftover' && isLeft(finding))
    .map(reported);
  try {
    const files = await context.state.open();
    await readLastReport(inventory.account, files);
    const report = { takenAt: takenAt.toISOString(), leftovers };
    await writeLastReport(inventory.account, report, files);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.terminal.warn(`The next run cannot compare itself with this one: ${error.message}`);
  }
}
