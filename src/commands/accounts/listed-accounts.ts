import type { AccountsCaller } from '../../aws/accounts.ts';
import {
  isAccountId,
  type AccountEntry,
  type AccountList,
  type ListedAccount,
} from '../../model/account-list.ts';
import { UserError } from '../../model/errors.ts';
import { byFirst } from '../../model/order.ts';
import { plain } from '../../text/text.ts';
import type { AccountsGiven } from '../context.ts';

/** AWS makes it in every account that an organization makes (Organizations guide, "Accessing member accounts"). */
export const roleOfOrganizations = 'OrganizationAccountAccessRole';

/** The accounts of a run by id, each with the role that leads into it. */
export async function listedAccounts(
  { list, organization }: AccountsGiven,
  caller: AccountsCaller,
): Promise<readonly ListedAccount[]> {
  const entries = organization ? await ofOrganization(list, caller) : list.accounts;
  if (entries.length === 0) {
    throw new UserError('NO_ACCOUNTS', 'The list of accounts names none.', {
      hint: 'Add "accounts" to it, or take those of the organization with --organization.',
    });
  }
  const fallback = organization ? roleOfOrganizations : null;
  return entries
    .map((entry) => resolved(entry, { list, caller, fallback }))
    .toSorted(byFirst(({ id }) => id));
}

/** Entries of the list say how to get into an account; the organization says which accounts there are. */
async function ofOrganization(
  { unit, accounts }: AccountList,
  caller: AccountsCaller,
): Promise<readonly AccountEntry[]> {
  const written = new Map(accounts.map((entry) => [entry.id, entry]));
  const rows = await caller.listOrganization(unit);
  return rows.map(({ id, name }) => {
    if (!isAccountId(id)) {
      throw new UserError(
        'ORGANIZATION_UNREAD',
        `The list of the organization has an account "${plain(id)}", which is no AWS account.`,
        { hint: 'Name the accounts with --accounts FILE.' },
      );
    }
    const entry = written.get(id) ?? { id, role: null, externalId: null, regions: null };
    return { name, ...entry };
  });
}

function resolved(
  { id, name, role: own, externalId, regions }: AccountEntry,
  {
    list,
    caller,
    fallback,
  }: {
    readonly list: AccountList;
    readonly caller: AccountsCaller;
    readonly fallback: string | null;
  },
): ListedAccount {
  const { account, partition } = caller.session;
  const isCallers = id === account && own === null;
  const role = own ?? list.role ?? fallback;
  if (!isCallers && role === null) {
    throw new UserError('ACCOUNT_WITHOUT_ROLE', `The list names no role for account ${id}.`, {
      hint: 'Add "role" to it, or for all accounts at the top of the list.',
    });
  }
  return {
    id,
    name,
    role: isCallers || role === null ? null : roleArn(role, { id, partition }),
    externalId: externalId ?? list.externalId,
    regions: regions ?? list.regions,
  };
}

/** ARN of a role that a list names by its name, path and name, or ARN. */
export function roleArn(
  role: string,
  { id, partition }: { readonly id: string; readonly partition: string },
): string {
  const named = role.replaceAll('{id}', id);
  return named.startsWith('arn:')
    ? named
    : `arn:${partition}:iam::${id}:role/${named.replace(/^\//, '')}`;
}
