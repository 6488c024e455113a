import { z } from 'zod';

import { UserError } from '../model/errors.ts';
import { accountSchema } from './account-schema.ts';
import type { AccountData } from './account.ts';

/** Reads an account file; the first thing that is wrong with it is said in one sentence. */
export function parseAccount(text: string, file: string): AccountData {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError('ACCOUNT_FILE_INVALID', `${file} is not JSON.`, { cause });
  }
  const result = accountSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UserError('ACCOUNT_FILE_INVALID', sentence(file, issue), {
    hint: 'fixtures/account.schema.json describes an account file.',
  });
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
