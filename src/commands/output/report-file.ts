import { access, appendFile, constants, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../../model/errors.ts';
import type { Options } from '../input/options.ts';

/** A report that cannot be written is an error before the account is read, not after it was swept. */
export async function checkReportFiles({
  options,
  cwd,
}: {
  readonly options: Options;
  readonly cwd: string;
}): Promise<void> {
  for (const { file } of options.reports) {
    const folder = dirname(resolve(cwd, file));
    try {
      await readdir(folder);
      await access(folder, constants.W_OK);
    } catch (cause) {
      throw unwritableReport(file, cause);
    }
  }
}

/** Whole or not at all; to a growing format it is appended. */
export async function writeReport(
  file: string,
  text: string,
  { path, grows }: { readonly path: string; readonly grows: boolean },
): Promise<void> {
  try {
    await (grows ? appendFile(path, text) : writeFileAtomic(path, text));
  } catch (cause) {
    throw unwritableReport(file, cause);
  }
}

export function unwritableReport(file: string, cause: unknown): UserError {
  return new UserError('REPORT_NOT_WRITTEN', `The report ${file} cannot be written.`, {
    hint: cause instanceof Error ? cause.message : 'Choose another file with --report.',
    cause,
  });
}
