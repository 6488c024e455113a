/** One flag of a command line. Its value may be the output of another command: `--value "$(aws …)"`. */
export interface Flag {
  readonly name: `--${string}`;
  /** Null: the flag takes no value. */
  readonly value: string | Command | null;
}

/** Our own commands as they are typed; `interactive` is `sst-sweep` alone. */
export type OwnCommandName =
  | 'interactive'
  | 'scan'
  | 'plan'
  | 'sweep'
  | 'stages'
  | 'explain'
  | 'doctor'
  | 'runs'
  | 'resume'
  | 'restore'
  | 'iam-policy'
  | 'accounts'
  | 'merge'
  | 'completion'
  | 'simulate';

/**
 * A line for somebody's shell, as data. `report/command-text.ts` alone makes text of it, once, with
 * the flags that the person gave; nothing reads that text back.
 */
export type Command = OwnCommand | ForeignCommand;

export interface OwnCommand {
  readonly program: 'sst-sweep';
  readonly name: OwnCommandName;
  readonly flags: readonly Flag[];
  /** Ids, a sweep, a word for `iam-policy`. */
  readonly operands: readonly string[];
  /** The command names its own subject: the person's filters and choices would hide or change that. */
  readonly narrowed: boolean;
  /** The command whose output and errors it reads: `sst deploy 2>&1 | sst-sweep doctor`. */
  readonly reads: ForeignCommand | null;
  /** The file to which its output goes. */
  readonly into: string | null;
}

/** A command of another program, in its own words. */
export interface ForeignCommand {
  readonly program: 'sst' | 'npx' | 'npm' | 'aws' | 'sed';
  readonly words: readonly string[];
  readonly flags: readonly Flag[];
  /** `AWS_REGION` for this one run; only SST is given it this way. */
  readonly region: string | null;
  /** The next command of a pipe. */
  readonly into: ForeignCommand | null;
}

/** Text in which commands stand as data: they are quoted where it is rendered. */
export type Sentence = string | readonly (string | Command)[];

/** The flags that the person gave: with them printed commands mean the same account, home and view. */
export interface Repeated {
  /** For each command of ours the flags that it takes, in the order in which they are printed. */
  readonly flags: Readonly<Partial<Record<OwnCommandName, readonly Flag[]>>>;
  /** `--profile`: programs of others need it too. */
  readonly profile: string | null;
}

export const nothingRepeated: Repeated = { flags: {}, profile: null };

/** Flags that narrow the findings. */
export const filterFlags: ReadonlySet<string> = new Set(['--app', '--stage', '--kind']);

/** A flag with a value, or without one. */
export function flag(name: Flag['name'], value: Flag['value'] = null): Flag {
  return { name, value };
}

export function ownCommand(
  name: OwnCommandName,
  {
    flags = [],
    operands = [],
    reads = null,
    into = null,
    narrowed = operands.length > 0 || flags.some((each) => filterFlags.has(each.name)),
  }: Partial<Omit<OwnCommand, 'program' | 'name'>> = {},
): OwnCommand {
  return { program: 'sst-sweep', name, flags, operands, narrowed, reads, into };
}

export function foreignCommand(
  program: ForeignCommand['program'],
  words: readonly string[],
  {
    flags = [],
    region = null,
    into = null,
  }: Partial<Omit<ForeignCommand, 'program' | 'words'>> = {},
): ForeignCommand {
  return { program, words, flags, region, into };
}

/** `remove` is none of them: only `src/advice/removal.ts` makes it. */
export type SstVerb = 'deploy' | 'refresh' | 'unlock' | readonly ['state', ...string[]];

/** `sst remove --stage X`; without a stage it is the person's own one. */
export function sstCommand(
  verb: SstVerb,
  stage: string | null = null,
  region: string | null = null,
): ForeignCommand {
  const flags = stage === null ? [] : [flag('--stage', stage)];
  return foreignCommand('sst', [verb].flat(), { flags, region });
}

/** `sst deploy 2>&1 | sst-sweep doctor`: the whole output, read where it appears. */
export function doctorReads(verb: 'deploy'): OwnCommand {
  return ownCommand('doctor', { reads: sstCommand(verb) });
}
