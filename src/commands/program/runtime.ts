import type { RequestHandler } from '../../aws/request-handler.ts';
import type { Clock } from '../../model/clock.ts';
import type { RunProgram } from '../../model/stage-removal.ts';
import type { Machine } from '../../storage/files.ts';
import type { Streams } from '../../ui/terminal.ts';

/** Facts that only the binary knows: the process it runs in. */
export interface Runtime {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly streams: Streams;
  /** The terminal of stdout opens links. */
  readonly links: boolean;
  readonly clock: Clock;
  readonly version: string;
  readonly machine: Machine;
  /** The platform's folder for the state of programs. */
  readonly stateDir: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Runs a program of this machine. */
  readonly runProgram: RunProgram;
  /** The simulated account of `--demo`, kept below the given folder. */
  simulation(request: { readonly folder: string; readonly reset: boolean }): Promise<Simulation>;
  /** Serves a simulated account on loopback. */
  serveSimulation(request: {
    readonly port: number;
    readonly accountFile: string | null;
  }): Promise<{ readonly port: number; close(): Promise<void> }>;
}

export interface Simulation {
  readonly clock: Clock;
  readonly requestHandler: RequestHandler;
  /** Plays the programs that would act on the account; absent: none is run. */
  readonly runProgram?: RunProgram;
  /** Saves the account as it is now. */
  save(): Promise<void>;
}
