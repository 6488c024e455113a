import type { Report } from '../../model/finding.ts';
import { header, summaryLine, type ReportContext } from '../terminal/scan.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { pageText } from './page.ts';
import { looked, nextSection, reportSections } from './report-sections.ts';

/** A scan as a page of its own. */
export function scanPage(report: Report, asked: ReportContext, view: TextStyle): string {
  return pageText({
    title: `SST leftovers in account ${report.account}`,
    summary: summaryLine(report.findings, asked.ready ?? null),
    lines: [header(report), looked(report)],
    warnings: report.warnings,
    sections: reportSections(report, asked, view, nextSection(report, asked, view)),
  });
}
