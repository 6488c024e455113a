import { kindWord } from '../../text/kind-words.ts';
import { pairOf } from '../../text/text.ts';
import { reportsClosing, reportsLine, totalsOf } from '../account-totals.ts';
import type { ReportsJson } from '../json/schema/reports.ts';
import { idCell, prose } from './escape.ts';
import { fitted, lines, table } from './fitted.ts';

/** A report over several accounts as a CI's job summary. */
export function reportsMarkdown(reports: ReportsJson): string {
  const { errors } = reports;
  return fitted([
    lines(`## sst-sweep: ${prose(reportsLine(reports))}`),
    lines(...reportsClosing(reports).map((line) => `- ${prose(line)}`)),
    table(
      null,
      ['Account', 'Leftover', 'Retained', 'Unknown', 'Gaps'],
      reports.reports
        .map(totalsOf)
        .map((each) => [
          each.account,
          ...[each.leftover, each.retained, each.unknown, each.gaps].map(String),
        ]),
    ),
    table(
      '### Not read',
      ['Account', 'Name', 'Why'],
      errors.map(({ account, name, message }) => [account, prose(name ?? ''), prose(message)]),
    ),
    ...reports.reports.map(({ account, findings }) =>
      table(
        `### Account ${account}`,
        ['Stage', 'Kind', 'Id', 'Sure', 'Why'],
        findings
          .filter(({ verdict }) => verdict === 'leftover')
          .map((finding) => [
            prose(pairOf(finding)),
            prose(kindWord(finding.kind)),
            idCell(finding.id, finding.region),
            finding.confidence ?? '',
            prose(finding.evidence[0]?.detail ?? ''),
          ]),
      ),
    ),
  ]);
}
