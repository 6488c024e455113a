import { createHash } from 'node:crypto';

import type { StackData } from './account.ts';
import type { Environment } from './service.ts';

/** A CloudFormation stack with its times resolved. */
export interface Stack extends Omit<
  StackData,
  'id' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'resources'
> {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly deletedAt: number | null;
  readonly resources: readonly StackResource[];
}

type StackResource = Omit<NonNullable<StackData['resources']>[number], 'at'> & {
  readonly at: number;
};

const keptMs = 90 * 86_400_000;

export function seedStack(
  { id, createdAt, updatedAt, deletedAt, resources, ...rest }: StackData,
  environment: Pick<Environment, 'account' | 'time'>,
): Stack {
  const created = environment.time(createdAt).getTime();
  const timeOf = (value: string | undefined) =>
    value === undefined ? null : environment.time(value).getTime();
  const isGone = rest.status === 'DELETE_COMPLETE';
  return {
    ...rest,
    id: id ?? madeUpId(rest, environment.account),
    createdAt: created,
    updatedAt: timeOf(updatedAt),
    deletedAt: timeOf(deletedAt) ?? (isGone ? environment.time(undefined).getTime() : null),
    resources: (resources ?? []).map((resource) => ({
      ...resource,
      at: timeOf(resource.at) ?? created,
    })),
  };
}

function madeUpId({ name, region }: Pick<StackData, 'name' | 'region'>, account: string): string {
  const hex = createHash('sha256').update(`${account}/${region}/${name}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ];
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/${parts.join('-')}`;
}

export function isDeleted({ status }: Stack): boolean {
  return status === 'DELETE_COMPLETE';
}

/** CloudFormation tells of a deleted stack for 90 days. */
export function isKnown(stack: Stack, now: Date): boolean {
  return !isDeleted(stack) || now.getTime() - (stack.deletedAt ?? 0) <= keptMs;
}

export function stackData({
  createdAt,
  updatedAt,
  deletedAt,
  resources,
  ...rest
}: Stack): StackData {
  return {
    ...rest,
    createdAt: iso(createdAt),
    ...(updatedAt !== null && { updatedAt: iso(updatedAt) }),
    ...(deletedAt !== null && { deletedAt: iso(deletedAt) }),
    ...(resources.length > 0 && {
      resources: resources.map((resource) => ({ ...resource, at: iso(resource.at) })),
    }),
  };
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
