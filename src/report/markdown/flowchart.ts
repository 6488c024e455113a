import type { Step } from '../../model/plan.ts';
import { doing, nodesOf, type PlanNode } from '../plan-nodes.ts';
import { drawnAtMost, wordsOf } from '../terminal/plan-picture.ts';
import { cut, plain } from '../../text/text.ts';
import { fence, lines, type Block } from './fitted.ts';

/** Mermaid draws no more arrows than this unless the page allows it. */
const arrowsAtMost = 500;
const labelColumns = 80;

/**
 * The resources that a plan deletes, stage by stage, with arrows to those that have to wait; or a sentence
 * why there is no chart.
 */
export function flowchart(
  steps: readonly Step[],
  versionsOf: (thing: { readonly key: string }) => number,
): Block {
  const nodes = [...nodesOf(steps).values()];
  if (nodes.length > drawnAtMost)
    return lines(`The plan has ${nodes.length} resources: more than ${drawnAtMost} are not drawn.`);
  const arrows = arrowsOf(nodes);
  if (arrows.length > arrowsAtMost)
    return lines(`The plan has ${arrows.length} waits: more than ${arrowsAtMost} are not drawn.`);
  const names = new Map(nodes.map(({ key }, index) => [key, `n${index + 1}`]));
  const name = (key: string) => names.get(key) ?? '';
  const stages = [...new Set(nodes.map(({ pair }) => pair))];
  return fence(
    [
      'flowchart TD',
      ...stages.flatMap((stage, index) => [
        `  subgraph s${index + 1}["${label(stage)}"]`,
        ...nodes
          .filter(({ pair }) => pair === stage)
          .map((node) => `    ${name(node.key)}["${labelOf(node, versionsOf(node))}"]`),
        '  end',
      ]),
      ...arrows.map(([first, then]) => `  ${name(first)} --> ${name(then)}`),
    ],
    { language: 'mermaid' },
  );
}

function labelOf(node: PlanNode, versions: number): string {
  const { kind, id } = wordsOf(node);
  return [kind, id, doing(node, versions)].map(label).join('<br/>');
}

/** Whatever may mean something to Mermaid, or to the HTML that it makes, is written as its own entity. */
function label(text: string): string {
  return cut(plain(text), labelColumns).replace(
    /[^\p{L}\p{M}\p{N} ._/,()·…-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}

/** From each resource to those that wait for it; a wait that others imply is left out. */
function arrowsOf(nodes: readonly PlanNode[]): [first: string, then: string][] {
  const drawn = new Map(nodes.map((node) => [node.key, node]));
  const before = new Map<string, ReadonlySet<string>>();
  const allBefore = (key: string): ReadonlySet<string> => {
    const known = before.get(key);
    if (known) return known;
    const waits = drawn.get(key)?.waits ?? [];
    const all = new Set(waits.flatMap((each) => [each, ...allBefore(each)]));
    before.set(key, all);
    return all;
  };
  return nodes.flatMap(({ key, waits }) =>
    waits
      .filter((first) => !waits.some((other) => allBefore(other).has(first)))
      .map((first): [string, string] => [first, key]),
  );
}
