import type { AccountData, MemberData } from 'simulated-aws';
import { createSimulatedOrganization, type SimulatedAws } from 'simulated-aws';

/** The account of whoever runs the tool. */
export const callersAccount = '100000000000';
export const sweeper = 'sweeper';

/** An account into which the caller gets by the role `sweeper`. */
export function asMember(
  data: AccountData,
  given: Omit<MemberData, 'data'> & { readonly externalId?: string } = {},
): MemberData {
  const { externalId, ...member } = given;
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${callersAccount}:root` },
    Action: 'sts:AssumeRole',
    ...(externalId && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  };
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const roles = [...(data.iam?.roles ?? []), { name: sweeper, trusts: [], trustPolicy }];
  return { data: { ...data, iam: { ...data.iam, roles } }, ...member };
}

/** An account with nothing in it. */
export function emptyAccount(account: string, now = '2026-11-22T10:00:00.000Z'): AccountData {
  return { schema: 'sst-sweep/simulated-account@1', account, now };
}

/** The caller's own account and these, as the tool's commands take one account in tests. */
export function organizationOf(members: readonly MemberData[], now?: string) {
  const first = emptyAccount(callersAccount, now ?? members[0]?.data.now);
  const organization = createSimulatedOrganization([{ data: first }, ...members]);
  const aws: SimulatedAws = { ...organization.management, handler: organization.handler };
  return { aws, account: organization.account };
}

/** The same account under another number. */
export function numbered(data: AccountData, account: string): AccountData {
  return JSON.parse(JSON.stringify(data).replaceAll(data.account, account)) as AccountData;
}
