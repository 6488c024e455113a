import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import type { Role } from '@aws-sdk/client-iam';

import { classifyFailure } from '../../aws/failures.ts';
import { requireMember, requireRows } from '../../aws/pages.ts';
import { touching } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { trustedBy } from '../../sst/trust.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule, StepContext } from '../kind-module.ts';
import { configurationHash, isoTime, resourceOf } from '../resource-shape.ts';
import { attachedPolicies, inlinePolicy, inlinePolicies, profilesOf } from './policies.ts';
import { allPages } from './pages.ts';
import { policyTexts } from './policy-texts.ts';
import { restoreRole } from './restoring.ts';
import { isMissing, readRole, tagsOf } from './reading.ts';
import { done, gone, inUse } from '../step-results.ts';

export const iamRole: KindModule = {
  facts: {
    kind: 'iam-role',
    label: 'IAM role',
    plural: 'IAM roles',
    guarded: false,
    holdsData: false,
    global: true,
    regional: false,
    useIsSeenBy: 'role-use',
    serves: false,
    // Roles carry tags, but the tagging API does not know them: each role is asked for its own.
    tagged: false,
    idsAreUnique: false,
    pulumiTypes: ['aws:iam/role:Role'],
    cloudFormationTypes: ['AWS::IAM::Role'],
    follows: null,
    nameLimit: 64,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 3 },
    ageRestsOn: 'IAM keeps the creation time; deleting and making it again makes it young.',
    creationIsKnown: true,
    quota: null,
    storesCode: false,
    billedAtRest: 'nothing',
    alreadyExistsCodes: ['EntityAlreadyExists'],
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/iam/home#/roles/details/{id}',
  },
  notes: {
    found: 'functions name theirs; uses by the time when it was last used; tags by its own read',
    blockers: 'an instance profile; functions that run with it',
    restores: 'trust, policies and tags; its unique id is new',
  },
  permissions: {
    scan: [
      'iam:GetAccountAuthorizationDetails',
      'iam:GetRole',
      'iam:ListAttachedRolePolicies',
      'iam:ListInstanceProfilesForRole',
      'iam:ListRolePolicies',
      'iam:ListRoles',
    ],
    sweep: ['iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:DetachRolePolicy', 'iam:GetRolePolicy'],
  },
  listOperation: 'iam:ListRoles',
  gapScope: () => touching({ kinds: ['iam-role'] }),
  arns: null,
  async list({ session, signal }) {
    const rows = await allPages(
      (from) =>
        session.clients
          .iam()
          .send(new ListRolesCommand({ MaxItems: 1000, ...from }), { abortSignal: signal }),
      ({ Roles: roles }) => requireRows(roles, 'roles'),
    );
    return { resources: rows.map(roleFromRow), gaps: [] };
  },
  texts: policyTexts,
  async reread({ id }, context) {
    const role = await readRole(id, context);
    return role && { ...roleFromRow(role), tags: tagsOf(role) };
  },
  backup: ({ id }, context) =>
    Promise.all([
      backupPart('role.json', async () => jsonText(await readRole(id, context)), context),
      backupPart(
        'attached-policies.json',
        async () => jsonText(await attachedPolicies(id, context)),
        context,
      ),
      backupPart(
        'inline-policies.json',
        async () => jsonText(await inlineDocuments(id, context)),
        context,
      ),
    ]),
  restore: restoreRole,
  steps: {
    async delete({ id }, context) {
      try {
        // IAM refuses to delete a role in an instance profile, and by then its policies would be gone.
        const profiles = await profilesOf(id, context);
        if (profiles.length > 0)
          return inUse(`It is in the instance profile ${profiles.join(', ')}.`);
        await removePolicies(id, context);
        await context.session.clients
          .iam()
          .send(new DeleteRoleCommand({ RoleName: id }), { abortSignal: context.signal });
        return done;
      } catch (error) {
        if (isMissing(error)) return gone;
        const { code, message } = classifyFailure(error);
        if (code.startsWith('DeleteConflict')) return inUse(message);
        throw error;
      }
    },
  },
};

/** A role from a row of the list or from its own read; only the own read has tags and last use. */
function roleFromRow(row: Role): Resource {
  const name = requireMember(row.RoleName, 'RoleName');
  const { Arn: arn, Path, RoleId, AssumeRolePolicyDocument, Description: description } = row;
  return resourceOf('iam-role', name, {
    arn: arn ?? null,
    name,
    region: 'global',
    createdAt: isoTime(row.CreateDate),
    description: description || null,
    identifiers: [name, ...(arn === undefined ? [] : [arn])],
    trusts: trustedBy(AssumeRolePolicyDocument ?? ''),
    configuration: configurationHash({ Path, RoleId, AssumeRolePolicyDocument, description }),
  });
}

async function inlineDocuments(name: string, context: CallContext) {
  const names = await inlinePolicies(name, context);
  const documents = names.map(
    async (policy) => [policy, await inlinePolicy(name, policy, context)] as const,
  );
  return Object.fromEntries(await Promise.all(documents));
}

/**
 * Attached policies are detached and stay, others may use them; inline policies are deleted with the role.
 */
async function removePolicies(name: string, context: StepContext): Promise<void> {
  const iam = context.session.clients.iam();
  const options = { abortSignal: context.signal };
  for (const arn of await attachedPolicies(name, context)) {
    await iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: arn }), options);
  }
  for (const policy of await inlinePolicies(name, context)) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: policy }), options);
  }
}
