import {
  CreatePolicyCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  ListRolesCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';

import type { AccountData, RoleData } from '../src/account.ts';
import { account, refusalOf, simulate } from './simulated.ts';

function withRoles(roles: RoleData[]) {
  const { aws, configuration } = simulate({ iam: { roles } });
  return { aws, client: new IAMClient(configuration) };
}

const edge: RoleData = {
  name: 'acme-edge',
  trusts: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'],
  lastUsedAt: '-3d',
  attachedPolicies: ['service-role/AWSLambdaBasicExecutionRole'],
  inlinePolicies: { inline: { Statement: [{ Effect: 'Allow' }] } },
  tags: { 'sst:app': 'acme' },
};
const RoleName = 'acme-edge';
const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

it('knows an account by one alias at most, also after a restart', async () => {
  const aliasesOf = async (iam: AccountData['iam']) => {
    const { aws, configuration } = simulate({ ...(iam && { iam }) });
    const { AccountAliases } = await new IAMClient(configuration).send(
      new ListAccountAliasesCommand({}),
    );
    return { aliases: AccountAliases, kept: aws.snapshot().iam?.accountAlias };
  };
  expect(await aliasesOf({ roles: [], accountAlias: 'acme-dev' })).toEqual({
    aliases: ['acme-dev'],
    kept: 'acme-dev',
  });
  expect(await aliasesOf({ roles: [] })).toEqual({ aliases: [], kept: undefined });
});

it('reads a role with its encoded trust policy, tags and last use', async () => {
  const { client } = withRoles([edge]);
  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  expect(Role).toMatchObject({
    Arn: `arn:aws:iam::${account}:role/acme-edge`,
    Tags: [{ Key: 'sst:app', Value: 'acme' }],
    RoleLastUsed: { LastUsedDate: new Date('2026-11-17T12:00:00Z') },
  });
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  expect(trust.Statement[0].Principal.Service).toContain('edgelambda.amazonaws.com');
  expect(await refusalOf(client.send(new GetRoleCommand({ RoleName: 'none' })))).toMatch(
    /^NoSuchEntity/,
  );
});

it('lists roles by hundreds, without tags and last use', async () => {
  const roles = Array.from({ length: 130 }, (_, index) => ({ ...edge, name: `role-${index}` }));
  const { client } = withRoles(roles);
  const sizes: number[] = [];
  for await (const page of paginateListRoles({ client }, {})) sizes.push(page.Roles?.length ?? 0);
  expect(sizes).toEqual([100, 30]);
  const { Roles, IsTruncated } = await client.send(new ListRolesCommand({ MaxItems: 1 }));
  expect(IsTruncated).toBe(true);
  expect(Roles?.[0]?.Tags).toBeUndefined();
  expect(Roles?.[0]?.RoleLastUsed).toBeUndefined();
});

it('shows users, groups, roles and policies with their documents, over pages that they share', async () => {
  const document = { Version: '2012-10-17', Statement: [] };
  const { aws, configuration } = simulate({
    iam: {
      roles: [edge],
      policies: [{ name: 'own', document }],
      users: [{ name: 'ann', inlinePolicies: { mine: document } }],
      groups: [{ name: 'all', attachedPolicies: ['ReadOnlyAccess'] }],
    },
  });
  const client = new IAMClient(configuration);
  const pages = [];
  for await (const page of paginateGetAccountAuthorizationDetails({ client, pageSize: 2 }, {}))
    pages.push(page);
  const text = (encodedText: string | undefined) =>
    JSON.parse(decodeURIComponent(encodedText ?? ''));
  expect(pages).toHaveLength(2);
  expect(text(pages[0]?.UserDetailList?.[0]?.UserPolicyList?.[0]?.PolicyDocument)).toEqual(
    document,
  );
  expect(pages[0]?.GroupDetailList?.[0]?.AttachedManagedPolicies).toEqual([
    { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ]);
  expect(pages[1]?.RoleDetailList?.[0]?.RoleName).toBe(RoleName);
  expect(aws.snapshot().iam).toMatchObject({ users: [{ name: 'ann' }], groups: [{ name: 'all' }] });
  expect(text(pages[1]?.Policies?.[0]?.PolicyVersionList?.[0]?.Document)).toEqual(document);
});

it('deletes a role only after all of its policies', async () => {
  const { client, aws } = withRoles([edge]);
  const remove = () => refusalOf(client.send(new DeleteRoleCommand({ RoleName })));
  const { AttachedPolicies } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  expect(AttachedPolicies).toEqual([{ PolicyArn, PolicyName: 'AWSLambdaBasicExecutionRole' }]);
  expect(await remove()).toMatch(/^DeleteConflict.* 409$/);
  await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  expect(await remove()).toMatch(/^DeleteConflict.* 409$/);
  expect((await client.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([
    'inline',
  ]);
  const PolicyName = 'inline';
  const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  expect(JSON.parse(decodeURIComponent(PolicyDocument ?? ''))).toEqual(
    edge.inlinePolicies?.['inline'],
  );
  await client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  expect(await remove()).toBe('no refusal');
  expect(await remove()).toMatch(/^NoSuchEntity.* 404$/);
  expect(aws.snapshot().iam).toEqual({ roles: [] });
});

it('lists a role’s tags, and is the same after a snapshot', async () => {
  const { client, aws } = withRoles([edge]);
  const { Tags } = await client.send(new ListRoleTagsCommand({ RoleName }));
  expect(Tags).toEqual([{ Key: 'sst:app', Value: 'acme' }]);
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
});

it('gives a policy’s name once, and deletes it only where no role has it', async () => {
  const arn = `arn:aws:iam::${account}:policy/acme-api`;
  const { client, aws } = withRoles([{ ...edge, attachedPolicies: [arn] }]);
  const create = () =>
    refusalOf(
      client.send(new CreatePolicyCommand({ PolicyName: 'acme-api', PolicyDocument: '{}' })),
    );
  const remove = () => refusalOf(client.send(new DeletePolicyCommand({ PolicyArn: arn })));
  expect(await create()).toBe('no refusal');
  expect(await create()).toMatch(/^EntityAlreadyExists.* 409$/);
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
  expect(await remove()).toMatch(/^DeleteConflict.* 409$/);
  await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: arn }));
  expect(await remove()).toBe('no refusal');
  expect(await remove()).toMatch(/^NoSuchEntity.* 404$/);
});
