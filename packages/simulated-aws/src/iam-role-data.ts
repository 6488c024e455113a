import type { RoleData } from './account.ts';
import type { Environment } from './service.ts';

/** A role as it stands in the account now. */
export interface Role extends Omit<RoleData, 'createdAt' | 'lastUsedAt'> {
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  attachedPolicies: string[];
  inlinePolicies: Record<string, unknown>;
}

export function seedRole(
  { createdAt, lastUsedAt, attachedPolicies, inlinePolicies, ...rest }: RoleData,
  environment: Pick<Environment, 'time'>,
): Role {
  return {
    ...rest,
    createdAt: environment.time(createdAt).getTime(),
    lastUsedAt: lastUsedAt === undefined ? null : environment.time(lastUsedAt).getTime(),
    attachedPolicies: [...(attachedPolicies ?? [])],
    inlinePolicies: { ...inlinePolicies },
  };
}

export function roleData({
  createdAt,
  lastUsedAt,
  attachedPolicies,
  inlinePolicies,
  ...rest
}: Role): RoleData {
  return {
    ...rest,
    createdAt: iso(createdAt),
    ...(lastUsedAt !== null && { lastUsedAt: iso(lastUsedAt) }),
    ...(attachedPolicies.length > 0 && { attachedPolicies: [...attachedPolicies] }),
    ...(Object.keys(inlinePolicies).length > 0 && { inlinePolicies: { ...inlinePolicies } }),
  };
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
