import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>
  >;
}

/** A template of `deploy/aws`; CloudFormation's own functions (`!Ref Task`) are left as their words. */
export async function readTemplate(name: string): Promise<Template> {
  const text = await readFile(new URL(`../../../deploy/aws/${name}`, import.meta.url), 'utf8');
  return parseDocument(text, { logLevel: 'silent' }).toJS() as Template;
}

/** A state of the machine, or any other part of it. */
type Part = Readonly<Record<string, unknown>>;

/**
 * The state machine as CloudFormation hands it over, but for three things. Seconds between two tries of a task are
 * one. Tasks are called as Lambda functions that are told the same words and variables: moto's engine cannot call
 * ECS (it hands `Cluster` to botocore, which knows `cluster`), and would not look at a container's exit code. So are
 * `GetObject` and `PutObject`, whose bodies it can neither read nor write.
 */
export async function definition(given: Readonly<Record<string, string>>): Promise<string> {
  const { Resources: resources } = await readTemplate('template.yaml');
  const properties = resources['Engine']?.Properties ?? {};
  const names = Object.keys(properties['DefinitionSubstitutions'] ?? {});
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(names.map((name) => [name, name.toLowerCase()])),
    ...given,
  };
  const text = JSON.stringify(properties['Definition'], (key, value: unknown) => {
    if (key === 'IntervalSeconds' || key === 'MaxDelaySeconds') return 1;
    const { Resource: resource } = (value ?? {}) as Part;
    if (resource === 'arn:aws:states:::ecs:runTask.sync') return taskByLambda(value as Part);
    if (resource === `${s3}getObject`) return byLambda('read', value as Part);
    return resource === `${s3}putObject` ? byLambda('write', value as Part) : value;
  });
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const s3 = 'arn:aws:states:::aws-sdk:s3:';
const invoke = 'arn:aws:states:::lambda:invoke';

function taskByLambda(state: Part): Part {
  const { Overrides: overrides } = state['Parameters'] as {
    readonly Overrides: { readonly ContainerOverrides: readonly unknown[] };
  };
  const [container] = overrides.ContainerOverrides;
  return { ...state, Resource: invoke, Parameters: { FunctionName: 'task', Payload: container } };
}

function byLambda(FunctionName: string, state: Part): Part {
  const { Parameters: place, ResultSelector: selected } = state;
  const text = JSON.stringify(selected ?? {}).replace('$.Body', '$.Payload.Body');
  return {
    ...state,
    Resource: invoke,
    Parameters: { FunctionName, Payload: place },
    ...(selected !== undefined && { ResultSelector: JSON.parse(text) as Part }),
  };
}
