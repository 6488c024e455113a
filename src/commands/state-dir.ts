import { join, resolve } from 'node:path';
import type { OnTightened } from '../storage/private-paths.ts';
import type { Terminal } from '../ui/terminal.ts';
import * as value from './input/flag-values.ts';
import type { GivenFlags } from './input/given-flags.ts';
import type { Runtime } from './program/runtime.ts';

/** Where sweeps, journals, backups and the last scan are kept. */
export function stateDirOf(
  flags: GivenFlags,
  { cwd, stateDir }: Pick<Runtime, 'cwd' | 'stateDir'>,
): string {
  return flags.stateDir === undefined
    ? stateDir
    : resolve(cwd, value.given('--state-dir', flags.stateDir));
}

/** The demo's own, apart from real sweeps. */
export function demoFolder(stateDir: string): string {
  return join(stateDir, 'demo');
}

/** Whoever shares the machine may have read it: that is said once for each. */
export function tellsTightened({ warn }: Pick<Terminal, 'warn'>): OnTightened {
  return (path) => warn(`Others on this machine could read ${path}; from now on only you can.`);
}
