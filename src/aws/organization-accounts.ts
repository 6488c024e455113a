import { ListAccountsCommand, ListAccountsForParentCommand } from '@aws-sdk/client-organizations';

import { UserError } from '../model/errors.ts';
import { classifyFailure, isAbort } from './failures.ts';
import { readPages, requireMember, requireRows } from './pages.ts';
import type { Caller } from './session.ts';

export interface OrganizationAccount {
  /** As AWS sent it: not checked. */
  readonly id: string;
  readonly name: string | null;
}

/** Organizations of 10,000 accounts are the largest that AWS allows on request, in pages of 20. */
const limits = { mostPages: 600, mostEmptyPages: 50 };

/**
 * The accounts of the caller's organization that are in use, of one organizational unit or root (`unit`: those
 * right below it) or of all. Closed and suspended ones are left out: nobody can sign in there. Throws a
 * `UserError` where the list cannot be read whole.
 */
export async function listOrganization(
  caller: Caller,
  unit: string | null,
  signal: AbortSignal,
): Promise<readonly OrganizationAccount[]> {
  const client = caller.organizations();
  const accounts: OrganizationAccount[] = [];
  const pages = readPages(async (token: string | null) => {
    const more = token === null ? {} : { NextToken: token };
    const options = { abortSignal: signal };
    const { Accounts: rows, NextToken: next } =
      unit === null
        ? await client.send(new ListAccountsCommand(more), options)
        : await client.send(new ListAccountsForParentCommand({ ...more, ParentId: unit }), options);
    return { rows: requireRows(rows, 'accounts'), next: next ?? null };
  }, limits);
  try {
    for await (const rows of pages) {
      for (const { Id: id, Name: name, State: state, Status: status } of rows) {
        // `Status` was the only one before September 2025, and is to go after it (Organizations API, Account).
        if (requireMember(state ?? status, 'State') !== 'ACTIVE') continue;
        accounts.push({ id: requireMember(id, 'Id'), name: name ?? null });
      }
    }
  } catch (error) {
    if (isAbort(error)) throw error;
    const { code, message } = classifyFailure(error);
    throw new UserError(
      'ORGANIZATION_UNREAD',
      `The accounts of the organization cannot be read (${code}: ${message}).`,
      {
        hint: 'Only its management account and delegated administrators may call organizations:ListAccounts. Sign in there, or name the accounts with --accounts FILE.',
        cause: error,
      },
    );
  }
  return accounts;
}
