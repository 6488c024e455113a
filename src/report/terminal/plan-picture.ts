import type { Step } from '../../model/plan.ts';
import { columnWidth } from '../../text/column-width.ts';
import { kindCount, kindWord, shownId } from '../../text/kind-words.ts';
import { doing, nodesOf, type PlanNode, timeOf } from '../plan-nodes.ts';
import { byFirst } from '../../model/order.ts';
import { count, listed, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

/** Larger plans are told stage by stage; `--verbose` draws all. */
export const drawnAtMost = 60;

/**
 * The order of a plan, stage by stage: a resource below another, and further in, begins when that one is
 * gone. `versionsOf`: how many versions go with this function.
 */
export function planPicture(
  steps: readonly Step[],
  view: TextStyle,
  versionsOf: (thing: { readonly key: string }) => number,
): string[] {
  const nodes = nodesOf(steps);
  const stages = new Map<string, PlanNode[]>();
  for (const node of nodes.values())
    stages.set(node.pair, [...(stages.get(node.pair) ?? []), node]);
  const inOrder = [...stages].toSorted(byFirst(([pair]) => pair));
  const draws = view.verbose || nodes.size <= drawnAtMost;
  if (!draws) return inOrder.flatMap(([pair, members]) => inShort(pair, members, view));
  const drawn = inOrder.map(([pair, members]) => ({
    heading: `${view.paint.bold(pair)} · ${count(members.length, 'resource')} · about ${timeOf(members)}`,
    lines: drawing(members, nodes, versionsOf),
  }));
  const column = columnBeside(
    drawn.flatMap(({ lines }) => lines),
    view,
  );
  return drawn.flatMap(({ heading, lines }, index) => [
    ...(index === 0 ? [] : ['']),
    heading,
    ...lines.flatMap((line) => lineText(line, column, view)),
  ]);
}

/** A tree: each resource below the last one of its stage for which it waits. */
function drawing(
  members: readonly PlanNode[],
  nodes: ReadonlyMap<string, PlanNode>,
  versionsOf: (thing: { readonly key: string }) => number,
): Line[] {
  const parents = new Map<string, string | null>();
  const depth = (key: string): number => {
    const parent = parents.get(key) ?? null;
    return parent === null ? 0 : depth(parent) + 1;
  };
  const own = new Set(members.map(({ key }) => key));
  for (const node of members) {
    const above = node.waits.filter((key) => own.has(key) && parents.has(key));
    const last = above.toSorted((left, right) => depth(right) - depth(left))[0] ?? null;
    parents.set(node.key, last);
  }
  const lines: Line[] = [];
  const draw = (parent: string | null, lead: string) => {
    const children = members.filter(({ key }) => parents.get(key) === parent);
    for (const [index, node] of children.entries()) {
      const isLast = index === children.length - 1;
      const isRoot = parent === null;
      const hasMore = members.some(({ key }) => parents.get(key) === node.key);
      const below = isRoot ? lead : `${lead}${isLast ? '   ' : '│  '}`;
      lines.push({
        lead: isRoot ? lead : `${lead}${isLast ? '└─ ' : '├─ '}`,
        below: `${below}${hasMore ? '│  ' : '   '}`,
        name: nameOf(node),
        ...wordsOf(node),
        action: doing(node, versionsOf(node)),
        waits: alsoAfter(node, nodes, parents),
        losesData: node.steps.some(({ losesData }) => losesData),
      });
      draw(node.key, below);
    }
  };
  draw(null, '  ');
  return lines;
}

interface Line {
  readonly lead: string;
  readonly below: string;
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  readonly action: string;
  readonly waits: string;
  readonly losesData: boolean;
}

/** The column of the actions, beside the names; null: the screen is too narrow for one. */
function columnBeside(lines: readonly Line[], { rowWidth }: TextStyle): number | null {
  const column = Math.max(...lines.map(({ lead, name }) => columnWidth(lead + name))) + 2;
  return lines.every((line) => column + columnWidth(actionText(line)) <= rowWidth) ? column : null;
}

function actionText({ action, losesData, waits }: Line): string {
  return [action, losesData && 'loses data', waits]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ');
}

function lineText(line: Line, column: number | null, view: TextStyle): string[] {
  const style = line.losesData ? view.paint.red : view.paint.dim;
  const { lead, below, name } = line;
  if (column !== null) {
    const space = ' '.repeat(column - columnWidth(lead + name));
    return [`${lead}${name}${space}${style(actionText(line))}`];
  }
  if (columnWidth(`${lead}${name}: ${actionText(line)}`) <= view.rowWidth)
    return [`${lead}${name}: ${style(actionText(line))}`];
  // Ids are whole in a line of their own.
  const [first = '', ...more] = wrapped(
    `${line.kind}: ${actionText(line)}`,
    view.rowWidth - columnWidth(lead),
  );
  return [
    `${lead}${line.kind}${style(first.slice(line.kind.length))}`,
    ...more.map((text) => `${below}${style(text)}`),
    `${below}${line.id}`,
  ];
}

function nameOf(node: Pick<PlanNode, 'steps'>): string {
  const { kind, id } = wordsOf(node);
  return `${kind} ${id}`;
}

export function wordsOf({ steps: [step] }: Pick<PlanNode, 'steps'>): Pick<Line, 'kind' | 'id'> {
  if (!step) return { kind: '', id: '' };
  return { kind: kindWord(step.kind), id: plain(shownId(step.resource, step.region)) };
}

/** The resources it waits for besides the one above it: more of its own stage, or of another. */
function alsoAfter(
  node: PlanNode,
  nodes: ReadonlyMap<string, PlanNode>,
  parents: ReadonlyMap<string, string | null>,
): string {
  const above = new Set<string>();
  for (let key = parents.get(node.key) ?? null; key !== null; key = parents.get(key) ?? null)
    above.add(key);
  const others = node.waits.flatMap((key) => (above.has(key) ? [] : (nodes.get(key) ?? [])));
  if (others.length === 0) return '';
  const names = others.slice(0, 2).map((other) => {
    const of = other.pair === node.pair ? '' : ` of ${other.pair}`;
    return `${nameOf(other)}${of}`;
  });
  const rest = others.length - names.length;
  return `after ${listed([...names, ...(rest > 0 ? [`${rest} more`] : [])])}`;
}

/** `acme/pr-1 · about 5 min · 1 distribution, 2 functions and 3 buckets`. */
function inShort(pair: string, members: readonly PlanNode[], view: TextStyle): string[] {
  const kinds = new Map<string, number>();
  for (const { steps } of members)
    for (const kind of new Set(steps.map((step) => step.kind)))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const text = listed([...kinds].map(([kind, number]) => kindCount(number, kind)));
  const losing = members.filter(({ steps }) => steps.some(({ losesData }) => losesData)).length;
  return [
    ...wrapped(`${pair} · about ${timeOf(members)} · ${text}`, view.rowWidth),
    ...(losing > 0
      ? [view.paint.red(`  ${losing} of them ${losing === 1 ? 'loses' : 'lose'} data`)]
      : []),
  ];
}
