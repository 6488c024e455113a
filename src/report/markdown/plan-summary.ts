import type { Step } from '../../model/plan.ts';
import { sentenceText } from '../../text/command-text.ts';
import { comparisonLines } from '../comparison.ts';
import { grouped } from '../terminal/finding-lines.ts';
import { kindWord } from '../../text/kind-words.ts';
import { doing, nodesOf, timeOf, type PlanNode } from '../plan-nodes.ts';
import {
  forWhom,
  isIdle,
  isRemoving,
  notes,
  planSummary,
  refusalLines,
  whatItFrees,
  type PlannedTime,
} from '../terminal/plan.ts';
import { plannedRemovalLines } from '../stage-removals.ts';
import { versionsCounted } from '../../text/versions.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { idCell, prose } from './escape.ts';
import { fence, fitted, lines, table, type Block } from './fitted.ts';
import { flowchart } from './flowchart.ts';
import { keptBackTables, leftBlocks, linesBlock } from './kept-back.ts';

/**
 * A plan as a CI's job summary: totals, chart, stage by stage, exclusions with their reasons, and the next
 * command.
 */
export function planMarkdown(planned: PlannedTime, view: TextStyle): string {
  const { plan, next, removals = [] } = planned;
  const { versionsOf } = versionsCounted(plan.basis);
  const isEmpty = isIdle(plan);

  const refusal = refusalLines(plan, view);
  const after = [
    ...whatItFrees(planned),
    ...(next && (!isEmpty || isRemoving(planned)) ? [sentenceText(next, view.repeated)] : []),
  ];
  return fitted([
    lines(`## sst-sweep: ${prose(planSummary(planned))}`),
    ...linesBlock(plannedRemovalLines(removals)),
    ...(isEmpty
      ? []
      : [
          lines(prose(forWhom(planned))),
          ...(plan.steps.length > 0 ? [flowchart(plan.steps, versionsOf)] : []),
        ]),
    ...stageTables(plan.steps, versionsOf),
    ...notes(plan, view).map((note) => lines(prose(note))),
    ...keptBackTables(plan.excluded, view),
    ...leftBlocks(plan, view),
    ...linesBlock(comparisonLines(planned.comparison ?? null)),
    ...(refusal.length === 0 ? [] : [fence(refusal, { isKept: true })]),
    ...(after.length === 0 ? [] : [fence(after, { isKept: true })]),
  ]);
}

function stageTables(
  steps: readonly Step[],
  versionsOf: (thing: { readonly key: string }) => number,
): Block[] {
  return [...grouped([...nodesOf(steps).values()], ({ pair }) => pair)].map(([pair, members]) =>
    table(
      `### ${prose(`${pair} · about ${timeOf(members)}`)}`,
      ['Kind', 'Id', 'What happens', 'Data'],
      members.map((node) => [
        ...nameCells(node),
        prose(doing(node, versionsOf(node))),
        node.steps.some(({ losesData }) => losesData) ? '**is lost**' : '',
      ]),
    ),
  );
}

function nameCells({ steps: [step] }: PlanNode): string[] {
  return step ? [prose(kindWord(step.kind)), idCell(step.resource, step.region)] : ['', ''];
}
