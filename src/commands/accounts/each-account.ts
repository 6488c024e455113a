import pLimit from 'p-limit';
import type { ListedAccount } from '../../model/account-list.ts';
import { UserError } from '../../model/errors.ts';
import type { AccountErrorJson } from '../../report/json/schema/reports.ts';
import { isAbort } from '../../aws/failures.ts';
import { sentenceText } from '../../text/command-text.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../output/exit-code.ts';

/** Each has limits of its own at AWS; here they share memory and sockets. */
const mostAtOnce = 4;

/** What came of the work in each account. */
export interface EachAccount<Result> {
  readonly results: ReadonlyMap<string, Result>;
  readonly errors: readonly AccountErrorJson[];
}

/**
 * The same work in several accounts, some at once. What fails in one is its error, and harms no other; only an
 * abort ends them all.
 */
export async function inEachAccount<Result>(
  accounts: readonly ListedAccount[],
  work: (account: ListedAccount) => Promise<Result>,
  context: Pick<CommandContext, 'options' | 'progress' | 'signal' | 'terminal'>,
): Promise<EachAccount<Result>> {
  const limit = pLimit(mostAtOnce);
  const results = new Map<string, Result>();
  const errors: AccountErrorJson[] = [];
  let done = 0;
  // After an abort those that are under way come to their end first: a sweep ends in order.
  const settled = await Promise.allSettled(
    accounts.map((account) =>
      limit(async () => {
        context.signal.throwIfAborted();
        try {
          results.set(account.id, await work(account));
        } catch (error) {
          if (isAbort(error) || context.signal.aborted) throw error;
          errors.push(errorOf(error, account, context));
        }
        done += 1;
        const phase = `account ${account.id}`;
        context.progress.emit({ type: 'scan-progress', phase, done, total: accounts.length });
      }),
    ),
  );
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
  return { results, errors };
}

/** An account that was not read is a gap; a refusal is one, and a mistake of ours is no gap. */
function errorOf(
  error: unknown,
  { id: account, name }: ListedAccount,
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
): AccountErrorJson {
  const unread = options.failOn.includes('gaps') ? exitCodes.gaps : exitCodes.done;
  if (!(error instanceof UserError)) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      account,
      name,
      code: 'INTERNAL',
      message,
      hint: null,
      exitCode: exitCodes.couldNotRun,
    };
  }
  const { code, message, hint } = error;
  return {
    account,
    name,
    code,
    message,
    hint: hint === null ? null : sentenceText(hint, terminal.stdout.repeated),
    exitCode: error.exitCode === exitCodes.refused ? exitCodes.refused : unread,
  };
}
