import type { Finding, Report } from '../../model/finding.ts';
import { advice, closing, type ReportContext } from '../terminal/scan.ts';
import { localMinute } from '../../text/times.ts';
import { undecidedGroups } from '../undecided.ts';
import { versionsCounted, type Counted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { gapsHtml, quotasHtml, undecidedHtml } from './account-parts.ts';
import { markup } from './escape.ts';
import { findingTable } from './finding-rows.ts';
import { paragraphs, textLines, type Section } from './page.ts';
import { totalsHtml } from './totals.ts';

/** The findings of a survey, on every page. Sections without content are left out. */
export function reportSections(
  report: Report,
  { ready = null }: ReportContext,
  view: TextStyle,
  afterTotals: readonly Section[] = [],
): Section[] {
  const counted: Counted<Finding> = view.verbose
    ? { things: report.findings, versionsOf: () => 0 }
    : versionsCounted(report.findings);
  const undecided = undecidedGroups(report.findings, report.gaps).length > 0;
  return [
    {
      id: 'totals',
      heading: 'Totals',
      body: markup`${paragraphs(closing(report, view))}${totalsHtml(counted.things)}`,
    },
    ...afterTotals,
    ...(report.findings.length > 0
      ? [
          {
            id: 'findings',
            heading: `Findings (${counted.things.length})`,
            body: findingTable(report, counted, ready),
          },
        ]
      : []),
    ...(undecided ? [{ id: 'undecided', heading: 'Undecided', body: undecidedHtml(report) }] : []),
    ...(report.gaps.length > 0
      ? [
          {
            id: 'gaps',
            heading: `Could not be read (${report.gaps.length})`,
            body: gapsHtml(report, view),
          },
        ]
      : []),
    ...(report.quotas.length > 0
      ? [{ id: 'quotas', heading: 'Quotas', body: quotasHtml(report.quotas) }]
      : []),
  ];
}

/** Commands as they are copied. */
export function nextSection(
  report: Report,
  { isAsked = () => true }: ReportContext,
  view: TextStyle,
): Section[] {
  const lines = advice(report, view, isAsked);
  return lines.length === 0 ? [] : [{ id: 'next', heading: 'What next', body: textLines(lines) }];
}

export function looked({ generatedAt }: Report): string {
  return `The account was looked at on ${localMinute(generatedAt)}.`;
}
