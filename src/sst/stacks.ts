import type { Stack } from '../model/stage.ts';
import { latest } from '../model/times.ts';

/** SST v2's custom resources: their physical id IS the function's ARN or the bucket's name. */
export const edgeCustomTypes: readonly string[] = [
  'Custom::SSTEdgeLambda',
  'Custom::SSTEdgeLambdaVersion',
  'Custom::SSTEdgeLambdaBucket',
];

export function isDeletedStack(status: string): boolean {
  return status === 'DELETE_COMPLETE';
}

/**
 * When a stack's deletion ended, as far as its resources were read; null: it is not deleted. CloudFormation
 * shows a `DeletionTime` while the deletion still runs, so that is the time of its beginning.
 */
export function deletionEndOf({ deletedAt, resources }: Stack): string | null {
  return deletedAt && latest(deletedAt, ...(resources ?? []).map(({ updatedAt }) => updatedAt));
}

export function isStackInProgress(status: string): boolean {
  return status.endsWith('_IN_PROGRESS');
}

/**
 * The ids in a physical id: CloudFormation gives ARNs for some types, URLs for queues, and `<name>|<more>`
 * for a few.
 */
export function idsOfPhysicalId(physicalId: string): readonly string[] {
  if (!physicalId.startsWith('arn:')) return [physicalId];
  const resource = physicalId.split(':').slice(5).join(':');
  const name = resource.replace(/^(function|distribution|role|key-value-store)[:/]/, '');
  return [physicalId, resource, name];
}
