import { readable } from '../../text/times.ts';
import type { Finding, Report, StageReport } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import { verdicts } from '../../model/verdict.ts';
import { grouped, notesOf, reasonsOf, stageNote } from '../terminal/finding-lines.ts';
import { comparisonLines } from '../comparison.ts';
import { linesBlock } from './kept-back.ts';
import { gapLines } from '../terminal/gap-lines.ts';
import { kindWord } from '../../text/kind-words.ts';
import { sortedFindings } from '../../model/order.ts';
import { advice, closing, header, summaryLine, type ReportContext } from '../terminal/scan.ts';
import { pairOf } from '../../text/text.ts';
import { versionsCounted, type Counted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { idCell, prose } from './escape.ts';
import { fence, fitted, lines, table, type Block } from './fitted.ts';

/** The report of a scan as a CI's job summary: totals, then the findings of each stage and their evidence. */
export function scanMarkdown(
  report: Report,
  view: TextStyle,
  { ready = null, isAsked = () => true, waiting = null, comparison = null }: ReportContext = {},
): string {
  const shown = sortedFindings(report.findings).filter(
    ({ verdict }) => view.verbose || (verdict !== 'live' && verdict !== 'protected'),
  );
  const counted = view.verbose ? { things: shown, versionsOf: () => 0 } : versionsCounted(shown);
  const gaps = gapLines(report.gaps, view, report.findings);
  return fitted([
    lines(`## sst-sweep: ${prose(summaryLine(report.findings, ready))}`),
    lines(prose(header(report))),
    ...report.warnings.map((warning) => lines(`> ⚠ ${prose(warning)}`)),
    totals(report),
    lines(...closing(report, view).map((line) => `- ${prose(line)}`)),
    ...linesBlock(comparisonLines(comparison)),
    ...(waiting === null ? [] : [lines(`- ${prose(readable(waiting))}`)]),
    ...stageTables(counted, report, { ready, view }),
    ...(gaps.length === 0 ? [] : [fence(gaps)]),
    fence(advice(report, view, isAsked), { isKept: true }),
  ]);
}

/** As everywhere, a function and its versions count once. */
function totals({ findings }: Report): Block {
  const rows = verdicts.flatMap((verdict) => {
    const { things } = versionsCounted(findings.filter((finding) => finding.verdict === verdict));
    return things.length === 0 ? [] : [[verdict, String(things.length)]];
  });
  return table(null, ['Verdict', 'Resources'], rows);
}

function stageTables(
  { things, versionsOf }: Counted<Finding>,
  { stages, generatedAt }: Report,
  { ready, view }: { readonly ready: ReadonlySet<string> | null; readonly view: TextStyle },
): Block[] {
  // Findings stand in the order of their verdicts, so stages with leftovers come first.
  return [...grouped(things, pairOf)].map(([pair, members]) =>
    table(
      stageHeading(pair, members[0], stages, view),
      ['Verdict', 'Kind', 'Id', 'Why'],
      members.map((finding) => [
        verdictText(finding),
        prose(kindWord(finding.kind)),
        idCell(finding.id, finding.region),
        whyCell(
          notesOf(finding, versionsOf(finding), ready),
          reasonsOf(finding, generatedAt, view),
        ),
      ]),
    ),
  );
}

function stageHeading(
  pair: string,
  finding: Finding | undefined,
  stages: readonly StageReport[],
  view: TextStyle,
): string {
  return `### ${prose(`${pair}${stageNote(finding, stages, view)}`)}`;
}

function verdictText({ verdict, confidence }: { verdict: Verdict; confidence: string | null }) {
  return confidence === null ? verdict : `${verdict} (${confidence})`;
}

function whyCell(notes: readonly string[], reasons: readonly string[]): string {
  const marked = notes.length === 0 ? [] : [`**${prose(notes.join(', '))}**`];
  return [...marked, ...reasons.map(prose)].join('<br>');
}
