import type { AccountData } from './account.ts';
import { alphanumeric } from './environment.ts';
import { authorizationDetails, policyArn } from './iam-authorization-details.ts';
import { createPolicies } from './iam-policies.ts';
import { iso, roleData, seedRole, type Role } from './iam-role-data.ts';
import { encoded, plainTrust, tagsIn, trustsIn } from './iam-role-form.ts';
import { by, pageOf } from './paging.ts';
import {
  memberList,
  queryOperation,
  requiredIn,
  type Form,
  type QueryCall,
  type QueryService,
} from './query-protocol.ts';
import type { Environment, Service } from './service.ts';
import { Refusal } from './wire.ts';
import type { XmlValue } from './xml.ts';

type Result = Readonly<Record<string, XmlValue>>;

/** IAM's roles and managed policies. Names are the account's, not a region's. */
export function createIamService(data: AccountData, environment: Environment): Service {
  const { account } = environment;
  const roles = new Map<string, Role>();
  // In the order of their names: a new role is put into its place.
  for (const given of (data.iam?.roles ?? []).toSorted(by(({ name }) => name))) {
    roles.set(given.name, seedRole(given, environment));
  }

  const policies = createPolicies(data, environment, (arn) =>
    [...roles.values()].some(({ attachedPolicies }) =>
      attachedPolicies.map(policyArn).includes(arn),
    ),
  );

  function existing(form: Form): Role {
    const name = requiredIn(form, 'RoleName');
    const role = roles.get(name);
    if (role) return role;
    throw new Refusal(404, 'NoSuchEntity', `The role with name ${name} cannot be found.`);
  }

  /** A hundred rows unless another number up to a thousand is asked for. */
  function page<T>({ form, strikes }: QueryCall, sorted: readonly T[], keyOf: (item: T) => string) {
    const { items, nextToken } = pageOf(sorted, {
      token: form.get('Marker'),
      limit: Math.min(Number(form.get('MaxItems') ?? 100), 1000),
      keyOf,
      strikes,
      invalidToken: 'ValidationError',
    });
    return { items, rest: { IsTruncated: nextToken !== undefined, Marker: nextToken } };
  }

  const identities = () => ({
    ...data.iam,
    account,
    roles: [...roles.values()],
    policies: policies.snapshot(),
  });

  /** At most one. */
  function listAliases(): Result {
    const aliases = data.iam?.accountAlias === undefined ? [] : [data.iam.accountAlias];
    return { AccountAliases: memberList(aliases), IsTruncated: false };
  }

  /** Rows of a list leave out tags and the last use. */
  function listRoles(call: QueryCall): Result {
    const prefix = call.form.get('PathPrefix') ?? '/';
    const sorted = prefix === '/' ? [...roles.values()] : [];
    const { items, rest } = page(call, sorted, ({ name }) => name);
    return { Roles: memberList(items.map((role) => roleRow(role, account))), ...rest };
  }

  function getRole({ form }: QueryCall): Result {
    const role = existing(form);
    const { lastUsedAt } = role;
    const used = lastUsedAt === null ? {} : { LastUsedDate: iso(lastUsedAt), Region: 'us-east-1' };
    return { Role: { ...roleRow(role, account), Tags: tagList(role), RoleLastUsed: used } };
  }

  function listAttached(call: QueryCall): Result {
    const sorted = existing(call.form).attachedPolicies.map(policyArn).toSorted();
    const { items, rest } = page(call, sorted, (arn) => arn);
    const rows = items.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn }));
    return { AttachedPolicies: memberList(rows), ...rest };
  }

  function listInline(call: QueryCall): Result {
    const names = Object.keys(existing(call.form).inlinePolicies).toSorted();
    const { items, rest } = page(call, names, (name) => name);
    return { PolicyNames: memberList(items), ...rest };
  }

  function listProfiles(call: QueryCall): Result {
    const names = (existing(call.form).instanceProfiles ?? []).toSorted();
    const { items, rest } = page(call, names, (name) => name);
    const rows = items.map((InstanceProfileName) => ({
      InstanceProfileName,
      Arn: `arn:aws:iam::${account}:instance-profile/${InstanceProfileName}`,
    }));
    return { InstanceProfiles: memberList(rows), ...rest };
  }

  function getInline({ form }: QueryCall): Result {
    const { name: RoleName, inlinePolicies } = existing(form);
    const PolicyName = requiredIn(form, 'PolicyName');
    if (!Object.hasOwn(inlinePolicies, PolicyName)) throw noInlinePolicy(PolicyName);
    return { RoleName, PolicyName, PolicyDocument: encoded(inlinePolicies[PolicyName]) };
  }

  function detach({ form }: QueryCall): null {
    const role = existing(form);
    const arn = requiredIn(form, 'PolicyArn');
    const index = role.attachedPolicies.map(policyArn).indexOf(arn);
    if (index === -1) throw new Refusal(404, 'NoSuchEntity', `Policy ${arn} was not found.`);
    role.attachedPolicies.splice(index, 1);
    return null;
  }

  function deleteInline({ form }: QueryCall): null {
    const { inlinePolicies } = existing(form);
    const name = requiredIn(form, 'PolicyName');
    if (!Object.hasOwn(inlinePolicies, name)) throw noInlinePolicy(name);
    delete inlinePolicies[name];
    return null;
  }

  /** Role names are one per account. */
  function createRole({ form }: QueryCall): Result {
    const name = requiredIn(form, 'RoleName');
    if (roles.has(name)) {
      throw new Refusal(409, 'EntityAlreadyExists', `Role with name ${name} already exists.`);
    }
    const document = form.get('AssumeRolePolicyDocument') ?? '';
    const trusts = trustsIn(document);
    const isPlain = document === '' || document === plainTrust(trusts);
    const role: Role = {
      name,
      trusts,
      ...(!isPlain && { trustPolicy: document }),
      ...tagsIn(form),
      createdAt: environment.clock.now().getTime(),
      lastUsedAt: null,
      attachedPolicies: [],
      inlinePolicies: {},
    };
    const sorted = [...roles, [name, role] as const].toSorted(by(([each]) => each));
    roles.clear();
    for (const [each, kept] of sorted) roles.set(each, kept);
    return { Role: roleRow(role, account) };
  }

  function putInline({ form }: QueryCall): null {
    const { inlinePolicies } = existing(form);
    inlinePolicies[requiredIn(form, 'PolicyName')] = JSON.parse(requiredIn(form, 'PolicyDocument'));
    return null;
  }

  function attach({ form }: QueryCall): null {
    const role = existing(form);
    const arn = requiredIn(form, 'PolicyArn');
    if (!role.attachedPolicies.map(policyArn).includes(arn)) role.attachedPolicies.push(arn);
    return null;
  }

  /** Attached policies must be detached and inline ones deleted first. */
  function deleteRole({ form }: QueryCall): null {
    const role = existing(form);
    if (role.instanceProfiles?.length) {
      const message = 'Cannot delete entity, must remove roles from instance profile first.';
      throw new Refusal(409, 'DeleteConflict', message);
    }
    if (role.attachedPolicies.length > 0) {
      throw new Refusal(
        409,
        'DeleteConflict',
        'Cannot delete entity, must detach all policies first.',
      );
    }
    if (Object.keys(role.inlinePolicies).length > 0) {
      throw new Refusal(409, 'DeleteConflict', 'Cannot delete entity, must delete policies first.');
    }
    roles.delete(role.name);
    return null;
  }

  const target = (form: Form) => form.get('RoleName') ?? null;
  const service: QueryService = {
    name: 'IAM',
    actions: 'iam',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    apis: {
      ListAccountAliases: { answer: listAliases },
      ListRoles: { answer: listRoles },
      GetAccountAuthorizationDetails: {
        answer: (call) => authorizationDetails(identities(), call),
      },
      GetRole: { target, answer: getRole },
      ListAttachedRolePolicies: { target, answer: listAttached },
      ListRolePolicies: { target, answer: listInline },
      GetRolePolicy: { target, answer: getInline },
      ListInstanceProfilesForRole: { target, answer: listProfiles },
      ListRoleTags: {
        target,
        answer: ({ form }) => ({ Tags: tagList(existing(form)), IsTruncated: false }),
      },
      PutRolePolicy: { target, writes: true, answer: putInline },
      AttachRolePolicy: { target, writes: true, answer: attach },
      DetachRolePolicy: { target, writes: true, answer: detach },
      DeleteRolePolicy: { target, writes: true, answer: deleteInline },
      CreateRole: { target, writes: true, answer: createRole },
      DeleteRole: { target, writes: true, answer: deleteRole },
      CreatePolicy: {
        target: (form) => form.get('PolicyName') ?? null,
        writes: true,
        answer: policies.create,
      },
      DeletePolicy: {
        target: (form) => form.get('PolicyArn') ?? null,
        writes: true,
        answer: policies.delete,
      },
    },
  };
  return {
    signingName: 'iam',
    route: (request, region) => queryOperation(service, request, region),
    // The tagging API does not know IAM roles.
    tagged: () => [],
    snapshot: () => {
      const own = policies.snapshot();

      if (!data.iam && roles.size === 0 && own.length === 0) return {};
      return {
        iam: {
          roles: [...roles.values()].map(roleData),
          ...(own.length > 0 && { policies: own }),
          ...(data.iam?.users && { users: data.iam.users }),
          ...(data.iam?.groups && { groups: data.iam.groups }),
          ...(data.iam?.accountAlias !== undefined && { accountAlias: data.iam.accountAlias }),
        },
      };
    },
  };
}

function roleRow({ name, createdAt, trusts, trustPolicy }: Role, account: string) {
  return {
    Path: '/',
    RoleName: name,
    RoleId: `AROA${alphanumeric(`${account}/${name}/${createdAt}`, 17)}`,
    Arn: `arn:aws:iam::${account}:role/${name}`,
    CreateDate: iso(createdAt),
    AssumeRolePolicyDocument: encoded(JSON.parse(trustPolicy ?? plainTrust(trusts))),
    MaxSessionDuration: 3600,
  };
}

function tagList({ tags }: Role): XmlValue {
  return memberList(Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })));
}

function noInlinePolicy(name: string): Refusal {
  return new Refusal(404, 'NoSuchEntity', `The role policy with name ${name} cannot be found.`);
}
