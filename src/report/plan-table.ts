import prettyMilliseconds from 'pretty-ms';
import type { Sentence } from '../model/command.ts';
import type { Gains, Plan, Step } from '../model/plan.ts';
import { joined } from './blocks.ts';
import { sentenceText } from './command-text.ts';
import { exclusionLines } from './exclusion-lines.ts';
import { gainSentences } from './gains.ts';
import { grid } from './grid.ts';
import { count, listed, pairOf, plain } from './text.ts';
import type { View } from './view.ts';
import { wrapped } from './wrap.ts';

export interface PlannedTime {
  readonly plan: Plan;
  /** How long the longest chain of waits takes. */
  readonly seconds: number;
  readonly gains: Gains;
  /** What to do next, where that is not asked anyway. */
  readonly next?: Sentence | null;
}

/** What a sweep would do, in the order of the run, and what it would leave. */
export function renderPlan(planned: PlannedTime, view: View): string {
  const { plan, next } = planned;
  return joined([
    stepLines(plan.steps, view),
    exclusionLines(plan.excluded, view),
    refusalLines(plan, view),
    [
      view.paint.bold(planSummary(planned)),
      ...(plan.steps.length > 0 ? gainLines(planned.gains, view) : []),
      ...(next !== undefined && next !== null && plan.steps.length > 0
        ? [sentenceText(next, view.repeated)]
        : []),
    ],
  ]);
}

/** How many resources go, of how many stages, how long it takes. */
function planSummary({ plan, seconds }: PlannedTime): string {
  if (plan.steps.length === 0) return 'Nothing would be deleted.';
  const resources = new Set(plan.steps.map((step) => step.key)).size;
  const stages = new Set(plan.steps.map(pairOf)).size;
  const data = new Set(plan.steps.filter((step) => step.losesData).map((step) => step.key)).size;
  const loss =
    data > 0 ? ` ${data} of them ${data === 1 ? 'holds' : 'hold'} data that is lost.` : '';
  return `${count(resources, 'resource')} of ${count(stages, 'stage')} would be deleted from account ${plan.account} in ${count(plan.steps.length, 'step')}, in about ${duration(seconds)}.${loss}`;
}

function gainLines(gains: Gains, { width }: View): string[] {
  return gainSentences(gains).flatMap((sentence) => wrapped(sentence, width));
}

function duration(seconds: number): string {
  return prettyMilliseconds(Math.max(1, Math.round(seconds)) * 1000, { unitCount: 2 });
}

function stepLines(steps: readonly Step[], view: View): string[] {
  if (steps.length === 0) return [];
  const numbers = new Map(steps.map((step, index) => [step.id, index + 1]));
  const rows = steps.map((step, index) => [
    String(index + 1),
    { text: step.action, style: step.losesData ? view.paint.red : view.paint.bold },
    step.kind,
    step.resource,
    pairOf(step),
    { text: waits(step, numbers), style: view.paint.dim },
    { text: step.losesData ? 'loses data' : '', style: view.paint.red },
  ]);
  return [
    view.paint.bold(`Steps (${steps.length})`),
    ...grid(rows, { width: view.rowWidth, indent: 2, id: 3 }),
  ];
}

function waits(step: Step, numbers: ReadonlyMap<string, number>): string {
  const after = step.waitsFor.map((id) => numbers.get(id)).filter((number) => number !== undefined);
  if (after.length === 0) return '';
  if (after.length > 4) return `after ${after.length} steps`;
  return `after ${listed(after.toSorted((left, right) => left - right).map(String))}`;
}

function refusalLines(plan: Plan, view: View): string[] {
  if (!plan.refusal) return [];
  return [
    view.paint.red(`${view.marks.failed} ${plain(plan.refusal.message)}`),
    `  ${plain(sentenceText(plan.refusal.hint, view.repeated))}`,
  ];
}
