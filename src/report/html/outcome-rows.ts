import type { OutcomeKind, SweepResult } from '../../model/plan.ts';
import type { Fate } from '../fates.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { stepNames, whyText } from '../outcome-words.ts';
import { outcomeHeadings, outcomeOrder } from '../terminal/sweep.ts';
import { pairOf } from '../../text/text.ts';
import type { RowData } from './browser/table-data.ts';
import type { Html } from './escape.ts';
import type { OutcomeMark } from './picture/svg.ts';
import { bigTable, column } from './table.ts';

const columns = [
  column('What became of it', { filters: true }),
  column('Kind', { filters: true }),
  column('Resource', { shows: 'main' }),
  column('Stage', { filters: true }),
];

const tones: Readonly<Record<OutcomeKind, string>> = {
  failed: 'bad',
  held: 'bad',
  parked: 'warn',
  skipped: 'warn',
  gone: 'good',
  done: 'good',
};

/** Every resource of the sweep: failures first. */
export function outcomeTable(result: SweepResult, fates: readonly Fate[]): Html {
  const nameOf = stepNames(result.outcomes);
  const rows = outcomeOrder.flatMap((kind, rank) =>
    fates
      .filter((fate) => fate.kind === kind)
      .map(({ outcome, half }): RowData => {
        const cells = [
          outcomeHeadings[kind],
          kindWord(outcome.kind),
          shownId(outcome.resource, outcome.region),
          pairOf(outcome),
        ];
        return {
          cells,
          order: { 0: rank },
          tone: tones[kind],
          notes: half === null ? [] : [`now ${half}`],
          reason: whyText(outcome, nameOf, result.finishedAt),
          facts: [],
        };
      }),
  );
  return bigTable({ id: 'all-outcomes', caption: 'What became of each', columns, rows });
}

export function outcomeMarks(fates: readonly Fate[]): (key: string) => OutcomeMark | null {
  const byKey = new Map(fates.map((fate) => [fate.outcome.key, fate]));
  return (key) => {
    const fate = byKey.get(key);
    if (!fate) return null;
    const half = fate.half === null ? '' : `, now ${fate.half}`;
    return { tone: tones[fate.kind], word: `${fate.kind}${half}` };
  };
}
