import type { ListedAccount } from '../../model/account-list.ts';
import { compare } from '../../model/order.ts';
import type { AccountsJson } from './schema/accounts.ts';

export function accountsJson(accounts: readonly ListedAccount[]): AccountsJson {
  return {
    schema: 'sst-sweep/accounts@1',
    accounts: accounts.map(({ id, name, role, externalId, regions }) => ({
      id,
      name,
      role,
      externalId,
      regions: regions.toSorted(compare),
    })),
  };
}

/** What `strategy.matrix` of a GitHub workflow takes by `fromJSON`: in one line, as its outputs are. */
export function accountsMatrix(accounts: readonly ListedAccount[]): {
  readonly include: readonly { readonly account: string; readonly name: string }[];
} {
  return { include: accounts.map(({ id, name }) => ({ account: id, name: name ?? id })) };
}
