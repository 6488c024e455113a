import { openAssumedSession, type RoleToAssume } from './assumed-role.ts';
import type { AwsSession } from './aws-session.ts';
import { listOrganization, type OrganizationAccount } from './organization-accounts.ts';
import { openCaller, type SessionOptions } from './session.ts';

/** A caller who gets into other accounts. */
export interface AccountsCaller {
  /** In the caller's own account. */
  readonly session: AwsSession;
  /** Throws a `UserError` where the list cannot be read whole. */
  listOrganization(unit: string | null): Promise<readonly OrganizationAccount[]>;
  /** Throws a `UserError` where the role cannot be assumed, or leads to another account. */
  assume(role: RoleToAssume): Promise<AwsSession>;
}

/** Signs in once: a code or a browser is asked for once, however many accounts follow. */
export async function openAccounts(
  options: SessionOptions & { readonly signal: AbortSignal },
): Promise<AccountsCaller> {
  const caller = await openCaller(options);
  return {
    session: caller.session,
    listOrganization: (unit) => listOrganization(caller, unit, options.signal),
    assume: (role) => openAssumedSession(caller, role, options),
  };
}
