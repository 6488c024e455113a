import type { Flag, OwnCommandName, Repeated } from '../../model/command.ts';
import { commandNames, longName } from './flags.ts';
import type { GivenFlags } from './given-flags.ts';
import { flagRows } from './flag-rows.ts';

/**
 * Flags that decide the meaning of a command: the account, the home on disk, the scope of reading, judging,
 * showing and taking. Flags about looks and waits are not repeated. In the order of print.
 */
const meaningful = [
  ...flagRows
    .filter(({ repeated }) => repeated !== undefined)
    .toSorted((a, b) => (a.repeated ?? 0) - (b.repeated ?? 0)),
  ...flagRows.filter(({ isOfPlan }) => isOfPlan),
];

/** The given flags that printed commands repeat: each command of ours repeats those that it takes. */
export function repeatedFrom(given: GivenFlags): Repeated {
  const demo = given.demo === true || given.demoReset === true;
  const meant: GivenFlags = demo ? { ...given, demo } : given;
  const ofCommand = (command: OwnCommandName): readonly Flag[] =>
    meaningful
      .filter(({ commands }) => commands.includes(command))
      .flatMap((row) => flagsFrom(longName(row), meant[row.name]));
  return {
    flags: Object.fromEntries(commandNames.map((name) => [name, ofCommand(name)])),
    profile: given.profile ?? null,
  };
}

function flagsFrom(
  name: string,
  value: boolean | string | readonly string[] | undefined,
): readonly Flag[] {
  const long = name as Flag['name'];
  if (value === undefined || value === false) return [];
  if (value === true) return [{ name: long, value: null }];
  return [value].flat().map((each) => ({ name: long, value: each }));
}
