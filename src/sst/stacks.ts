/** SST v2's custom resources: their physical id IS the function's ARN or the bucket's name. */
export const edgeCustomTypes: readonly string[] = [
  'Custom::SSTEdgeLambda',
  'Custom::SSTEdgeLambdaVersion',
  'Custom::SSTEdgeLambdaBucket',
];

export function isDeletedStack(status: string): boolean {
  return status === 'DELETE_COMPLETE';
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
