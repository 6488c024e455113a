import type { Sentence } from './command.ts';

/** A fault that the user can mend: printed as one sentence and a hint, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  readonly hint: Sentence | null;
  readonly exitCode: 2 | 6;
  /** The flag that was wrong, `--abandon`: commands in the hint do not repeat it. */
  readonly flag: string | null;

  constructor(
    code: string,
    message: string,
    options: { hint?: Sentence; exitCode?: 2 | 6; flag?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? null;
    this.exitCode = options.exitCode ?? 2;
    this.flag = options.flag ?? null;
  }
}

/** The user said no, or pressed Ctrl-C. */
export class AbortError extends Error {
  override readonly name = 'AbortError';
}
