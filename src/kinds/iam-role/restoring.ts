import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Role } from '@aws-sdk/client-iam';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { difference, MissingPart, requiredText, savedJson } from '../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
} from '../restoring/restoring.ts';
import { savedTags } from '../restoring/saved-tags.ts';
import { attachedPolicies, inlinePolicies } from './policies.ts';
import { readRole } from './reading.ts';

/**
 * A role with its trust and all its policies, under its old name and so its old ARN, which functions name.
 */
export const restoreRole: Restoring = {
  after: [],
  permissions: ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePolicy', 'iam:TagRole'],
  async foresee(saved) {
    const { RoleId } = await savedRole(saved);
    const { differs } = await savedTags(saved);
    return [uniqueId(RoleId ?? null, null), ...differs];
  },
  make,
};

function uniqueId(was: string | null, is: string | null) {
  return difference('unique id', [was, is], 'Policies that name it by that must be changed.');
}

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const wanted = await savedRole(saved);
  const { tags, differs } = await savedTags(saved);
  const made = await create(wanted, { saved, tags, context });
  if ('taken' in made) return { result: 'taken', message: made.taken };
  await bringPolicies(saved, context);
  const [was, is] = [wanted.RoleId ?? null, made.RoleId ?? null];
  return {
    result: 'made',
    id: saved.id,
    renames: was !== null && is !== null && was !== is ? [[was, is]] : [],
    differs: [uniqueId(was, is), ...differs],
  };
}

async function create(
  wanted: Role,
  {
    saved,
    tags,
    context,
  }: {
    readonly saved: SavedResource;
    readonly tags: Readonly<Record<string, string>>;
    readonly context: RestoreContext;
  },
): Promise<Role | { readonly taken: string }> {
  const trust = decodeURIComponent(wanted.AssumeRolePolicyDocument ?? '');
  try {
    const { Role: made } = await context.session.clients.iam().send(
      new CreateRoleCommand({
        RoleName: saved.id,
        AssumeRolePolicyDocument: trust,
        ...(wanted.Path && { Path: wanted.Path }),
        ...(wanted.Description && { Description: wanted.Description }),
        ...(wanted.MaxSessionDuration && { MaxSessionDuration: wanted.MaxSessionDuration }),
        ...(wanted.PermissionsBoundary?.PermissionsBoundaryArn && {
          PermissionsBoundary: wanted.PermissionsBoundary.PermissionsBoundaryArn,
        }),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
      { abortSignal: context.signal },
    );
    if (!made) throw new UnreadableAnswer(`The answer is not the role ${saved.id}.`);
    return made;
  } catch (error) {
    const { code, message } = classifyFailure(error);
    if (!code.startsWith('EntityAlreadyExists')) throw error;
    const theirs = context.begun ? await readRole(saved.id, context) : null;
    // A role that a killed restore made has an equal trust policy.
    const isOwn = decodeURIComponent(theirs?.AssumeRolePolicyDocument ?? '') === trust;
    return theirs && isOwn ? theirs : { taken: message };
  }
}

/** Only the policies that are missing: a killed restore may have made some. */
async function bringPolicies(saved: SavedResource, context: CallContext): Promise<void> {
  const iam = context.session.clients.iam();
  const options = { abortSignal: context.signal };
  const inline = await savedJson<Record<string, string>>(saved, 'inline-policies.json');
  if (!inline) throw new MissingPart('inline-policies.json', saved.missing('inline-policies.json'));
  const attached = await savedJson<readonly string[]>(saved, 'attached-policies.json');
  if (!attached)
    throw new MissingPart('attached-policies.json', saved.missing('attached-policies.json'));
  const [hasInline, hasAttached] = await Promise.all([
    inlinePolicies(saved.id, context),
    attachedPolicies(saved.id, context),
  ]);
  for (const [PolicyName, PolicyDocument] of Object.entries(inline)) {
    if (hasInline.includes(PolicyName)) continue;
    await iam.send(
      new PutRolePolicyCommand({ RoleName: saved.id, PolicyName, PolicyDocument }),
      options,
    );
  }
  for (const PolicyArn of attached) {
    if (hasAttached.includes(PolicyArn)) continue;
    await iam.send(new AttachRolePolicyCommand({ RoleName: saved.id, PolicyArn }), options);
  }
}

async function savedRole(saved: SavedResource): Promise<Role> {
  const role = JSON.parse(await requiredText(saved, 'role.json')) as Role | null;
  if (role === null) throw new MissingPart('role.json', null);
  return role;
}
