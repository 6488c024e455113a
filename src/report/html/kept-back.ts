import type { Exclusion } from '../../model/plan.ts';
import { detailText, keptBack, waysToTake } from '../exclusion-lines.ts';
import { kindWord, shownId } from '../kind-words.ts';
import { pairOf } from '../text.ts';
import type { View } from '../view.ts';
import { markup } from './escape.ts';
import { textLines, type Section } from './page.ts';
import { bigTable, column } from './table.ts';

const columns = [
  column('Why it stays', { filters: true }),
  column('Kind', { filters: true }),
  column('Resource', { shows: 'main' }),
  column('Stage', { filters: true }),
];

/** What a sweep leaves alone and why, and the commands that take it where there are any. */
export function keptBackSection(excluded: readonly Exclusion[], view: View): Section[] {
  const groups = keptBack(excluded, view.verbose);
  if (groups.length === 0) return [];
  const rows = groups.flatMap(({ heading, members }, rank) =>
    members.map((each) => {
      const cells = [
        heading,
        kindWord(each.kind),
        shownId(each.resource, each.region),
        pairOf(each),
      ];
      return {
        cells,
        order: { 0: rank },
        tone: 'warn',
        notes: [],
        reason: detailText(each),
        facts: [],
      };
    }),
  );
  const ways = groups.flatMap(({ heading, members }) => {
    const lines = waysToTake(members, view);
    return lines.length === 0
      ? []
      : [
          markup`<h3>${heading}</h3>
            ${textLines(lines)}`,
        ];
  });
  return [
    {
      id: 'kept',
      heading: `Kept back (${rows.length})`,
      body: markup`${bigTable({ id: 'all-kept', caption: 'What stays', columns, rows })} ${ways}`,
    },
  ];
}
