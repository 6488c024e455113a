import type { StateResource } from './checkpoint.ts';
import { textOf } from './state-object.ts';

/** Where each type names its function (pulumi-aws `lambda`): by name, or by an ARN. */
const functionOf: Readonly<Record<string, string>> = {
  'aws:lambda/permission:Permission': 'function',
  'aws:lambda/eventSourceMapping:EventSourceMapping': 'functionName',
  'aws:lambda/alias:Alias': 'functionName',
  'aws:lambda/functionUrl:FunctionUrl': 'functionName',
};

/**
 * The provider makes these statements itself with an URL that needs no sign-in, and no state lists them
 * (terraform-provider-aws, internal/service/lambda/function_url.go).
 */
const statementsOfUrls = ['FunctionURLAllowPublicAccess', 'FunctionURLAllowInvokeAction'];

/** By a function's name: ids of the statements, event sources and aliases that a state lists for it. */
export function recordedCallers(
  resources: readonly StateResource[],
): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const resource of resources) {
    const member = functionOf[resource.type];
    if (member === undefined) continue;
    const named = textOf(resource.outputs[member]) ?? textOf(resource.inputs[member]);
    if (named === null) continue;
    const name = /:function:([^:]+)/.exec(named)?.[1] ?? named;
    callers.set(name, [...(callers.get(name) ?? []), ...idsOf(resource)]);
  }
  return callers;
}

function idsOf({ type, id, outputs }: StateResource): readonly string[] {
  if (type === 'aws:lambda/functionUrl:FunctionUrl') return statementsOfUrls;
  // An alias's id is its ARN.
  const own = type === 'aws:lambda/alias:Alias' ? textOf(outputs['name']) : id;
  return own === null ? [] : [own];
}
