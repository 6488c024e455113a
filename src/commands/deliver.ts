import { access, constants, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../model/errors.ts';
import type { Document } from '../report/formats.ts';
import { formats } from '../report/formats.ts';
import { fileView } from '../report/view.ts';
import type { CommandContext } from './context.ts';

type Target = Pick<CommandContext, 'options' | 'terminal' | 'cwd' | 'progress'>;

/** The result goes to stdout, and whole into every `--report` file. */
export async function deliver(
  document: Document,
  { options, terminal, cwd, progress }: Target,
): Promise<void> {
  progress.stop();
  terminal.print(await formats[options.format].render(document, terminal.stdout));
  for (const { file, format } of options.reports) {
    const view = { ...fileView, verbose: options.verbose, repeated: terminal.stdout.repeated };
    await write(resolve(cwd, file), await formats[format].render(document, view));
  }
}

/** A report that cannot be written is said before the account is read, not after it was swept. */
export async function checkReportFiles({
  options,
  cwd,
}: Pick<Target, 'options' | 'cwd'>): Promise<void> {
  for (const { file } of options.reports) {
    const folder = dirname(resolve(cwd, file));
    try {
      await readdir(folder);
      await access(folder, constants.W_OK);
    } catch (cause) {
      throw unwritable(file, cause);
    }
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(path, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function unwritable(file: string, cause: unknown): UserError {
  return new UserError('REPORT_NOT_WRITTEN', `The report ${file} cannot be written.`, {
    hint: cause instanceof Error ? cause.message : 'Choose another file with --report.',
    cause,
  });
}
