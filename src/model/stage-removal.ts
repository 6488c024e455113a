/** Why the command of `--remove-with` is not run for a stage that is not meant to exist, or did not remove it. */
export const removalReasons = [
  'production',
  'needed', // something of it answers, runs, or is named or used by others
  'not-looked-up', // whether it is needed could not be looked up
  'kept', // a keep rule names something of it
  'recent', // something happened to it within the last day
  'locked',
  'unsettled', // pending operations or lost entries stop SST
  'not-of-sst-v3', // a stack, or a state in a home that SST does not find
  'odd-name', // a name that SST gives to no stage
  'other-app', // the project here is not known to be its app
  'other-place', // the project here has another region or profile
  'wanted-meanwhile',
  'changed-meanwhile',
  'not-confirmed',
  'not-run', // an earlier command removed nothing, or the run was to end
  'exit-code',
  'timed-out',
  'interrupted',
  'not-started',
  'still-there', // the command ended well, and the stage is there
] as const;

export type RemovalReason = (typeof removalReasons)[number];

export const removalOutcomes = ['planned', 'removed', 'failed', 'left'] as const;

/** One stage that is not meant to exist, and what became of it. */
export interface StageRemoval {
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  readonly outcome: (typeof removalOutcomes)[number];
  readonly reason: RemovalReason | null;
  /** The words of the command; null: it is not run. */
  readonly command: readonly string[] | null;
  /** Null: it was not run, or ended by a signal. */
  readonly exitCode: number | null;
  readonly seconds: number | null;
}

/** A program that is run with these words, without a shell. */
export interface ProgramRun {
  readonly words: readonly string[];
  readonly cwd: string;
  /** Set beside the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborted: the program is asked to end, and ended if it does not. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** A line of its output or its errors, as it wrote it. */
  onLine(line: string): void;
}

export interface ProgramEnd {
  /** Null: a signal ended it, or it did not start. */
  readonly exitCode: number | null;
  readonly why: 'exited' | 'timed-out' | 'interrupted' | 'not-started';
}

export type RunProgram = (run: ProgramRun) => Promise<ProgramEnd>;
