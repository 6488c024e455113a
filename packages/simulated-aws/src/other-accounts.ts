/** A row of `ListAccounts`. */
export interface OrganizationAccount {
  readonly id: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  /** The organizational unit or root right above it. */
  readonly parent: string;
}

export interface RoleRequest {
  readonly arn: string;
  readonly sessionName: string;
  readonly externalId: string | null;
}

/** Keys of a session, by which later requests are known. */
interface SessionKeys {
  readonly accessKeyId: string;
  readonly assumedArn: string;
}

/** The other accounts that one account knows of. */
export interface OtherAccounts {
  /** Null: the account is in no organization, or does not manage it. */
  readonly organization: readonly OrganizationAccount[] | null;
  /** Null: the role is not there, or does not let the caller in, which AWS does not tell apart. */
  assume(request: RoleRequest): SessionKeys | null;
}

/** An account by itself. */
export const noOtherAccounts: OtherAccounts = { organization: null, assume: () => null };
