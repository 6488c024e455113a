import { ownCommand } from '../../model/command.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Finding, Report, StageReport } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import { verdicts } from '../../model/verdict.ts';
import { joined } from '../../text/blocks.ts';
import { commandText } from '../../text/command-text.ts';
import { comparisonLines } from '../comparison.ts';
import { findingSection } from './finding-lines.ts';
import { gapLines } from './gap-lines.ts';
import { costText } from '../../text/money.ts';
import { nextSteps } from './next-steps.ts';
import { quotaLines } from '../quotas.ts';
import { sortedFindings } from '../../model/order.ts';
import { count, listed, pairOf, plain } from '../../text/text.ts';
import { undecidedGroups, undecidedLine } from '../undecided.ts';
import { versionsCounted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { readable } from '../../text/times.ts';
import { wrapped } from '../../text/wrap.ts';

/** Facts for a report that do not come from the account. */
export interface ReportContext {
  /** Keys that a sweep without questions takes as it is; null: no plan was made. */
  readonly ready?: ReadonlySet<string> | null;
  /** The filters leave this stage. */
  readonly isAsked?: (stage: StageReport) => boolean;
  /** What changed since an earlier report; null: there is none. */
  readonly comparison?: Comparison | null;
  /** One sentence on what waits in quarantine; null: nothing does. */
  readonly waiting?: string | null;
}

const headings: Readonly<Record<Verdict, string>> = {
  leftover: 'Leftovers',
  retained: 'Retained on purpose',
  unknown: 'Unknown: the proof is missing',
  busy: 'Busy',
  live: 'Live',
  protected: 'Protected',
};

/**
 * The report of a scan for people: the number of leftovers first, then each with its evidence, the gaps, and
 * the next steps.
 */
export function renderReport(
  report: Report,
  view: TextStyle,
  { ready = null, isAsked = () => true, waiting = null, comparison = null }: ReportContext = {},
): string {
  const shown = verdicts.filter(
    (verdict) => view.verbose || (verdict !== 'live' && verdict !== 'protected'),
  );
  const surroundings = { stages: report.stages, now: report.generatedAt, ready };
  return joined([
    opening(report, view, ready),
    ...shown.map((verdict) =>
      findingSection(headings[verdict], findingsOf(report, verdict), surroundings, view),
    ),
    quotaLines(report.quotas, view),
    gapLines(report.gaps, view, report.findings),
    closing(report, view),
    comparisonLines(comparison),
    waiting === null ? [] : wrapped(readable(waiting), view.width),
    advice(report, view, isAsked),
  ]);
}

/** The same without the findings: it stands above a list to choose from. */
export function renderHeadline(
  report: Report,
  view: TextStyle,
  ready: ReadonlySet<string> | null = null,
): string {
  return joined([
    opening(report, view, ready),
    gapLines(report.gaps, view, report.findings),
    closing(report, view),
  ]);
}

function opening(report: Report, view: TextStyle, ready: ReadonlySet<string> | null): string[] {
  return [
    ...wrapped(summaryLine(report.findings, ready), view.width).map(view.paint.bold),
    ...wrapped(header(report), view.width),
    ...report.warnings.flatMap((warning) =>
      wrapped(`${view.marks.warning} ${plain(warning)}`, view.width),
    ),
  ];
}

/** `22 leftovers in 6 stages · 18 ready to delete · 4 need your decision`: versions count with their function. */
export function summaryLine(
  findings: readonly Finding[],
  ready: ReadonlySet<string> | null,
): string {
  const leftovers = versionsCounted(
    findings.filter(({ verdict }) => verdict === 'leftover'),
  ).things;
  if (leftovers.length === 0) return 'No leftovers found.';
  const owned = leftovers.filter(({ app, stage }) => app !== null && stage !== null);
  const stages = new Set(owned.map(pairOf)).size;
  const where = stages === 0 ? '' : ` in ${count(stages, 'stage')}`;
  const found = `${count(leftovers.length, 'leftover')}${where}`;
  if (ready === null) return found;
  const taken = leftovers.filter(({ key }) => ready.has(key)).length;
  const open = leftovers.length - taken;
  return [
    found,
    `${taken} ready to delete`,
    ...(open > 0 ? [`${open} ${open === 1 ? 'needs' : 'need'} your decision`] : []),
  ].join(' · ');
}

/** The account, the homes and the regions that were read. */
export function header(report: Report): string {
  const where = report.simulated ? ' (simulated)' : '';
  return [
    `Account ${report.account}${where}`,
    count(report.regions.length, 'region'),
    count(report.homes.length, 'home'),
    count(report.stages.length, 'stage'),
  ].join(' · ');
}

function findingsOf(report: Report, verdict: Verdict): Finding[] {
  return sortedFindings(report.findings).filter((finding) => finding.verdict === verdict);
}

/** The totals besides the resources that can be deleted. */
export function closing(report: Report, view: TextStyle): string[] {
  const { summary, findings, gaps } = report;
  const number = (verdict: Verdict) =>
    versionsCounted(findings.filter((finding) => finding.verdict === verdict)).things.length;
  const others = (['retained', 'unknown', 'busy', 'live', 'protected'] as const).flatMap(
    (verdict) => (number(verdict) > 0 ? [`${number(verdict)} ${verdict}`] : []),
  );
  return [
    ...sureLines(findings),
    ...costLines(summary),
    ...(others.length > 0 ? [`Left alone: ${listed(others)}.`] : []),
    ...undecidedLine(undecidedGroups(findings, gaps)),
    ...(summary.hidden > 0
      ? [`Hidden by --app or --stage: ${count(summary.hidden, 'finding')} without a certain owner.`]
      : []),
  ].flatMap((line) => wrapped(line, view.width));
}

function sureLines(findings: readonly Finding[]): string[] {
  const { things } = versionsCounted(findings.filter(({ verdict }) => verdict === 'leftover'));
  if (things.length === 0) return [];
  const counts = (['certain', 'high', 'low'] as const).flatMap((confidence) => {
    const number = things.filter((finding) => finding.confidence === confidence).length;
    return number > 0 ? [`${number} ${confidence}`] : [];
  });
  return [`How sure it is that they are leftovers: ${listed(counts)}.`];
}

function costLines({ leftover, cost }: Report['summary']): string[] {
  const text = costText(cost);
  return leftover === 0 || text === null ? [] : [`Cost: ${text}.`];
}

/** The next steps. */
export function advice(
  report: Report,
  view: TextStyle,
  isAsked: (stage: StageReport) => boolean,
): string[] {
  if (report.summary.leftover === 0) return nextSteps(report, view, isAsked);
  return [
    `See what would be deleted: ${commandText(ownCommand('plan'), view.repeated)}`,
    `Choose and delete: ${commandText(ownCommand('interactive'), view.repeated)}`,
  ];
}
