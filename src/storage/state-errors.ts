import { ownCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';

const notWritten = 'STATE_NOT_WRITTEN';

/** The error of `stateNotWritten`. */
export function isUnwritten(error: unknown): error is UserError {
  return error instanceof UserError && error.code === notWritten;
}

/** `reason` ends the sentence. */
export function stateNotWritten(reason: string, cause?: unknown): UserError {
  return new UserError(notWritten, `The state directory cannot be written: ${reason}.`, {
    hint: 'Nothing is deleted without a journal and a backup: make room, or choose another with --state-dir.',
    cause,
  });
}

/** `reason` ends the sentence. */
export function stateNotRead(reason: string, cause?: unknown): UserError {
  return new UserError('STATE_NOT_READ', `The state directory cannot be read: ${reason}.`, {
    hint: [
      'The bucket must be one of this account, and the rights to it those that ',
      ownCommand('iam-policy', { operands: ['sweep'] }),
      ' prints.',
    ],
    cause,
  });
}
