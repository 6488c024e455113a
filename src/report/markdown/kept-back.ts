import { keptBack, ownReason, waysToTake } from '../exclusion-lines.ts';
import { kindWord } from '../../text/kind-words.ts';
import type { Exclusion, Plan } from '../../model/plan.ts';
import { leftLines } from '../quarantine.ts';
import { count, pairOf } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { idCell, prose } from './escape.ts';
import { fence, lines, table, type Block } from './fitted.ts';

/**
 * The resources that a plan or a sweep leaves alone, a table per reason, each with the command that would
 * take them.
 */
export function keptBackTables(excluded: readonly Exclusion[], view: TextStyle): Block[] {
  const { groups, unchosen } = keptBack(excluded, view);
  return [
    ...(groups.length === 0 ? [] : [lines('### Kept back')]),
    ...groups.flatMap((group) => [
      table(
        `**${prose(group.heading)} (${group.members.length})**`,
        ['Kind', 'Id', 'Stage', 'Why'],
        group.members.map((each) => [
          prose(kindWord(each.kind)),
          idCell(each.resource, each.region),
          prose(pairOf(each)),
          prose(ownReason(each)),
        ]),
      ),
      ...(group.commands.length === 0 ? [] : [fence(waysToTake(group, view))]),
    ]),
    ...(unchosen > 0 ? [lines(`${count(unchosen, 'other')} not chosen.`)] : []),
  ];
}

/** What is in quarantine no more, and why. */
export function leftBlocks(plan: Pick<Plan, 'quarantine'>, view: TextStyle): Block[] {
  const left = leftLines(plan, view);
  if (left.heading === null) return [];
  return [lines(`### ${prose(left.heading)}`), ...left.lines.map((line) => lines(prose(line)))];
}

/** Lines of a terminal as a heading and what belongs to it; none without any. */
export function linesBlock([heading, ...rest]: readonly string[]): Block[] {
  if (heading === undefined) return [];
  return [lines(`### ${prose(heading)}`), ...rest.map((line) => lines(prose(line.trim())))];
}
