import type { AccountsCaller } from '../aws/accounts.ts';
import type { AwsSession } from '../aws/aws-session.ts';
import type { AccountList } from '../model/account-list.ts';
import type { Clock } from '../model/clock.ts';
import type { RunProgram, StageRemoval } from '../model/stage-removal.ts';
import type { FileCache } from '../scan/scan-context.ts';
import type { NoticeTarget } from '../notices/targets.ts';
import type { S3Place } from '../aws/s3-place.ts';
import type { Machine, StateFiles } from '../storage/files.ts';
import type { ReadQuarantine } from '../storage/quarantine-file.ts';
import type { Tool } from '../report/json/documents.ts';
import type { Progress } from '../ui/progress.ts';
import type { Prompts } from '../ui/questions.ts';
import type { Terminal } from '../ui/terminal.ts';
import type { OtherAccounts } from '../survey/survey.ts';
import type { WantedStages } from '../wanted-stages/wanted-stages.ts';
import type { EventStream } from './output/event-stream.ts';
import type { RemoveCommand } from './input/remove-command.ts';
import type { GivenFlags } from './input/given-flags.ts';
import type { Options } from './input/options.ts';
import type { Project } from './input/project.ts';

/** Where the account is: AWS itself, or the simulated one. */
export interface Backend {
  openSession(request: {
    readonly profile: string | null;
    readonly region: string | null;
    readonly signal: AbortSignal;
  }): Promise<AwsSession>;
  /** Signs in as one who gets into other accounts. */
  openAccounts(request: Parameters<Backend['openSession']>[0]): Promise<AccountsCaller>;
  readonly clock: Clock;
  /** Does a DNS name lead anywhere? Throws where that could not be found out. */
  resolveName(name: string): Promise<'yes' | 'none'>;
  /** Runs a program of this machine; null: the account is simulated, and a program would act on a real one. */
  readonly runProgram: RunProgram | null;
  /** The profile of the environment (`AWS_PROFILE`), or null. */
  readonly profile: string | null;
}

/** Which accounts a run is about. */
export interface AccountsGiven {
  readonly list: AccountList;
  /** The accounts are those of the caller's organization, and the list says how to get into them. */
  readonly organization: boolean;
}

/** Where sweeps, journals and backups are kept: opened when it is first asked for. */
export interface StateHome {
  /** The part of a bucket in which they lie; null: a folder. */
  readonly place: S3Place | null;
  open(): Promise<StateFiles>;
  close(): void;
}

/** All that a command gets; nothing else reaches it. */
export interface CommandContext {
  readonly backend: Backend;
  readonly options: Options;
  /** IDs from the command line. */
  readonly typed: readonly string[];
  readonly terminal: Terminal;
  readonly progress: Progress;
  /** The stream of `ndjson`; events for `progress` go there too. */
  readonly events: EventStream;
  readonly prompts: Prompts;
  readonly signal: AbortSignal;
  readonly tool: Tool;
  readonly project: Project | null;
  /** `--stages-from`; null: it was not given. */
  readonly wantedStages: WantedStages | null;
  /** `--remove-with`; null: it was not given. */
  readonly removing: {
    readonly command: RemoveCommand;
    /** Asks the source of `--stages-from` once more. */
    readWanted(): Promise<WantedStages>;
  } | null;
  /** What became of the stages that `--remove-with` is for; absent: none was looked for. */
  readonly removals?: readonly StageRemoval[];
  /** `--accounts`, `--organization` or the config's `accounts`; null: one account. */
  readonly accounts: AccountsGiven | null;
  /** The notes of `--quarantine` of the account that is signed in to; null: without a quarantine. */
  readonly quarantine: ReadQuarantine | null;
  /** What the other accounts of the run name; absent: there are none. */
  readonly others?: OtherAccounts;
  /** Regions to read besides those that the account's resources point at and `--region` names. */
  readonly alsoRead?: readonly string[];
  /** Whom `notify` of the config tells how the run ended; absent: nobody. */
  readonly notify?: readonly NoticeTarget[];
  /** Where sweeps, journals and backups are kept. */
  readonly state: StateHome;
  /** The folder of the last scan. */
  readonly stateDir: string;
  /** State files that were read by any look of this run. */
  readonly fileCache: FileCache;
  readonly machine: Machine;
  readonly cwd: string;
  /** The flags of the command line, changed by answers to questions and by saved plans. */
  readonly given: GivenFlags;
}

/** Returns the exit code. */
export type Command = (context: CommandContext) => Promise<number>;
