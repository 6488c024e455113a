import type { Exclusion, Plan } from '../../model/plan.ts';
import { leftLines } from '../quarantine.ts';
import { keptBack, ownReason, waysToTake } from '../exclusion-lines.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { pairOf } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { markup } from './escape.ts';
import { textLines, type Section } from './page.ts';
import { bigTable, column } from './table.ts';

const columns = [
  column('Why it stays', { filters: true }),
  column('Kind', { filters: true }),
  column('Resource', { shows: 'main' }),
  column('Stage', { filters: true }),
];

/** The resources that a sweep leaves alone and why, and the commands that take them where there are any. */
export function keptBackSection(excluded: readonly Exclusion[], view: TextStyle): Section[] {
  const { groups } = keptBack(excluded, view);
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
        reason: ownReason(each),
        facts: [],
      };
    }),
  );
  const commands = groups
    .filter(({ commands }) => commands.length > 0)
    .map(
      (group) =>
        markup`<h3>${group.heading}</h3>
          ${textLines(waysToTake(group, view))}`,
    );
  return [
    {
      id: 'kept',
      heading: `Kept back (${rows.length})`,
      body: markup`${bigTable({ id: 'all-kept', caption: 'What stays', columns, rows })} ${commands}`,
    },
  ];
}

/** What is in quarantine no more, and why. */
export function leftSection(plan: Pick<Plan, 'quarantine'>, view: TextStyle): Section[] {
  const { heading, lines } = leftLines(plan, view);
  return heading === null ? [] : [{ id: 'left-quarantine', heading, body: textLines(lines) }];
}
