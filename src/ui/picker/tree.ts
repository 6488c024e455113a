import { byFirst } from '../../model/order.ts';
import { plain } from '../../text/text.ts';
import { isSafe, mayBeTicked, type Listed } from './pick.ts';

/** A resource, or a heading over all lines up to `end`. */
export type TreeLine = TreeRow | TreeGroup;

export interface TreeRow {
  readonly type: 'row';
  readonly key: string;
  readonly pick: Listed;
  readonly depth: number;
  readonly tickable: boolean;
  readonly safe: boolean;
  /** The text in which a filter is looked for. */
  readonly words: string;
}

export interface TreeGroup {
  readonly type: 'group';
  readonly id: string;
  readonly text: string;
  readonly depth: number;
  /** Index after its last line. */
  readonly end: number;
}

/** App, stage, resource, each below the other; rows that can only be read come last. */
export function treeOf(picks: readonly Listed[]): readonly TreeLine[] {
  const sorted = picks.toSorted(
    byFirst(
      ({ finding }) => finding.app,
      ({ finding }) => finding.stage,
      (pick) => (mayBeTicked(pick) ? 'a' : 'b'),
      ({ finding }) => finding.kind,
      ({ finding }) => finding.id,
      ({ finding }) => finding.key,
    ),
  );
  const lines: TreeLine[] = [];
  appendApps(
    sorted.filter((pick) => !isAside(pick)),
    { lines, depth: 0, under: '' },
  );
  const aside = sorted.filter(isAside);
  if (aside.length > 0) {
    appendGroup({ lines, depth: 0, id: readOnlyGroup, text: 'Only to read' }, () =>
      appendApps(aside, { lines, depth: 1, under: readOnlyGroup }),
    );
  }
  return lines;
}

export const readOnlyGroup = 'read';

/**
 * Unknown and busy ones would hide among the leftovers. Leftovers that the plan keeps back stay with the
 * others.
 */
function isAside({ finding }: Listed): boolean {
  return finding.verdict !== 'leftover' && finding.verdict !== 'retained';
}

interface Place {
  readonly lines: TreeLine[];
  readonly depth: number;
  readonly under: string;
}

function appendApps(picks: readonly Listed[], { lines, depth, under }: Place): void {
  for (const [app, ofApp] of groupedBy(picks, ({ finding }) => finding.app)) {
    const id = `${under}/${JSON.stringify(app)}`;
    const text = app === null ? 'no certain owner' : plain(app);
    appendGroup({ lines, depth, id, text }, () => {
      for (const [stage, ofStage] of groupedBy(ofApp, ({ finding }) => finding.stage)) {
        const group = {
          lines,
          depth: depth + 1,
          id: `${id}/${JSON.stringify(stage)}`,
          text: stage === null ? 'no certain stage' : plain(stage),
        };
        appendGroup(group, () => lines.push(...ofStage.map((pick) => rowOf(pick, depth + 2))));
      }
    });
  }
}

function appendGroup(
  group: { readonly lines: TreeLine[] } & Omit<TreeGroup, 'type' | 'end'>,
  appendMembers: () => void,
): void {
  const { lines, ...heading } = group;
  const index = lines.push({ type: 'group', ...heading, end: 0 }) - 1;
  appendMembers();
  lines[index] = { type: 'group', ...heading, end: lines.length };
}

function rowOf(pick: Listed, depth: number): TreeRow {
  const { finding } = pick;
  const words = [
    finding.kind,
    finding.id,
    finding.name,
    finding.app,
    finding.stage,
    finding.region,
  ];
  return {
    type: 'row',
    key: finding.key,
    pick,
    depth,
    tickable: mayBeTicked(pick),
    safe: isSafe(pick),
    words: plain(
      [...words, finding.verdict, finding.confidence].filter((word) => word !== null).join(' '),
    ).toLowerCase(),
  };
}

function groupedBy(
  picks: readonly Listed[],
  nameOf: (pick: Listed) => string | null,
): ReadonlyMap<string | null, readonly Listed[]> {
  const groups = new Map<string | null, Listed[]>();
  for (const pick of picks) {
    const name = nameOf(pick);
    const group = groups.get(name);
    if (group) group.push(pick);
    else groups.set(name, [pick]);
  }
  return groups;
}
