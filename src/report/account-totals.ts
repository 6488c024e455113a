import { costText } from '../text/money.ts';
import { count, listed } from '../text/text.ts';
import type { ReportJson } from './json/schema/report.ts';
import type { ReportsJson } from './json/schema/reports.ts';

/** One account's line in a report over several. */
export interface AccountTotals {
  readonly account: string;
  readonly leftover: number;
  readonly retained: number;
  readonly unknown: number;
  readonly gaps: number;
}

export function totalsOf({ account, summary, gaps }: ReportJson): AccountTotals {
  const { leftover, retained, unknown } = summary;
  return { account, leftover, retained, unknown, gaps: gaps.length };
}

/** `14 leftovers in 2 of 4 accounts`. */
export function reportsLine({ reports, errors }: ReportsJson): string {
  const all = count(reports.length + errors.length, 'account');
  const withSome = reports.filter(({ summary }) => summary.leftover > 0);
  if (withSome.length === 0) return `No leftovers found in ${count(reports.length, 'account')}.`;
  const leftovers = withSome.reduce((sum, { summary }) => sum + summary.leftover, 0);
  return `${count(leftovers, 'leftover')} in ${withSome.length} of ${all}`;
}

/** The totals besides the leftovers. */
export function reportsClosing({ reports, errors }: ReportsJson): readonly string[] {
  const sum = (of: (report: ReportJson) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const others = (['retained', 'unknown', 'busy', 'live', 'protected'] as const).flatMap(
    (verdict) => {
      const number = sum(({ summary }) => summary[verdict]);
      return number > 0 ? [`${number} ${verdict}`] : [];
    },
  );
  const priced = reports.flatMap(({ summary }) => summary.monthlyCostUsd ?? []);
  const cost = costText({
    monthlyUsd: priced.length === 0 ? null : priced.reduce((total, usd) => total + usd, 0),
    unpriced: sum(({ summary }) => summary.unpriced),
  });
  const gaps = sum((report) => report.gaps.length);
  const withGaps = reports.filter((report) => report.gaps.length > 0).length;
  return [
    ...(others.length > 0 ? [`Left alone: ${listed(others)}.`] : []),
    ...(cost === null || sum(({ summary }) => summary.leftover) === 0 ? [] : [`Cost: ${cost}.`]),
    ...(gaps > 0
      ? [`Not all could be read: ${count(gaps, 'gap')} in ${count(withGaps, 'account')}.`]
      : []),
    ...(errors.length > 0 ? [`${count(errors.length, 'account')} could not be read at all.`] : []),
  ];
}
