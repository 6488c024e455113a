import type { Comparison } from '../../model/comparison.ts';
import type { Sentence } from '../../model/command.ts';
import { onlyDisabled, type Gains, type Plan } from '../../model/plan.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';
import { joined } from '../../text/blocks.ts';
import { sentenceText, sentenceWords } from '../../text/command-text.ts';
import { comparisonLines } from '../comparison.ts';
import { exclusionLines } from '../exclusion-lines.ts';
import { gainSentences } from '../gains.ts';
import { beginning, leftLines, plannedQuarantine } from '../quarantine.ts';
import { plannedRemovalLines } from '../stage-removals.ts';
import { planPicture } from './plan-picture.ts';
import { count, pairOf, plain } from '../../text/text.ts';
import { spanText } from '../../text/times.ts';
import { versionsCounted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped, wrappedWords } from '../../text/wrap.ts';

export interface PlannedTime {
  readonly plan: Plan;
  /** How long the longest chain of waits takes. */
  readonly seconds: number;
  readonly gains: Gains;
  /** There is nobody to ask: the rails of `--yes` hold. */
  readonly unattended?: boolean;
  /** What `--remove-with` would do first. */
  readonly removals?: readonly StageRemoval[];
  /** What changed since an earlier report. */
  readonly comparison?: Comparison | null;
  /** The next step, where no question asks for it. */
  readonly next?: Sentence | null;
}

/** How much a sweep would delete and in which order, the resources it would leave, and the next step. */
export function renderPlan(planned: PlannedTime, view: TextStyle): string {
  const { plan, next, removals = [] } = planned;
  const { versionsOf } = versionsCounted(plan.basis);
  return joined([
    plannedRemovalLines(removals),
    [
      ...wrapped(planSummary(planned), view.width).map((line) => view.paint.bold(line)),
      ...(isIdle(plan) ? [] : wrapped(forWhom(planned), view.width)),
    ],
    planPicture(plan.steps, view, versionsOf),
    notes(plan, view),
    exclusionLines(plan.excluded, view),
    leftTheQuarantine(plan, view),
    comparisonLines(planned.comparison ?? null),
    refusalLines(plan, view),
    !isIdle(plan) || isRemoving(planned)
      ? [
          ...whatItFrees(planned).flatMap((sentence) => wrapped(sentence, view.width)),
          ...(next ? wrappedWords(sentenceWords(next, view.repeated), view.width) : []),
        ]
      : [],
  ]);
}

/** Something would be done before its own steps. */
export function isRemoving({ removals = [] }: Pick<PlannedTime, 'removals'>): boolean {
  return removals.some(({ outcome }) => outcome === 'planned');
}

/** It deletes, disables and notes nothing. */
export function isIdle(plan: Pick<Plan, 'steps' | 'quarantine'>): boolean {
  return plan.steps.length === 0 && beginning(plan).length === 0;
}

/** How many resources go, of how many stages, how long it takes. */
export function planSummary({ plan, seconds }: PlannedTime): string {
  const later = plannedQuarantine(plan);
  const disabled = onlyDisabled(plan);
  const deleting = plan.steps.filter(({ key }) => !disabled.has(key));
  if (deleting.length === 0) return ['Nothing would be deleted.', later].join(' ').trim();
  const resources = new Set(deleting.map((step) => step.key)).size;
  const stages = new Set(deleting.map(pairOf)).size;
  const data = new Set(plan.steps.filter((step) => step.losesData).map((step) => step.key)).size;
  const loss =
    data > 0 ? ` ${data} of them ${data === 1 ? 'holds' : 'hold'} data that is lost.` : '';
  return `${count(resources, 'resource')} of ${count(stages, 'stage')} would be deleted from account ${plan.account}, in about ${spanText(seconds)}.${loss} ${later}`.trim();
}

/**
 * One account has two plans: with somebody to ask, data loss and living stages are asked about; without, they
 * stay.
 */
export function forWhom({ unattended = false }: PlannedTime): string {
  return unattended
    ? 'This plan is for an unattended sweep (--yes): what a person must decide stays.'
    : 'This plan is for you, at a terminal: you are asked before anything is deleted.';
}

/** Steps that take longer than the plan's own estimate. */
export function notes(plan: Plan, view: TextStyle): string[] {
  const isSlow = plan.steps.some(({ kind }) => kind === 'lambda-edge-function');
  return isSlow
    ? wrapped(
        'AWS lets go of an edge function only when its copies at the edges are gone, which can take hours: then it is parked, and "resume" deletes it later.',
        view.width,
      )
    : [];
}

/** Nothing, where it only begins a quarantine. */
export function whatItFrees({ plan, gains }: PlannedTime): readonly string[] {
  return plan.steps.some(({ action }) => action !== 'disable') ? gainSentences(gains) : [];
}

/** As a block of its own; none where nothing left it. */
export function leftTheQuarantine(plan: Pick<Plan, 'quarantine'>, view: TextStyle): string[] {
  const { heading, lines } = leftLines(plan, view);
  if (heading === null) return [];
  return [
    view.paint.bold(heading),
    ...lines.flatMap((line) => wrapped(line, view.rowWidth - 2)).map((line) => `  ${line}`),
  ];
}

/** Why it is not carried out. */
export function refusalLines(plan: Plan, view: TextStyle): string[] {
  if (!plan.refusal) return [];
  return [
    view.paint.red(`${view.marks.failed} ${plain(plan.refusal.message)}`),
    `  ${plain(sentenceText(plan.refusal.hint, view.repeated))}`,
  ];
}
