import type { Repeated } from '../../model/command.ts';
import type { Finding, StageReport } from '../../model/finding.ts';
import type { Gap } from '../../model/gap.ts';
import type { RouteRecord } from '../../model/routes.ts';
import { sentenceText } from '../../text/command-text.ts';
import { gapLines } from './gap-lines.ts';
import { kindWord } from '../../text/kind-words.ts';
import { findingJson, gapsJson, stageJson } from '../json/parts.ts';
import { costText } from '../../text/money.ts';
import { routeFacts, routesJson } from './routes.ts';
import { rowText, type WaysOn } from './finding-tables.ts';
import type { ExplainJson } from '../json/schema/explain.ts';
import { byFirst, sortedStages } from '../../model/order.ts';
import { bytes, listed, pairOf, plain } from '../../text/text.ts';
import { localMinute, readable } from '../../text/times.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

/** One resource, with the stages and gaps that its verdict rests on. */
export interface Explanation {
  readonly finding: Finding;
  readonly stages: readonly StageReport[];
  readonly gaps: readonly Gap[];
  /** For a store: its routes as states list them; for other kinds: the routes that lead there. */
  readonly routes: readonly RouteRecord[];
  /** The source of its kind's times, in one sentence. */
  readonly ageRestsOn: string;
  /** The one fact that would decide about an `unknown`; null: it is none. */
  readonly wouldDecide: string | null;
  readonly ways: WaysOn;
  /** Since when it waits in quarantine, and until when; null: it does not. */
  readonly quarantine?: string | null;
}

export interface Explanations {
  readonly account: string;
  readonly simulated: boolean;
  readonly endpoint: string | null;
  readonly generatedAt: string;
  readonly explanations: readonly Explanation[];
}

export function explainJson(explained: Explanations, repeated: Repeated): ExplainJson {
  return {
    schema: 'sst-sweep/explain@1',
    generatedAt: explained.generatedAt,
    account: explained.account,
    simulated: explained.simulated,
    endpoint: explained.endpoint,
    explanations: sorted(explained).map(
      ({ finding, stages, gaps, routes, ageRestsOn, wouldDecide, ways }) => ({
        finding: findingJson(finding),
        decidedBy: rowText(finding.row).sentence,
        ageRestsOn,
        wouldDecide,
        wouldChange: rowText(finding.row)
          .change(ways)
          .map((sentence) => sentenceText(sentence, repeated)),
        stages: sortedStages(stages).map(stageJson),
        gaps: gapsJson(gaps),
        routes: routesJson(routes),
      }),
    ),
  };
}

export function renderExplanations(explained: Explanations, view: TextStyle): string {
  return sorted(explained)
    .map((explanation) => `${renderOne(explanation, view).join('\n')}\n`)
    .join('\n');
}

function sorted({ explanations }: Explanations): Explanation[] {
  return explanations.toSorted(byFirst(({ finding }) => finding.key));
}

function renderOne(
  { finding, stages, gaps, routes, ageRestsOn, wouldDecide, ways, quarantine = null }: Explanation,
  view: TextStyle,
): string[] {
  const { bold } = view.paint;
  const confidence = finding.confidence ? `, ${finding.confidence}` : '';
  const { sentence, change: changes } = rowText(finding.row);
  const change = changes(ways);
  return [
    bold(`${kindWord(finding.kind)} ${plain(finding.id)}: ${finding.verdict}${confidence}`),
    ...indented(verdictText(finding, sentence), view),
    ...(view.verbose ? [view.paint.dim(`  Row ${finding.row} of the table of verdicts`)] : []),
    ...(wouldDecide === null ? [] : indented(readable(wouldDecide), view)),
    '',
    ...facts(finding, { ageRestsOn, quarantine }),
    '',
    bold(`Evidence (${finding.evidence.length})`),
    ...finding.evidence.flatMap((each) => [
      ...indented(readable(each.detail), view),
      view.paint.dim(
        `      ${view.verbose ? `${plain(each.code)}, ` : ''}read from ${plain(each.source)}`,
      ),
    ]),
    ...stageLines(stages, view),
    ...routeFacts(routes, view),
    ...(gaps.length > 0 ? ['', ...gapLines(gaps, view)] : []),
    ...(change.length > 0
      ? [
          '',
          bold('What would change it'),
          ...change.map((sentence) => `  ${sentenceText(sentence, view.repeated)}`),
        ]
      : []),
  ];
}

/** The meaning of the verdict for whoever asks, before the reasons. */
function verdictText({ verdict, confidence }: Finding, sentence: string): string {
  if (verdict === 'live' || verdict === 'protected') return `Stays: ${lowered(sentence)}`;
  if (verdict !== 'leftover') return `Stays unless you say more: ${lowered(sentence)}`;
  return confidence === 'low'
    ? `Perhaps left over: ${lowered(sentence)}`
    : `Left over: ${lowered(sentence)}`;
}

function lowered(sentence: string): string {
  return /^(It|A|Its|Something|The|Nothing) /.test(sentence)
    ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    : sentence;
}

function indented(text: string, view: TextStyle): string[] {
  return wrapped(text, view.width - 2).map((line) => `  ${line}`);
}

/** Not a grid: people copy long values from here, which must be whole. */
function facts(
  finding: Finding,
  { ageRestsOn, quarantine }: { readonly ageRestsOn: string; readonly quarantine: string | null },
): string[] {
  const rows: [string, string | null][] = [
    ['name', finding.name],
    ['ARN', finding.arn],
    ['region', finding.region],
    ['of', pairOf(finding)],
    ['component', finding.component],
    ['created', finding.createdAt && localMinute(finding.createdAt)],
    ['changed', finding.modifiedAt && localMinute(finding.modifiedAt)],
    ['age', ageRestsOn],
    ['busy until', finding.busyUntil && localMinute(finding.busyUntil)],
    ['quarantine', quarantine && readable(quarantine)],
    ['used by', listed(finding.usedBy.map(readable)) || null],
    ['uses', listed(finding.uses.map(readable)) || null],
    ['blocked', listed(finding.blockers.map((blocker) => blocker.detail)) || null],
    ['size', finding.sizeBytes === null ? null : bytes(finding.sizeBytes)],
    ['costs', costText({ monthlyUsd: finding.monthlyCostUsd, unpriced: 0 })],
    ['loses data', finding.losesData ? 'yes' : null],
    ['console', finding.consoleUrl || null],
  ];
  return rows
    .filter((row): row is [string, string] => row[1] !== null)
    .map(([label, value]) => `  ${label.padEnd(12)}${plain(value)}`);
}

function stageLines(stages: readonly StageReport[], view: TextStyle): string[] {
  if (stages.length === 0) return [];
  return [
    '',
    view.paint.bold('Its stage'),
    ...sortedStages(stages).flatMap((stage) => {
      const run = stage.lastRun
        ? `, last run ${stage.lastRun.command} ${localMinute(stage.lastRun.startedAt)}`
        : '';
      const text = `${pairOf(stage)} in ${plain(stage.location)}: ${stage.status}${run}, history ${stage.history}`;
      return indented(text, view);
    }),
  ];
}
