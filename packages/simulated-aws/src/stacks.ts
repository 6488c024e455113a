import type { StackData } from './account.ts';
import { uuidOf } from './environment.ts';
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
  const deleted = timeOf(deletedAt) ?? (isGone ? environment.time(undefined).getTime() : null);
  return {
    ...rest,
    id: id ?? madeUpId(rest, environment.account),
    createdAt: created,
    updatedAt: timeOf(updatedAt),
    deletedAt: deleted,
    resources: (resources ?? []).map((resource) => ({
      ...resource,
      at: timeOf(resource.at) ?? (isGone ? deleted : null) ?? created,
    })),
  };
}

function madeUpId({ name, region }: Pick<StackData, 'name' | 'region'>, account: string): string {
  const id = uuidOf(`${account}/${region}/${name}`);
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/${id}`;
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
