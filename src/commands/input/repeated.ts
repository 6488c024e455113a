import type { Option } from 'commander';
import type { Flag, OwnCommandName, Repeated } from '../../model/command.ts';
import { commandNames, flagsOf } from './flags.ts';
import type { GivenFlags } from './options.ts';

/**
 * Flags that decide the meaning of a command: the account, the home on disk, the scope of reading, judging,
 * showing and taking. Flags about looks and waits are not repeated. In the order of print.
 */
const meaningful = [
  'demo',
  'profile',
  'account',
  'config',
  'stateDir',
  'region',
  'app',
  'stage',
  'kind',
  'keep',
  'olderThan',
  'allowTraffic',
  'abandon',
  'ignoreHome',
  'ignoreRegion',
  'ignoreStage',
  'minConfidence',
  'includeRetained',
  'deleteData',
  'maxDeletions',
] as const satisfies readonly (keyof GivenFlags)[];

/** The given flags that printed commands repeat: each command of ours repeats those that it takes. */
export function repeatedFrom(given: GivenFlags): Repeated {
  const demo = given.demo === true || given.demoReset === true;
  const meant: GivenFlags = demo ? { ...given, demo } : given;
  const ofCommand = (name: OwnCommandName): readonly Flag[] => {
    const options = new Map(
      flagsOf[name].map((option: () => Option) => [option().attributeName(), option().long]),
    );
    return meaningful.flatMap((attribute) => {
      const long = options.get(attribute);
      return long ? flagsFrom(long, meant[attribute]) : [];
    });
  };
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
