/** An account of a list, with the way into it. */
export interface ListedAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly name: string | null;
  /** ARN of the role that is assumed; null: it is the caller's own account, and none is needed. */
  readonly role: string | null;
  readonly externalId: string | null;
  /** Regions to read there besides those that the account's resources point at. */
  readonly regions: readonly string[];
}

/** One account as somebody wrote it; what is null is as the list says for all. */
export interface AccountEntry {
  readonly id: string;
  readonly name: string | null;
  /** Name, path and name, or ARN of a role; `{id}` stands for the account. */
  readonly role: string | null;
  readonly externalId: string | null;
  readonly regions: readonly string[] | null;
}

/** `--accounts FILE`, or `accounts` of the config. */
export interface AccountList {
  readonly role: string | null;
  readonly externalId: string | null;
  readonly regions: readonly string[];
  /** With `--organization`: only the accounts right below this organizational unit or root. */
  readonly unit: string | null;
  readonly accounts: readonly AccountEntry[];
}

export const emptyAccountList: AccountList = {
  role: null,
  externalId: null,
  regions: [],
  unit: null,
  accounts: [],
};

export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}
