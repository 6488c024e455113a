import { resourceKey } from '../../model/resource.ts';

/** The key of a distribution or role of this account that a policy names; null: it is neither. */
export function keyOfUser(arn: string, account: string): string | null {
  const id = arn.split('/').at(-1) ?? '';
  if (accountOf(arn) !== account || arn.includes(':user/')) return null;
  return resourceKey(arn.includes(':role/') ? 'iam-role' : 'cloudfront-distribution', id);
}

export function accountOf(arn: string): string | undefined {
  return arn.split(':')[4];
}
