import { flag, ownCommand, type Sentence } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import type { Kind } from '../../model/kind.ts';
import { kinds } from '../../kinds/index.ts';
import { isRegion } from '../../model/region.ts';
import type { AbandonWord } from '../../model/options.ts';
import type { Format } from '../../report/formats.ts';
import { formatNames, formatOfFile, formats, isFormat } from '../../report/formats.ts';
import { nearest } from '../../model/nearest.ts';
import { listed, plain } from '../../text/text.ts';
import type { FailOn } from '../output/exit-code.ts';
import { failures } from '../output/exit-code.ts';

/** A report file and the format of its ending. */
export interface ReportFile {
  readonly file: string;
  readonly format: Format;
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Prints every stage with the whole word that gives it up. */
export const everyStage = ownCommand('stages', { flags: [flag('--verbose')] });

/** `where` is the flag (`--timeout`) or the key of the config file that the user has to correct. */
function invalid(where: string, what: string, hint: Sentence): UserError {
  return new UserError('INVALID_OPTION', `${where} ${what}`, { hint, flag: where });
}

function shown(text: string): string {
  return `"${plain(text)}"`;
}

export function durationMs(where: string, text: string): number {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (!digits || !unit) {
    throw invalid(where, `is ${shown(text)}, which is no duration.`, 'Write 90s, 10m, 2h or 7d.');
  }
  return Number(digits) * (unitMs[unit] ?? 0);
}

/** As `durationMs` reads it back: in the largest unit that divides it. */
export function durationText(milliseconds: number): string {
  const [unit, size] = Object.entries(unitMs)
    .toSorted(([, left], [, right]) => right - left)
    .find(([, each]) => milliseconds % each === 0) ?? ['s', 1000];
  return `${milliseconds / size}${unit}`;
}

export function wholeNumber(
  where: string,
  text: string,
  range: { readonly from: number; readonly to: number },
): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number) || number < range.from || number > range.to) {
    throw invalid(
      where,
      `is ${shown(text)}.`,
      `Give a whole number from ${range.from} to ${range.to}.`,
    );
  }
  return number;
}

/** An unset variable in a script (`--stage "$STAGE"`) must not widen the selection. */
export function given(where: string, text: string): string {
  if (text.trim() === '') {
    throw invalid(
      where,
      'is empty.',
      'Give it a value, or leave it out. Is a variable of your script unset?',
    );
  }
  return text;
}

export function accountId(where: string, text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw invalid(
    where,
    `is ${shown(text)}, which is no AWS account.`,
    'Give the 12 digits of the account id.',
  );
}

export function region(where: string, text: string): string {
  if (isRegion(text)) return text;
  throw invalid(where, `is ${shown(text)}, which is no AWS region.`, 'Write it like eu-west-1.');
}

export const kindNames = [...kinds.map(({ facts }) => facts.kind), 'other'];

export function kind(where: string, text: string): Kind {
  const known = kindNames.find((name) => name === text);
  if (known) return known;
  const meant = nearest(text, kindNames);
  throw invalid(
    where,
    `is ${shown(text)}, which is no kind.`,
    `${meant.length > 0 ? `Did you mean ${listed(meant, 'or')}? ` : ''}Kinds: ${kindNames.join(', ')}.`,
  );
}

export function oneOf<const T extends string>(
  where: string,
  text: string,
  values: readonly T[],
): T {
  const known = values.find((value) => value === text);
  if (known !== undefined) return known;
  throw invalid(where, `is ${shown(text)}.`, `Choose ${listed(values, 'or')}.`);
}

/** Several may be named, in one flag or in many; `none` stands alone. */
export function failOn(where: string, texts: readonly string[]): FailOn[] {
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim());
  if (names.length === 1 && names[0] === 'none') return [];
  const known = names.map((name) => oneOf(where, name, [...failures, 'none']));
  if (known.includes('none'))
    throw invalid(where, 'names none and others.', 'Give none alone, or leave it out.');
  return failures.filter((name) => known.includes(name));
}

// `[BUCKET:]APP/STAGE[@UPDATE]`: SST's apps and stages are letters, digits, `.`, `_` and `-`.
const abandonPattern = /^(?:([a-z0-9.-]{3,63}):)?([\w.-]+)\/([^\s/@:*?]+)(?:@([\w.+/=-]+))?$/;

export function abandonWord(where: string, text: string): AbandonWord {
  const [, bucket, app, stage, update] = abandonPattern.exec(text) ?? [];
  if (!app || !stage) {
    throw invalid(where, `is ${shown(text)}.`, [
      'Write [BUCKET:]APP/STAGE@UPDATE, without wildcards; ',
      everyStage,
      ' prints the whole word.',
    ]);
  }
  return { bucket: bucket ?? null, app, stage, update: update ?? null };
}

/** `APP/STAGE`, exact: as `stageId` writes it. */
export function stageWord(where: string, text: string): string {
  const [, app, stage] = /^([\w.-]+)\/([^\s/@:*?]+)$/.exec(text) ?? [];
  if (app && stage) return `${app}/${stage}`;
  throw invalid(where, `is ${shown(text)}.`, 'Write APP/STAGE, without wildcards.');
}

export function abandonText({ bucket, app, stage, update }: AbandonWord): string {
  return `${bucket === null ? '' : `${bucket}:`}${app}/${stage}${update === null ? '' : `@${update}`}`;
}

export function format(where: string, text: string): Format {
  if (isFormat(text)) return text;
  throw invalid(
    where,
    `is ${shown(text)}, which is no format of this version.`,
    `Choose ${listed(formatNames, 'or')}.`,
  );
}

export function reportFile(where: string, text: string): ReportFile {
  const named = formatOfFile(given(where, text));
  if (named) return { file: text, format: named };
  const endings = formatNames.map((name) => formats[name].ending);
  throw invalid(
    where,
    `is ${shown(text)}: its ending names no format of this version.`,
    `End the file's name in ${listed(endings, 'or')}.`,
  );
}

/** Typed by hand means one resource: an id, a name or an ARN, and never a pattern. */
export function typedId(text: string): string {
  given('The ID', text);
  if (!/[*?[\]{}]/.test(text)) return text;
  throw invalid(
    `The ID`,
    `is ${shown(text)}, which is a pattern.`,
    'Type exact ids, or narrow with --app, --stage and --kind.',
  );
}
