import { ownCommand, type Sentence } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import { abandonText, everyStage } from '../input/flag-values.ts';
import type { Options } from '../input/options.ts';

export interface Invocation {
  readonly typed: readonly string[];
  /** Somebody can be asked. */
  readonly interactive: boolean;
}

/** Checks as data: where `broken` holds, the sweep does not start. */
interface Rail {
  readonly code: string;
  readonly broken: (options: Options, invocation: Invocation) => boolean;
  readonly message: string;
  readonly hint: string;
}

const rails: readonly Rail[] = [
  {
    code: 'ACCOUNT_NOT_PINNED',
    broken: ({ account }) => account === null,
    message: '--yes needs the account that it is meant for.',
    hint: 'Add --account ID, or "account" to the config file.',
  },
  {
    code: 'LOW_CONFIDENCE',
    broken: ({ minConfidence }) => minConfidence === 'low',
    message: '--min-confidence low is not allowed with --yes.',
    hint: 'Type the exact ids of those leftovers, or leave --yes out and choose them in a terminal.',
  },
  {
    code: 'RETAINED_WITHOUT_STAGE',
    broken: (options) => options.includeRetained && !namesStage(options),
    message: '--include-retained with --yes needs an exact stage.',
    hint: 'Add --stage NAME without a wildcard, or type the exact ids.',
  },
  {
    code: 'TRAFFIC_WITHOUT_STAGE',
    broken: (options, { typed }) =>
      options.match.allowTraffic && typed.length === 0 && !namesStage(options),
    message: '--allow-traffic with --yes needs an exact stage or an ID.',
    hint: 'Add --stage NAME without a wildcard, or type the exact id of the distribution.',
  },
  {
    code: 'REMOVAL_WITHOUT_DELETE_DATA',
    broken: ({ removeWith, deleteData }, { typed }) =>
      removeWith !== null && typed.length === 0 && !deleteData,
    message: '--remove-with with --yes removes stages with their data.',
    hint: 'Add --delete-data if that is meant, or leave --yes out and confirm each in a terminal.',
  },
  {
    code: 'ABANDON_NOT_IN_CONFIG',
    broken: ({ match, mayAbandon }) => {
      const allowed = new Set(mayAbandon.map(abandonText));
      return match.abandon.some((word) => !allowed.has(abandonText(word)));
    },
    message: '--abandon with --yes must also stand in the config file.',
    hint: 'Add the same word to "abandon" in a file that --config names, or leave --yes out and type it in a terminal.',
  },
  {
    code: 'IGNORED_STAGE_NOT_IN_CONFIG',
    broken: ({ ignoreStages, mayIgnoreStages }) =>
      ignoreStages.some((stage) => !mayIgnoreStages.includes(stage)),
    message: '--ignore-stage with --yes must also stand in the config file.',
    hint: 'Add the same stage to "ignoreStages" in a file that --config names, or leave --yes out and run it in a terminal.',
  },
];

/** The rails that hold where nobody is asked. */
export function checkRails(options: Options, invocation: Invocation): void {
  checkAbandonWords(options, invocation);
  if (!options.yes) return;
  const broken = brokenRail(options, invocation.typed);
  if (broken) throw new UserError(broken.code, broken.message, { hint: broken.hint });
}

/** The first of the given flags that does not go with `--yes`. */
export function brokenRail(options: Options, typed: readonly string[]): Rail | null {
  return rails.find((rail) => rail.broken(options, { typed, interactive: false })) ?? null;
}

/** Without a terminal the word is not typed once more, so it must name the update for which it was meant. */
export function checkAbandonWords(
  options: Options,
  { interactive }: Pick<Invocation, 'interactive'>,
): void {
  if (interactive && !options.yes) return;
  const open = options.match.abandon.find((word) => word.update === null);
  if (!open) return;
  throw new UserError(
    'ABANDON_WITHOUT_UPDATE',
    `--abandon ${abandonText(open)} does not say which update it is meant for.`,
    {
      hint: ['Write APP/STAGE@UPDATE; ', everyStage, ' prints the whole word.'],
      flag: '--abandon',
    },
  );
}

/** There is nobody to ask, and `--yes` was not given. */
export function refuseWithoutConfirmation(
  options: Options,
  { interactive }: Pick<Invocation, 'interactive'>,
  hint: Sentence,
): void {
  if (options.yes || interactive) return;
  throw new UserError('NO_CONFIRMATION', 'Not a terminal, so nobody can confirm the deletion.', {
    hint,
    exitCode: 6,
  });
}

/** The plan of the same ids shows its steps, and prints the sweep that asks nobody. */
export function reviewFirst(typed: readonly string[]): Sentence {
  return [
    'Review with ',
    ownCommand('plan', { operands: typed }),
    ': it prints the sweep that asks nobody, with --yes and the account.',
  ];
}

function isExact(glob: string): boolean {
  return !/[*?[\]{}()|\\]|^!/.test(glob);
}

function namesStage({ filter }: Options): boolean {
  return filter.stages.length > 0 && filter.stages.every(isExact);
}
