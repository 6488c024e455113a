import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { AwsSession } from './aws-session.ts';
import { classifyFailure } from './failures.ts';

/** `alias` is null where the account has none. `unread`: why that is not known; nothing rests on it. */
export type AccountAlias =
  | { readonly alias: string | null; readonly unread: null }
  | { readonly alias: null; readonly unread: string };

/** The name that people know an account by. An account has at most one (IAM API, ListAccountAliases). */
export async function readAccountAlias(
  { clients }: Pick<AwsSession, 'clients'>,
  signal: AbortSignal,
): Promise<AccountAlias> {
  try {
    const { AccountAliases: aliases } = await clients
      .iam()
      .send(new ListAccountAliasesCommand({}), { abortSignal: signal });
    return { alias: aliases?.[0] ?? null, unread: null };
  } catch (error) {
    if (signal.aborted) throw error;
    return { alias: null, unread: classifyFailure(error).code };
  }
}
