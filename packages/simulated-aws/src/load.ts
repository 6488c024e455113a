import { z } from 'zod';

import { accountSchema, type AccountData } from './account.ts';

/** A mistake in an account file, in one sentence. `described`: a look at the schema helps. */
export class AccountFileError extends Error {
  override readonly name = 'AccountFileError';
  readonly described: boolean;

  constructor(message: string, options: { described: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.described = options.described;
  }
}

/** Reads an account file; the first thing that is wrong with it is said in one sentence. */
export function parseAccount(text: string, file: string): AccountData {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AccountFileError(`${file} is not JSON.`, { described: false, cause });
  }
  const result = accountSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new AccountFileError(sentence(file, issue), { described: true });
}

function sentence(file: string, issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return `${file} is not an account file.`;
  const where = issue.path.map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  const place = where.join('').replace(/^\./, '');
  return `${file}: ${place === '' ? 'the account' : place} is wrong: ${issue.message}.`;
}

/** The JSON Schema of an account file, as text: `fixtures/account.schema.json`. */
export function renderAccountSchema(): string {
  const schema = z.toJSONSchema(accountSchema);
  return `${JSON.stringify({ title: 'A simulated AWS account', ...schema }, null, 2)}\n`;
}
