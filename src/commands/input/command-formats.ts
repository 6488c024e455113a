import type { OwnCommandName } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import { formatsOf } from '../../report/formats.ts';
import { listed } from '../../text/text.ts';
import type { Options } from './options.ts';

/** Refused before anything is read: not every command has every format. */
export function refuseMissingFormats(
  command: OwnCommandName,
  { format, reports }: Pick<Options, 'format' | 'reports'>,
): void {
  const has = formatsOf(command);
  const missing = [format, ...reports.map((report) => report.format)].find(
    (each) => !has.includes(each),
  );
  if (missing === undefined) return;
  throw new UserError('USAGE', `"sst-sweep ${command}" has no ${missing}.`, {
    hint: `Choose ${listed(has, 'or')} in --format, or the ending of one of them in --report.`,
  });
}
