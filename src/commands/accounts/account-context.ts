import type { AccountsCaller } from '../../aws/accounts.ts';
import type { ListedAccount } from '../../model/account-list.ts';
import type { OtherAccounts } from '../../survey/survey.ts';
import type { CommandContext } from '../context.ts';
import { withGiven } from '../program/with-given.ts';

/** Stands in the account's CloudTrail beside everything that is done there. */
const sessionName = 'sst-sweep';

/** The context of a command in one account of a list; printed commands name that account. */
export function contextIn(
  { id, role, externalId, regions }: ListedAccount,
  { caller, others }: { readonly caller: AccountsCaller; readonly others: OtherAccounts },
  context: CommandContext,
): CommandContext {
  const own = withGiven(
    context,
    { ...context.given, account: id },
    { ...context.options, account: id },
  );
  return {
    ...own,
    accounts: null,
    others,
    alsoRead: regions,
    // Versions of another account's states are no use here, and would stay in memory.
    fileCache: new Map(),
    backend: {
      ...own.backend,
      openSession: async () =>
        role === null
          ? { ...caller.session, close: () => undefined }
          : caller.assume({ account: id, arn: role, externalId, sessionName }),
    },
  };
}

/** Accounts side by side would write into each other's lines. */
export function quietly(context: CommandContext): CommandContext {
  const { terminal } = context;
  return {
    ...context,
    progress: { emit: () => undefined, stop: () => undefined },
    events: { emit: () => undefined, end: () => undefined },
    terminal: { ...terminal, warn: () => undefined },
  };
}
