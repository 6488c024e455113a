import type { OwnCommand } from '../model/command.ts';
import type { Exclusion, ExclusionReason } from '../model/plan.ts';
import { commandText } from '../text/command-text.ts';
import { grid } from './terminal/grid.ts';
import { kindWord, shownId } from '../text/kind-words.ts';
import { byFirst } from '../model/order.ts';
import { count, pairOf } from '../text/text.ts';
import { readable } from '../text/times.ts';
import { versionsCounted } from '../text/versions.ts';
import type { TextStyle } from '../text/text-style.ts';
import { folded, wrapped } from '../text/wrap.ts';

/** The heading of each reason, in the order in which people care. */
const headings: Readonly<Record<ExclusionReason, string>> = {
  'in-quarantine': 'In quarantine: deleted later, if it is still a leftover',
  answers: 'Still in use: it answers requests',
  'in-use': 'Still in use',
  'loses-data': 'Holds data that no deploy makes again',
  'stage-lives-on': 'Its stage is still deployed, so it is taken only by name',
  'stage-is-wanted': 'Its stage is meant to exist (--stages-from)',
  'protected-stage-name': 'Of a stage named like production, so it is taken only by name',
  'low-confidence': 'Not sure enough',
  retained: 'Left on purpose',
  referenced: 'Used by something that stays',
  routed: 'A route that stays leads to it',
  'distribution-stays': 'Its stage’s distribution stays and may reach it',
  blocked: 'AWS would refuse to delete it',
  gap: 'Something that could not be read may need it',
  unknown: 'The proof that nothing needs it is missing',
  'no-deleter': 'Only reported: this tool does not delete this kind',
  'not-a-leftover': 'No leftover',
  'not-chosen': 'Not chosen',
};

/** Live, busy and protected resources are the ordinary case. */
const counted: ReadonlySet<ExclusionReason> = new Set(['not-a-leftover']);

/** Reasons whose heading is enough: a detail would only repeat it. */
const saysAll: ReadonlySet<ExclusionReason> = new Set([
  'answers',
  'loses-data',
  'stage-lives-on',
  'stage-is-wanted',
  'retained',
  'no-deleter',
]);

/** Of one reason, without `--verbose`: who wants more of them asks the scan. */
const shownAtMost = 12;

/** All that is kept back for one reason. */
export interface KeptBack {
  readonly heading: string;
  readonly members: readonly Exclusion[];
  /** Commands that take these resources, where they may be printed. */
  readonly commands: readonly OwnCommand[];
}

/** The resources that were chosen and stay, by reason, and the number of those not chosen. */
export function keptBack(
  all: readonly Exclusion[],
  { verbose }: Pick<TextStyle, 'verbose'>,
): { readonly groups: readonly KeptBack[]; readonly unchosen: number } {
  const { things } = versionsCounted(all);
  const shown = things.filter(({ chosen, reason }) => verbose || (chosen && !counted.has(reason)));
  const groups = (Object.keys(headings) as ExclusionReason[]).flatMap((reason) => {
    const members = shown
      .filter((each) => each.reason === reason)
      .toSorted(
        byFirst(
          (each) => each.detail,
          (each) => each.key,
        ),
      );
    return members.length === 0
      ? []
      : [{ heading: headings[reason], members, commands: commandsFor(members) }];
  });
  const unchosen = things.filter(({ chosen, reason }) => !chosen && !counted.has(reason)).length;
  return { groups, unchosen: verbose ? 0 : unchosen };
}

/** The excluded resources by reason, with one command that takes all of a reason where there is one. */
export function exclusionLines(all: readonly Exclusion[], view: TextStyle): string[] {
  const { groups, unchosen } = keptBack(all, view);
  const rest = unchosen > 0 ? [`${count(unchosen, 'other')} not chosen.`] : [];
  if (groups.length === 0) return rest;
  const shown = groups.reduce((sum, { members }) => sum + members.length, 0);
  return [
    view.paint.bold(`Kept back (${shown})`),
    ...groups.flatMap((group) => reasonLines(group, view)),
    ...rest,
  ];
}

function reasonLines(group: KeptBack, view: TextStyle): string[] {
  const { heading, members } = group;
  const listed = view.verbose ? members : members.slice(0, shownAtMost);
  const hidden = members.length - listed.length;
  const { rows } = grid(
    listed.map((each) => [
      kindWord(each.kind),
      shownId(each.resource, each.region),
      each.region === 'global' ? '' : each.region,
      pairOf(each),
    ]),
    { width: view.rowWidth, indent: 4, id: 1 },
  );
  return [
    ...wrapped(`${heading} (${members.length})`, view.rowWidth - 2).map(
      (line) => `  ${view.paint.yellow(line)}`,
    ),
    ...listed.flatMap((each, index) => [
      ...(rows[index] ?? []),
      // A detail that several share stands below the last of them.
      ...(ownReason(each) === '' || listed[index + 1]?.detail === each.detail
        ? []
        : folded(ownReason(each), view.rowWidth - 8).map((line) =>
            view.paint.dim(`        ${line}`),
          )),
    ]),
    ...(hidden > 0 ? [`    and ${count(hidden, 'more', 'more')}: --verbose lists all.`] : []),
    ...waysToTake(group, view).map((line) => `    ${line}`),
  ];
}

/** Details that the reason's heading does not tell already. */
export function ownReason({ reason, detail }: Exclusion): string {
  // For a resource that stays because of an answer, that is told.
  if (saysAll.has(reason) && !detail.startsWith('You ')) return '';
  return readable(detail).replace(/^The proof is missing: /, '');
}

/** `Take them: sst-sweep sweep ...`. */
export function waysToTake(
  { members, commands }: KeptBack,
  { repeated }: Pick<TextStyle, 'repeated'>,
): string[] {
  const lead = members.length === 1 ? 'Take it' : 'Take them';
  return commands.map((command) => `${lead}: ${commandText(command, repeated)}`);
}

/** Where nobody is asked, a sweep of more is refused. */
const mostTogether = 40;

/**
 * The exclusions of one reason are taken by one command: their ids side by side, where their commands differ
 * in nothing else.
 */
function commandsFor(members: readonly Exclusion[]): readonly OwnCommand[] {
  const groups = new Map<string, OwnCommand[]>();
  for (const { command } of members) {
    if (command === null) continue;
    const likeness = JSON.stringify({ ...command, operands: [] });
    groups.set(likeness, [...(groups.get(likeness) ?? []), command]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const operands = [...new Set(group.flatMap((command) => command.operands))];
    if (!first) return [];
    return operands.length > mostTogether ? group.slice(0, 1) : [{ ...first, operands }];
  });
}
