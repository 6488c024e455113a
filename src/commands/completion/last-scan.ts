import { UserError } from '../../model/errors.ts';
import { shownId } from '../../text/kind-words.ts';
import { sortedFindings, sortedStages } from '../../model/order.ts';
import { stateFiles } from '../../storage/state-files.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';

/** Below the state directory: lines for shells, each a type and a word. */
export const lastScanFile = 'last-scan.txt';

/** Words of a scan that may be completed. `pair` is `APP/STAGE`. */
export type LastScanWord = 'app' | 'stage' | 'pair' | 'id';

/** More than anybody completes by hand. */
const linesAtMost = 5000;

// A shell may expand or split anything else, and names in AWS are written by strangers.
const harmless = /^[A-Za-z0-9_./][A-Za-z0-9_./+,-]{0,255}$/;

/** Apps, stages and ids, and nothing else of the account. Names that a shell could act on are left out. */
export function lastScanLines({ findings, stages }: Pick<Survey, 'findings' | 'stages'>): string[] {
  const words: readonly (readonly [LastScanWord, string])[] = [
    ...sortedStages(stages).flatMap(({ app, stage }) => [
      ['app', app] as const,
      ['stage', stage] as const,
      ['pair', `${app}/${stage}`] as const,
    ]),
    ...sortedFindings(findings).map(({ id, region }) => ['id', shownId(id, region)] as const),
  ];
  const lines = words
    .filter(([, word]) => harmless.test(word))
    .map(([type, word]) => `${type} ${word}`);
  return [...new Set(lines)].slice(0, linesAtMost);
}

/** Kept for completions alone, so a scan continues where it cannot be written. */
export async function rememberScan(
  look: Survey,
  { stateDir, terminal }: Pick<CommandContext, 'stateDir' | 'terminal'>,
): Promise<void> {
  try {
    const text = lastScanLines(look).map((line) => `${line}\n`);
    await stateFiles(stateDir).write(lastScanFile, text.join(''));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (terminal.stderr.verbose)
      terminal.say(`Completions do not know this scan: ${error.message}`);
  }
}
