import type { StateResource } from './checkpoint.ts';
import { isRecord, textOf } from './state-object.ts';

/** The member in which each type names its function or bucket (pulumi-aws): by name, or by an ARN. */
const ownerOf: Readonly<Record<string, string>> = {
  'aws:lambda/permission:Permission': 'function',
  'aws:lambda/eventSourceMapping:EventSourceMapping': 'functionName',
  'aws:lambda/alias:Alias': 'functionName',
  'aws:lambda/functionUrl:FunctionUrl': 'functionName',
  'aws:s3/bucketNotification:BucketNotification': 'bucket',
};

/**
 * The provider makes these statements itself for a URL without sign-in, and no state lists them
 * (terraform-provider-aws, internal/service/lambda/function_url.go). The console gives them the same names.
 */
const statementsOfUrls = ['FunctionURLAllowPublicAccess', 'FunctionURLAllowInvokeAction'];

/** By name of a function or bucket: ids of the connections that a state makes to it (`OwnedResource`). */
export function recordedConnections(
  resources: readonly StateResource[],
): ReadonlyMap<string, readonly string[]> {
  const connections = new Map<string, string[]>();
  for (const resource of resources) {
    const member = ownerOf[resource.type];
    if (member === undefined) continue;
    const named = textOf(resource.outputs[member]) ?? textOf(resource.inputs[member]);
    if (named === null) continue;
    const name = /:function:([^:]+)/.exec(named)?.[1] ?? named;
    connections.set(name, [...(connections.get(name) ?? []), ...idsOf(resource)]);
  }
  return connections;
}

function idsOf({ type, id, inputs, outputs }: StateResource): readonly string[] {
  if (type === 'aws:lambda/functionUrl:FunctionUrl') {
    const signIn = outputs['authorizationType'] ?? inputs['authorizationType'] ?? 'NONE';
    return signIn === 'NONE' ? statementsOfUrls : [];
  }
  if (type === 'aws:s3/bucketNotification:BucketNotification') return toldBy(outputs);
  // An alias's id is its ARN.
  const own = type === 'aws:lambda/alias:Alias' ? textOf(outputs['name']) : id;
  return own === null ? [] : [own];
}

function toldBy(outputs: StateResource['outputs']): readonly string[] {
  const arns = ['lambdaFunctions.lambdaFunctionArn', 'queues.queueArn', 'topics.topicArn'].flatMap(
    (path) => {
      const [list = '', arn = ''] = path.split('.');
      const rows = outputs[list];
      return Array.isArray(rows)
        ? rows.flatMap((row) => (isRecord(row) ? (textOf(row[arn]) ?? []) : []))
        : [];
    },
  );
  return outputs['eventbridge'] === true ? [...arns, 'EventBridge'] : arns;
}
