import { access, appendFile, constants, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../model/errors.ts';
import type { Document } from '../report/formats.ts';
import { formatFacts } from '../report/formats.ts';
import { fileView } from '../report/view.ts';
import type { CommandContext } from './context.ts';

type Target = Pick<CommandContext, 'options' | 'terminal' | 'cwd' | 'progress'>;

/** The result goes to stdout, and whole into every `--report` file, or to its end. */
export async function deliver(
  document: Document,
  { options, terminal, cwd, progress }: Target,
): Promise<void> {
  progress.stop();
  terminal.print(formatFacts(options.format).render(document, terminal.stdout));
  for (const { file, format } of options.reports) {
    const view = { ...fileView, verbose: options.verbose, repeated: terminal.stdout.repeated };
    const { render, grows = false } = formatFacts(format);
    await write(file, render(document, view), { path: resolve(cwd, file), grows });
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

async function write(
  file: string,
  text: string,
  { path, grows }: { readonly path: string; readonly grows: boolean },
): Promise<void> {
  try {
    await (grows ? appendFile(path, text) : writeFileAtomic(path, text));
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function unwritable(file: string, cause: unknown): UserError {
  return new UserError('REPORT_NOT_WRITTEN', `The report ${file} cannot be written.`, {
    hint: cause instanceof Error ? cause.message : 'Choose another file with --report.',
    cause,
  });
}
