import { UserError } from '../../model/errors.ts';
import type { PolicyDocument } from './document.ts';

/** Characters without white space (IAM user guide, "IAM and AWS STS quotas"). */
export const largestPolicy = { managed: 6144, ofRole: 10_240 };

/**
 * What has to be said of a policy's size; null: it fits a managed policy. Throws a `UserError` where IAM
 * takes it nowhere.
 */
export function sizeWarning(policy: PolicyDocument): string | null {
  const size = JSON.stringify(policy).length;
  if (size <= largestPolicy.managed) return null;
  const has = `The policy has ${size} characters`;
  if (size <= largestPolicy.ofRole)
    return `${has}: too many for a managed policy (${largestPolicy.managed}), but a role takes it as its own ("inline").`;
  throw new UserError(
    'POLICY_TOO_LONG',
    `${has}, and IAM takes at most ${largestPolicy.ofRole} in a role.`,
    {
      hint: 'Narrow it to fewer apps, stages or accounts at once; a pattern like "pr-*" counts once.',
    },
  );
}
