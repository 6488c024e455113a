import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { listed, plain } from '../text/text.ts';
import { bashScript, type ScriptParts } from './completion/bash-script.ts';
import { completedCommands, flagsFor, shells } from './completion/completed.ts';
import { fishScript } from './completion/fish-script.ts';
import { lastScanFile } from './completion/last-scan.ts';
import { zshScript } from './completion/zsh-script.ts';
import { sweepsFolder } from '../storage/sweep-paths.ts';
import { demoFolder } from './state-dir.ts';

const scripts: Readonly<Record<(typeof shells)[number], (parts: ScriptParts) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/**
 * The script that completes commands, flags, their values, and the names of the last scan. It asks no AWS.
 */
export function completionScript(shell: string, stateDir: string): string {
  const known = shells.find((each) => each === shell);
  if (known === undefined) {
    throw new UserError('USAGE', `There is no completion for "${plain(shell)}".`, {
      hint: `Name ${listed(shells, 'or')}.`,
    });
  }
  return scripts[known]({
    commands: completedCommands(),
    flags: flagsFor('interactive'),
    lastScan: {
      real: join(stateDir, lastScanFile),
      demo: join(demoFolder(stateDir), lastScanFile),
    },
    pastSweeps: {
      real: join(stateDir, sweepsFolder),
      demo: join(demoFolder(stateDir), sweepsFolder),
    },
  });
}
