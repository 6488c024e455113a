import type { AccountsCaller } from '../../aws/accounts.ts';
import { kinds } from '../../kinds/index.ts';
import type { ListedAccount } from '../../model/account-list.ts';
import { hidesNames, unreadAccountsGap } from '../../model/account-gaps.ts';
import type { AccountNames } from '../../model/elsewhere.ts';
import { scan } from '../../scan/scan.ts';
import { createNameWords } from '../../sst/name-words.ts';
import { accountNames } from '../../survey/account-names.ts';
import type { OtherAccounts } from '../../survey/survey.ts';
import { withSession } from '../account/take-survey.ts';
import type { CommandContext } from '../context.ts';
import { contextIn, quietly } from './account-context.ts';
import { inEachAccount } from './each-account.ts';

/** What the other accounts of a list name, for a look into one of them. They are read and not judged. */
export async function namesOfOthers(
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
): Promise<OtherAccounts> {
  const none: OtherAccounts = { names: [], gaps: [] };
  const { results, errors } = await inEachAccount(
    accounts,
    (account) => readNames(quietly(contextIn(account, { caller, others: none }, context))),
    context,
  );
  for (const { account, message } of errors)
    context.terminal.warn(`What account ${account} names is not known: ${message}`);
  const readings = [...results.values()];
  const unread = [
    ...errors.map(({ account }) => account),
    ...readings.filter(({ hides }) => hides).map(({ names }) => names.account),
  ];
  const gap = unreadAccountsGap(unread);
  return { names: readings.map(({ names }) => names), gaps: gap === null ? [] : [gap] };
}

function readNames(
  context: CommandContext,
): Promise<{ readonly names: AccountNames; readonly hides: boolean }> {
  const words = createNameWords();
  const { backend, options, signal, fileCache: files } = context;
  return withSession(context, async (session) => {
    const inventory = await scan(
      session,
      {
        kinds,
        files,
        words,
        emit: () => undefined,
        regions: [...options.filter.regions, ...(context.alsoRead ?? [])],
        ignoreHomes: [],
        ignoreRegions: [],
        ignoreStages: [],
        abandoned: [],
      },
      { clock: backend.clock, signal },
    );
    return { names: accountNames(inventory, words), hides: hidesNames(inventory.gaps) };
  });
}
