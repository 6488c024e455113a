import type { OwnCommand } from '../model/command.ts';
import type { Exclusion, ExclusionReason } from '../model/plan.ts';
import { commandText } from './command-text.ts';
import { grid } from './grid.ts';
import { byFirst } from './sort.ts';
import { cut, plain } from './text.ts';
import type { View } from './view.ts';

// Live, busy and protected resources are the ordinary case: they are counted, and listed with --verbose.
const ordinary: ReadonlySet<ExclusionReason> = new Set(['not-a-leftover']);

/** What is kept back, why, and the command that would take it. */
export function exclusionLines(excluded: readonly Exclusion[], view: View): string[] {
  const shown = excluded
    .filter((each) => view.verbose || !ordinary.has(each.reason))
    .toSorted(
      byFirst(
        (each) => each.reason,
        (each) => each.key,
      ),
    );
  if (shown.length === 0) return [];
  const lines = grid(
    shown.map((each) => [
      each.kind,
      each.resource,
      { text: each.reason, style: view.paint.yellow },
    ]),
    { width: view.rowWidth, indent: 2, id: 1 },
  );
  const together = commandsForAll(shown);
  return [
    view.paint.bold(`Kept back (${shown.length})`),
    ...lines.flatMap((line, index) => [line, ...details(shown[index], together, view)]),
  ];
}

/** A sweep of more is refused where nobody is asked. */
const mostTogether = 40;

/**
 * What is kept back for one reason is taken by one command, shown below the last of them: their ids side
 * by side, where nothing else in their commands differs. By key; the others have null.
 */
function commandsForAll(shown: readonly Exclusion[]): ReadonlyMap<string, OwnCommand | null> {
  const groups = new Map<string, { readonly key: string; readonly command: OwnCommand }[]>();
  for (const { key, reason, command } of shown) {
    if (command === null) continue;
    const likeness = JSON.stringify([reason, { ...command, operands: [] }]);
    groups.set(likeness, [...(groups.get(likeness) ?? []), { key, command }]);
  }
  return new Map(
    [...groups.values()].flatMap((group) => {
      const operands = [...new Set(group.flatMap(({ command }) => command.operands))];
      const last = group.at(-1);
      if (group.length < 2 || operands.length > mostTogether || !last) return [];
      return group.map(
        ({ key }) => [key, key === last.key ? { ...last.command, operands } : null] as const,
      );
    }),
  );
}

function details(
  exclusion: Exclusion | undefined,
  together: ReadonlyMap<string, OwnCommand | null>,
  view: View,
): string[] {
  if (!exclusion) return [];
  const detail = view.paint.dim(
    `      ${cut(plain(exclusion.detail), Math.max(40, view.rowWidth - 6))}`,
  );
  const forAll = together.get(exclusion.key);
  const command = forAll === undefined ? exclusion.command : forAll;
  if (command === null) return [detail];
  const lead = forAll ? 'All of these: ' : '';
  return [detail, `      ${lead}${commandText(command, view.repeated)}`];
}
