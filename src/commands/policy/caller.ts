import type { AccountsGiven } from '../context.ts';
import { roleArn, roleOfOrganizations } from '../accounts/listed-accounts.ts';
import { UserError } from '../../model/errors.ts';
import type { PolicyDocument } from './document.ts';

/**
 * The policy of a caller of several accounts: into each role of the list, and the list of the
 * organization. Nobody is asked who the caller is, so an entry without a role is taken as the caller's own
 * account, where the roles' own policy is needed, too.
 */
export function callerPolicy({ list, organization }: AccountsGiven): PolicyDocument {
  const fallback = list.role ?? (organization ? roleOfOrganizations : null);
  const listed = list.accounts.flatMap(({ id, role }) => {
    const own = role ?? fallback;
    return own === null ? [] : roleArn(own, { id, partition: 'aws' });
  });
  // Which accounts these are, AWS says when it runs.
  const others =
    organization && fallback !== null ? [roleArn(fallback, { id: '*', partition: 'aws' })] : [];
  const roles = organization ? others.concat(listed.filter((arn) => !isOf(arn, others))) : listed;
  if (roles.length === 0) {
    throw new UserError('ACCOUNT_WITHOUT_ROLE', 'The list of accounts names no role.', {
      hint: 'Add "role" to its accounts, or for all of them at the top of the list.',
    });
  }
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AssumeRoles',
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: [...new Set(roles)].toSorted(),
      },
      ...(organization
        ? [
            {
              Sid: 'ListOrganization',
              Effect: 'Allow' as const,
              Action: [
                `organizations:${list.unit === null ? 'ListAccounts' : 'ListAccountsForParent'}`,
              ],
              Resource: '*',
            },
          ]
        : []),
    ],
  };
}

/** A role of the same name in whichever account. */
function isOf(arn: string, patterns: readonly string[]): boolean {
  return patterns.includes(arn.replace(/^(arn:aws:iam::)\d{12}:/, '$1*:'));
}
