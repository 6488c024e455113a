import * as z from 'zod/mini';
import type { AccountList } from '../../model/account-list.ts';
import { UserError } from '../../model/errors.ts';
import { plain } from '../../text/text.ts';
import { accountListSchema, wholeList, type AccountListFile } from './account-list-schema.ts';

/** The list in `written`; `lineAt` tells where a value stands, or an empty text. */
export function checkedList(
  written: unknown,
  where: string,
  lineAt: (path: readonly PropertyKey[]) => string,
): AccountList {
  const checked = accountListSchema.safeParse(wholeList(written), {
    error: z.locales.en().localeError,
  });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const path = issue?.path ?? [];
    const at = pathWritten(path, written);
    const key = path.length === 0 ? '' : `"${path.join('.')}": `;
    throw invalidList(where, `${key}${issue?.message ?? 'unknown'}`, lineAt(at));
  }
  const list = listFrom(checked.data);
  refuseRepeated(list, where, (index) => lineAt(pathWritten(['accounts', index], written)));
  refuseOtherRoles(list, where, (index) =>
    lineAt(pathWritten(['accounts', index, 'role'], written)),
  );
  return list;
}

function listFrom({
  role,
  externalId,
  regions,
  unit,
  accounts = [],
}: AccountListFile): AccountList {
  return {
    role: role ?? null,
    externalId: externalId ?? null,
    regions: regions ?? [],
    unit: unit ?? null,
    accounts: accounts.map((entry) => ({
      id: entry.id,
      name: entry.name ?? null,
      role: entry.role ?? null,
      externalId: entry.externalId ?? null,
      regions: entry.regions ?? null,
    })),
  };
}

function refuseRepeated(
  { accounts }: AccountList,
  where: string,
  lineAt: (index: number) => string,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of accounts.entries()) {
    if (seen.has(id)) throw invalidList(where, `account ${id} stands there twice`, lineAt(index));
    seen.add(id);
  }
}

function refuseOtherRoles(
  { accounts }: AccountList,
  where: string,
  lineAt: (index: number) => string,
): void {
  for (const [index, { id, role }] of accounts.entries()) {
    const other = /^arn:[^:]*:iam::(\d{12}):/.exec(role ?? '')?.[1];
    if (other === undefined || other === id) continue;
    throw invalidList(where, `the role of account ${id} is account ${other}’s`, lineAt(index));
  }
}

export function invalidList(where: string, what: string, line: string): UserError {
  return new UserError(
    'INVALID_ACCOUNTS',
    `The list of accounts ${where} is not valid: ${plain(what)}.`,
    {
      hint: `${line}Write [{ "id": "123456789012", "role": "sst-sweep" }], or { "role": "sst-sweep", "accounts": ["123456789012"] }.`,
      flag: '--accounts',
    },
  );
}

/** The path within the text, where `wholeList` put in what was left out. */
function pathWritten(path: readonly PropertyKey[], written: unknown): readonly PropertyKey[] {
  return Array.isArray(written) && path[0] === 'accounts' ? path.slice(1) : path;
}
