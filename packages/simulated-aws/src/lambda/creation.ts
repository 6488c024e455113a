import type { FunctionData } from '../account-lambda.ts';
import {
  isObject,
  jsonReply,
  objectIn,
  requiredText,
  textIn,
  type JsonInput,
} from '../json-protocol.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { emptyReply, existing, invalid, notFound, type Call } from './call.ts';
import { configuration, functionArn, packageOf, settled, versionArn } from './configuration.ts';
import { seedFunction, type FunctionVersion, type LambdaFunction } from './functions.ts';

const settingsByName = [
  ['runtime', 'Runtime'],
  ['handler', 'Handler'],
  ['description', 'Description'],
] as const;

const numbersByName = [
  ['timeout', 'Timeout'],
  ['memorySize', 'MemorySize'],
] as const;

/** CreateFunction: it is ready at once. */
export function createFunction(call: Call): WireResponse {
  const { environment, functions, region, input } = call;
  const name = requiredText(input, 'FunctionName', 'InvalidParameterValueException');
  if (functions.find(region, name)) {
    const message = `Function already exist: ${name}`;
    throw new Refusal(409, 'ResourceConflictException', message);
  }
  const data: FunctionData = {
    name,
    region,
    role: requiredText(input, 'Role', 'InvalidParameterValueException'),
    modifiedAt: environment.clock.now().toISOString(),
  };
  for (const [member, wireName] of settingsByName) {
    const value = textIn(input, wireName);
    if (value !== undefined) data[member] = value;
  }
  for (const [member, wireName] of numbersByName) {
    const value = input[wireName];
    if (typeof value === 'number') data[member] = value;
  }
  const code = textIn(objectIn(input, 'Code'), 'ZipFile');
  if (code !== undefined) data.code = code;
  const variables = objectIn(input, 'Environment')['Variables'];
  if (isObject(variables)) data.environment = texts(variables);
  if (isObject(input['Tags'])) data.tags = texts(input['Tags']);
  const made = seedFunction(data, environment);
  functions.add(made);
  const version = input['Publish'] === true ? publish(call, made) : null;
  return created(call, made, version);
}

/** PublishVersion always makes a new version; its number is never used again. */
export function publishVersion(call: Call): WireResponse {
  const owner = existing(call);
  return created(call, owner, publish(call, owner));
}

function publish({ environment, functions, input }: Call, owner: LambdaFunction): FunctionVersion {
  const version: FunctionVersion = {
    version: String(owner.nextVersion),
    modifiedAt: environment.clock.now().getTime(),
    codeSize: owner.settings.codeSize,
    code: Buffer.from(packageOf(environment.account, owner, null)).toString('base64'),
    description: textIn(input, 'Description'),
    replicas: undefined,
    replicasUntil: 0,
  };
  owner.versions.push(version);
  owner.nextVersion += 1;
  functions.changed();
  return version;
}

/** UpdateFunctionCode: the versions keep theirs. */
export function updateCode(call: Call): WireResponse {
  const owner = existing(call);
  owner.settings.code = requiredText(call.input, 'ZipFile', 'InvalidParameterValueException');
  owner.modifiedAt = call.environment.clock.now().getTime();
  call.functions.changed();
  return { ...created(call, owner, null), status: 200 };
}

function created(
  { environment: { account } }: Call,
  owner: LambdaFunction,
  version: FunctionVersion | null,
): WireResponse {
  const arn = version ? versionArn(account, owner, version.version) : functionArn(account, owner);
  return jsonReply(201, { ...configuration(account, owner, version, arn), ...settled });
}

export function createAlias(call: Call): WireResponse {
  const owner = existing(call);
  const { account } = call.environment;
  const name = requiredText(call.input, 'Name', 'InvalidParameterValueException');
  const version = requiredText(call.input, 'FunctionVersion', 'InvalidParameterValueException');
  const AliasArn = versionArn(account, owner, name);
  if (/^\d+$/.test(name)) throw invalid('An alias cannot be a number.');
  if (owner.aliases.some((alias) => alias.name === name)) {
    throw new Refusal(409, 'ResourceConflictException', `Alias already exists: ${AliasArn}`);
  }
  if (version !== '$LATEST' && !owner.versions.some((each) => each.version === version)) {
    throw notFound(versionArn(account, owner, version));
  }
  owner.aliases.push({ name, version });
  return jsonReply(201, { AliasArn, Name: name, FunctionVersion: version });
}

/** DeleteAlias succeeds whether there is such an alias or not. */
export function deleteAlias(call: Call): WireResponse {
  const { aliases } = existing(call);
  const index = aliases.findIndex(({ name }) => name === call.rest);
  if (index !== -1) aliases.splice(index, 1);
  return emptyReply(204);
}

function texts(value: JsonInput): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
