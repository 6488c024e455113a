import { ownCommand } from '../model/command.ts';
import type { Finding, Report, StageReport, Verdict } from '../model/finding.ts';
import { verdicts } from '../model/finding.ts';
import { joined } from './blocks.ts';
import { sentenceText } from './command-text.ts';
import { gapLines } from './gap-lines.ts';
import { grid } from './grid.ts';
import { costText } from './money.ts';
import { nextSteps } from './next-steps.ts';
import { quotaLines } from './quotas.ts';
import { sortedFindings } from './sort.ts';
import { count, cut, listed, minute, pairOf, plain } from './text.ts';
import { undecidedGroups, undecidedLine } from './undecided.ts';
import type { Style, View } from './view.ts';

const headings: Readonly<Record<Verdict, string>> = {
  leftover: 'Leftovers',
  retained: 'Retained on purpose',
  unknown: 'Unknown: the proof is missing',
  busy: 'Busy',
  live: 'Live',
  protected: 'Protected',
};

/** The report of a scan for people: what was left behind and why, what could not be read, what to do next. */
export function renderReport(report: Report, view: View): string {
  const shown = verdicts.filter(
    (verdict) => view.verbose || (verdict !== 'live' && verdict !== 'protected'),
  );
  return joined([
    opening(report, view),
    ...shown.map((verdict) => section(verdict, report, view)),
    quotaLines(report.quotas, view),
    gapLines(report.gaps, view, report.findings),
    [...closing(report, view), ...advice(report, view)],
  ]);
}

/** The same without the findings: what stands above a list to choose from. */
export function renderHeadline(report: Report, view: View): string {
  return joined([
    opening(report, view),
    gapLines(report.gaps, view, report.findings),
    closing(report, view),
  ]);
}

function opening(report: Report, view: View): string[] {
  return [
    header(report),
    ...report.warnings.map((warning) => `${view.marks.warning} ${plain(warning)}`),
  ];
}

function header(report: Report): string {
  const where = report.simulated ? ' (simulated)' : '';
  return `Account ${report.account}${where}: ${count(report.regions.length, 'region')}, ${count(report.homes.length, 'home')}, ${count(report.stages.length, 'stage')}.`;
}

function section(verdict: Verdict, report: Report, view: View): string[] {
  const findings = sortedFindings(report.findings).filter((finding) => finding.verdict === verdict);
  if (findings.length === 0) return [];
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const pair = pairOf(finding);
    groups.set(pair, [...(groups.get(pair) ?? []), finding]);
  }
  return [
    view.paint.bold(`${headings[verdict]} (${findings.length})`),
    ...[...groups].flatMap(([pair, members]) => [
      `  ${pair}${stageNote(members[0], report.stages, view)}`,
      ...findingLines(members, view),
    ]),
  ];
}

function stageNote(
  finding: Finding | undefined,
  stages: readonly StageReport[],
  view: View,
): string {
  const places = stages.filter(
    (stage) => stage.app === finding?.app && stage.stage === finding.stage,
  );
  const [only] = places;
  if (!only) return '';
  if (places.length > 1) return view.paint.dim(` · in ${places.length} places`);
  const since = only.status === 'removed' && only.removedAt ? ` ${minute(only.removedAt)}` : '';
  return view.paint.dim(` · ${only.status}${since}`);
}

/** Kind, id, region, how sure; below each, what decided. */
function findingLines(findings: readonly Finding[], view: View): string[] {
  const lines = grid(
    findings.map((finding) => [
      finding.kind,
      finding.id,
      finding.region === 'global' ? '' : finding.region,
      { text: finding.confidence ?? finding.verdict, style: styleOf(finding, view) },
    ]),
    { width: view.rowWidth, indent: 4, id: 1 },
  );
  return lines.flatMap((line, index) => {
    const finding = findings[index];
    return finding ? [line, ...reasons(finding, view)] : [line];
  });
}

function styleOf(finding: Finding, { paint }: View): Style {
  if (finding.confidence === 'certain' || finding.confidence === 'high') return paint.green;
  return finding.verdict === 'leftover' || finding.verdict === 'unknown' ? paint.yellow : paint.dim;
}

function reasons(finding: Finding, view: View): string[] {
  const evidence = view.verbose
    ? finding.evidence.map(({ code, detail, source }) => `${code}: ${detail} (${source})`)
    : finding.evidence.slice(0, 1).map(({ detail }) => detail);
  const until = finding.busyUntil ? [`Busy until ${minute(finding.busyUntil)} UTC.`] : [];
  // Whoever asked for everything gets it whole.
  const room = view.verbose ? Number.POSITIVE_INFINITY : Math.max(40, view.rowWidth - 8);
  return [...until, ...evidence].map((text) => view.paint.dim(`        ${cut(plain(text), room)}`));
}

function closing({ summary, findings, gaps }: Report, view: View): string[] {
  const { certain, high, low } = summary.byConfidence;
  const stages = new Set(findings.filter((finding) => finding.verdict === 'leftover').map(pairOf));
  const found =
    summary.leftover === 0
      ? 'No leftovers found.'
      : `Found ${count(summary.leftover, 'leftover')} of ${count(stages.size, 'stage')}: ${certain} certain, ${high} high, ${low} low.`;
  const others = (['retained', 'unknown', 'busy', 'live', 'protected'] as const)
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => `${summary[verdict]} ${verdict}`);
  return [
    view.paint.bold(found),
    ...costLines(summary),
    ...(others.length > 0 ? [`Left alone: ${listed(others)}.`] : []),
    ...undecidedLine(undecidedGroups(findings, gaps)),
    ...(summary.hidden > 0
      ? [`Hidden by --app or --stage: ${count(summary.hidden, 'finding')} without a certain owner.`]
      : []),
  ];
}

function costLines({ leftover, cost }: Report['summary']): string[] {
  const text = costText(cost);
  if (leftover === 0 || text === null) return [];
  const unknown = cost.unpriced > 0 ? ` Of ${cost.unpriced} no price is known.` : '';
  return [`They cost ${text}.${unknown}`];
}

function advice(report: Report, view: View): string[] {
  if (report.summary.leftover === 0) return nextSteps(report, view);
  return [
    sentenceText(
      [
        'See what would be deleted with ',
        ownCommand('plan'),
        '; review and delete with ',
        ownCommand('interactive'),
        '.',
      ],
      view.repeated,
    ),
  ];
}
