import { joined } from '../../text/blocks.ts';
import { sentenceText } from '../../text/command-text.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { pairOf, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';
import type { Sentence } from '../../model/command.ts';
import { reportsClosing, reportsLine, totalsOf } from '../account-totals.ts';
import type { ReportJson } from '../json/schema/report.ts';
import type { ReportsJson } from '../json/schema/reports.ts';
import { grid, headOf } from './grid.ts';

const shownVerdicts: ReadonlySet<string> = new Set(['leftover', 'retained', 'unknown']);

/** What to do in one account; null: nothing. */
export type NextInAccount = (report: ReportJson) => Sentence | null;

/** A report over several accounts: totals, each account's line, errors, and what can be deleted. */
export function renderReports(
  reports: ReportsJson,
  view: TextStyle,
  next: NextInAccount = () => null,
): string {
  return joined([
    wrapped(reportsLine(reports), view.width).map(view.paint.bold),
    totalLines(reports, view),
    ...reports.reports.map((report) => accountSection(report, view, next(report))),
    errorLines(reports.errors, view),
    reportsClosing(reports).flatMap((line) => wrapped(line, view.width)),
  ]);
}

function totalLines({ reports }: ReportsJson, view: TextStyle): readonly string[] {
  const words = ['account', 'leftover', 'retained', 'unknown', 'gaps'];
  const { head, rows } = grid(
    reports
      .map(totalsOf)
      .map((each) => [
        each.account,
        ...[each.leftover, each.retained, each.unknown, each.gaps].map(String),
      ]),
    { width: view.width, indent: 0, head: headOf(words, view) },
  );
  return [...head, ...rows.flat()];
}

/** Accounts in which nothing is left over are a line above, and no more. */
function accountSection(
  { account, findings }: ReportJson,
  view: TextStyle,
  next: Sentence | null,
): readonly string[] {
  const shown = findings.filter(({ verdict }) =>
    view.verbose ? shownVerdicts.has(verdict) : verdict === 'leftover',
  );
  if (shown.length === 0) return [];
  const { rows } = grid(
    shown.map((finding) => [
      plain(pairOf(finding)),
      kindWord(finding.kind),
      plain(shownId(finding.id, finding.region)),
      finding.confidence ?? finding.verdict,
    ]),
    { width: view.width, indent: 2, id: 2 },
  );
  const told = next === null ? [] : [`  ${sentenceText(next, view.repeated)}`];
  return [view.paint.bold(`Account ${account}`), ...rows.flat(), ...told];
}

/** The accounts without a document, and what to do about each. */
export function errorLines(errors: ReportsJson['errors'], view: TextStyle): readonly string[] {
  return errors.flatMap(({ account, name, message, hint }) => [
    ...wrapped(
      `${view.marks.failed} ${account}${name === null ? '' : ` ${plain(name)}`}: ${plain(message)}`,
      view.width,
    ),
    ...(hint === null ? [] : wrapped(plain(hint), view.width - 2).map((line) => `  ${line}`)),
  ]);
}
