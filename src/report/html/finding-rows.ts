import type { Finding, Report } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import { verdicts } from '../../model/verdict.ts';
import { notesOf } from '../terminal/finding-lines.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { dollars } from '../../text/money.ts';
import { rowText } from '../terminal/finding-tables.ts';
import { sortedFindings } from '../../model/order.ts';
import { localMinute, nearMinute, readable } from '../../text/times.ts';
import { knownOf, undecided } from '../undecided.ts';
import type { Counted } from '../../text/versions.ts';
import type { Fact, RowData } from './browser/table-data.ts';
import { bigTable, column, fact } from './table.ts';
import type { Html } from './escape.ts';

/** Keys that a sweep without questions takes; null: no plan was made. */
export type Ready = ReadonlySet<string> | null;

const columns = [
  column('Verdict', { filters: true }),
  column('Kind', { filters: true }),
  column('Resource', { shows: 'main' }),
  column('App', { filters: true }),
  column('Stage', { filters: true }),
  column('Region', { filters: true }),
  column('Cost a month', { shows: 'number' }),
];

/** All findings with the evidence for and against each. */
export function findingTable(report: Report, counted: Counted<Finding>, ready: Ready): Html {
  const known = knownOf(report.findings, report.gaps);
  const rows = sortedFindings(counted.things).map((finding): RowData => {
    const cost = finding.monthlyCostUsd;
    const cells = [
      verdictWord(finding),
      kindWord(finding.kind),
      shownId(finding.id, finding.region),
      finding.app ?? '',
      finding.stage ?? '',
      finding.region,
      cost === null ? 'not known' : cost === 0 ? '$0' : dollars(cost),
    ];
    const decides = undecided(finding, known)?.decides;
    return {
      cells,
      order: { 0: rankOf(finding), 6: cost },
      tone: tones[finding.verdict],
      notes: notesOf(finding, counted.versionsOf(finding), ready),
      reason: readable(finding.evidence[0]?.detail ?? rowText(finding.row).sentence),
      facts: [
        ...(decides === undefined ? [] : [fact('What would decide it', readable(decides))]),
        ...evidenceOf(finding),
        ...placesOf(finding, report.generatedAt),
      ],
    };
  });
  return bigTable({ id: 'all-findings', caption: 'All findings', columns, rows });
}

const tones: Readonly<Record<Verdict, string>> = {
  leftover: 'bad',
  retained: 'warn',
  unknown: 'warn',
  busy: 'calm',
  live: 'good',
  protected: 'good',
};

function verdictWord({ verdict, confidence }: Finding): string {
  return confidence === null ? verdict : `${verdict}, ${confidence}`;
}

/** The order of the report: leftovers first, the surest of them at the top. */
function rankOf({ verdict, confidence }: Finding): number {
  const sure = confidence === null ? 0 : ['certain', 'high', 'low'].indexOf(confidence);
  return verdicts.indexOf(verdict) * 10 + sure;
}

function evidenceOf({ row, evidence }: Finding): Fact[] {
  return [
    fact('Why', rowText(row).sentence),
    ...evidence.map(({ code, detail, source }) => fact(code, readable(detail), { source })),
  ];
}

function placesOf(finding: Finding, now: string): Fact[] {
  const { busyUntil, modifiedAt, usedBy, uses, consoleUrl, arn } = finding;
  return [
    ...(busyUntil === null ? [] : [fact('Busy until', nearMinute(busyUntil, now))]),
    ...(modifiedAt === null ? [] : [fact('Last changed', localMinute(modifiedAt))]),
    ...(usedBy.length === 0 ? [] : [fact('Used by', readable(usedBy.join(', ')))]),
    ...(uses.length === 0 ? [] : [fact('Uses', readable(uses.join(', ')))]),
    ...(arn === null ? [] : [fact('ARN', arn)]),
    fact('In the console', 'Open its page', { link: consoleUrl }),
  ];
}
