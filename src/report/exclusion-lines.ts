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
  return [
    view.paint.bold(`Kept back (${shown.length})`),
    ...lines.flatMap((line, index) => [line, ...details(shown[index], view)]),
  ];
}

function details(exclusion: Exclusion | undefined, view: View): string[] {
  if (!exclusion) return [];
  const detail = view.paint.dim(
    `      ${cut(plain(exclusion.detail), Math.max(40, view.rowWidth - 6))}`,
  );
  return exclusion.command
    ? [detail, `      ${commandText(exclusion.command, view.repeated)}`]
    : [detail];
}
