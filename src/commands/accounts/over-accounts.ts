import { flag, ownCommand, type OwnCommandName } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import type { ListedAccount } from '../../model/account-list.ts';
import type { AccountsCaller } from '../../aws/accounts.ts';
import type { Command, CommandContext } from '../context.ts';
import { checkReportFiles } from '../output/report-file.ts';
import { contextIn } from './account-context.ts';
import { listedAccounts } from './listed-accounts.ts';
import { namesOfOthers } from './names-of-others.ts';
import { scanAccounts } from './scan-accounts.ts';
import { planAccounts, refuseAsking, sweepAccounts } from './sweep-accounts.ts';

type OverAll = (
  accounts: readonly ListedAccount[],
  caller: AccountsCaller,
  context: CommandContext,
) => Promise<number>;

/** The commands that take several accounts at once. */
const overAll: Readonly<Partial<Record<OwnCommandName, OverAll>>> = {
  scan: scanAccounts,
  plan: planAccounts,
  sweep: sweepAccounts,
};

/** They ask no account, so a list says nothing to them. */
const asksNoAccount: ReadonlySet<OwnCommandName> = new Set(['accounts', 'merge', 'iam-policy']);

/** They judge nothing, so it is all one to them what other accounts name. */
const judgesNothing: ReadonlySet<OwnCommandName> = new Set(['restore', 'doctor']);

/**
 * A command with a list of accounts: over all of them, or with `--account` in one of them. There it runs as it
 * does in an account by itself, but what the others name is read first.
 */
export function overAccounts(name: OwnCommandName, command: Command): Command {
  return async (context) => {
    const { accounts: given, backend, options, signal } = context;
    if (given === null || asksNoAccount.has(name)) return command(context);
    if (name === 'runs' && options.account !== null) return command(context);
    const all = overAll[name === 'interactive' && !context.terminal.interactive ? 'scan' : name];
    if (options.account === null && !all) throw needsOne(name, context);
    if (options.account === null) refuseWordsOfOne(context);
    if (options.account === null && name === 'sweep') refuseAsking(context);
    await checkReportFiles(context);
    const caller = await backend.openAccounts({ profile: options.profile, region: null, signal });
    try {
      const { endpoint } = caller.session;
      if (endpoint !== null && options.account === null)
        context.terminal.warn(`This is not AWS: requests go to ${endpoint}.`);
      const accounts = await listedAccounts(given, caller);
      if (options.account === null && all) return await all(accounts, caller, context);
      const one = accounts.find(({ id }) => id === options.account);
      if (!one) throw notListed(options.account ?? '');
      const rest = accounts.filter((each) => each !== one);
      const others = judgesNothing.has(name)
        ? { names: [], gaps: [] }
        : await namesOfOthers(rest, caller, context);
      return await command(contextIn(one, { caller, others }, context));
    } finally {
      context.progress.stop();
      caller.session.close();
    }
  };
}

function needsOne(name: OwnCommandName, { typed }: CommandContext): UserError {
  const flags = [flag('--account', 'ID')];
  return new UserError(
    'ONE_ACCOUNT',
    `"sst-sweep${name === 'interactive' ? '' : ` ${name}`}" works in one account at a time.`,
    {
      hint: [
        'Name one of the list: ',
        ownCommand(name, { flags, operands: typed, narrowed: false }),
        '.',
      ],
      flag: '--account',
    },
  );
}

function notListed(account: string): UserError {
  return new UserError('ACCOUNT_NOT_LISTED', `Account ${account} is not in the list of accounts.`, {
    hint: [ownCommand('accounts'), ' prints the list.'],
    flag: '--account',
  });
}

/** Words about a stage, a home or an id of one account would mean another thing in each. */
function refuseWordsOfOne({ options, typed }: CommandContext): void {
  const words: readonly (readonly [string, boolean])[] = [
    ['An ID', typed.length > 0],
    ['--abandon', options.match.abandon.length > 0],
    ['--ignore-stage', options.ignoreStages.length > 0],
    ['--ignore-home', options.ignoreHomes.length > 0],
    ['--ignore-region', options.ignoreRegions.length > 0],
    ['--plan', options.planFile !== null],
  ];
  const found = words.find(([, isGiven]) => isGiven);
  if (!found) return;
  throw new UserError('ONE_ACCOUNT', `${found[0]} is about one account, and these are several.`, {
    hint: 'Name one of the list with --account.',
  });
}
