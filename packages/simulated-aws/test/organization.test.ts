import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';

import type { AccountData } from '../src/account.ts';
import { createSimulatedOrganization } from '../src/organization.ts';
import { anAccount, refusalOf, simulate } from './simulated.ts';

const caller = '111111111111';
const member = '222222222222';

function aMember(id: string, externalId?: string): AccountData {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${caller}:root` },
    Action: 'sts:AssumeRole',
    ...(externalId && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  };
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return anAccount({ account: id, iam: { roles: [{ name: 'sweeper', trusts: [], trustPolicy }] } });
}

function anOrganization(...members: readonly AccountData[]) {
  const organization = createSimulatedOrganization([
    { data: anAccount({ account: caller }) },
    ...members.map((data) => ({ data })),
  ]);
  const configuration = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'none' },
    requestHandler: organization.handler,
    maxAttempts: 1,
  };
  return { configuration, sts: new STSClient(configuration) };
}

const roleOf = (id: string) => ({
  RoleArn: `arn:aws:iam::${id}:role/sweeper`,
  RoleSessionName: 'test',
});

it('answers requests that a role’s keys signed as the role’s account', async () => {
  const { configuration, sts } = anOrganization(aMember(member));
  const { Credentials: keys } = await sts.send(new AssumeRoleCommand(roleOf(member)));
  const credentials = {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
  };
  const asMember = new STSClient({ ...configuration, credentials });
  expect((await asMember.send(new GetCallerIdentityCommand({}))).Account).toBe(member);
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(caller);
});

it('refuses a role that is not there, and one that asks for another external id', async () => {
  const { sts } = anOrganization(aMember(member, 'ours'));
  const assume = (given: object) =>
    sts.send(new AssumeRoleCommand({ ...roleOf(member), ...given }));
  const missing = { RoleArn: `arn:aws:iam::${member}:role/nobody` };
  expect(await refusalOf(assume(missing))).toBe('AccessDenied 403');
  expect(await refusalOf(assume({}))).toBe('AccessDenied 403');
  expect(await refusalOf(assume({ ExternalId: 'theirs' }))).toBe('AccessDenied 403');
  expect(await refusalOf(assume({ ExternalId: 'ours' }))).toBe('no refusal');
});

it('lists an organization’s accounts in pages of twenty', async () => {
  const ids = Array.from({ length: 24 }, (_, index) => String(200_000_000_000 + index));
  const { configuration } = anOrganization(...ids.map((id) => aMember(id)));
  const client = new OrganizationsClient(configuration);
  const first = await client.send(new ListAccountsCommand({}));
  expect(first.Accounts).toHaveLength(20);
  const rest = await client.send(new ListAccountsCommand({ NextToken: first.NextToken }));
  const listed = [...(first.Accounts ?? []), ...(rest.Accounts ?? [])].map(({ Id }) => Id);
  expect(listed).toEqual([caller, ...ids]);
  expect(rest.NextToken).toBeUndefined();
});

it('tells an account by itself that it is in no organization', async () => {
  const client = new OrganizationsClient(simulate().configuration);
  expect(await refusalOf(client.send(new ListAccountsCommand({})))).toBe(
    'AWSOrganizationsNotInUseException 400',
  );
});
