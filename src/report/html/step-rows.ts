import type { Step } from '../../model/plan.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { doing, nodesOf, type PlanNode } from '../plan-nodes.ts';
import { resourceName } from '../outcome-words.ts';
import { pairOf } from '../../text/text.ts';
import { spanText } from '../../text/times.ts';
import type { RowData } from './browser/table-data.ts';
import type { Html } from './escape.ts';
import { bigTable, column, fact } from './table.ts';

const columns = [
  column('No.', { shows: 'number' }),
  column('Kind', { filters: true }),
  column('Resource', { shows: 'main' }),
  column('Stage', { filters: true }),
  column('What happens'),
  column('Gone after about', { shows: 'number' }),
];

/** The plan in words, in the order in which a sweep would begin. */
export function stepTable(
  steps: readonly Step[],
  versionsOf: (thing: { readonly key: string }) => number,
  caption: string,
): Html {
  const nodes = nodesOf(steps);
  const rows = [...nodes.values()].flatMap((node, index) => {
    const [step] = node.steps;
    return step ? [rowOf(node, step, { index, nodes, versions: versionsOf(node) })] : [];
  });
  return bigTable({ id: 'all-steps', caption, columns, rows });
}

function rowOf(
  node: PlanNode,
  step: Step,
  {
    index,
    nodes,
    versions,
  }: {
    readonly index: number;
    readonly nodes: ReadonlyMap<string, PlanNode>;
    readonly versions: number;
  },
): RowData {
  const losesData = node.steps.some((each) => each.losesData);
  const before = node.waits.flatMap((key) => nodes.get(key)?.steps[0] ?? []).map(resourceName);
  const cells = [
    String(index + 1),
    kindWord(step.kind),
    shownId(step.resource, step.region),
    pairOf(step),
    doing(node, versions),
    spanText(node.ends),
  ];
  return {
    cells,
    order: { 0: index, 5: node.ends },
    tone: losesData ? 'bad' : 'calm',
    notes: losesData ? ['loses data'] : [],
    reason:
      before.length === 0
        ? 'Waits for nothing.'
        : `Waits for ${before[0]}${before.length > 1 ? ` and ${before.length - 1} more` : ''}.`,
    facts: before.length < 2 ? [] : [fact('Must be gone before', before.join(', '))],
  };
}
