import { createHash } from 'node:crypto';

import { uuidOf } from '../environment.ts';
import type { FunctionVersion, LambdaFunction } from './functions.ts';

/** `arn:aws:lambda:us-east-1:123456789012:function:acme`, with `:3` for a version. */
export function functionArn(account: string, { region, name }: LambdaFunction): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

export function versionArn(account: string, owner: LambdaFunction, version: string): string {
  return `${functionArn(account, owner)}:${version}`;
}

/** A function's configuration as lists tell it: without state and tags. */
export function configuration(
  account: string,
  owner: LambdaFunction,
  version: FunctionVersion | null,
  FunctionArn: string,
) {
  const { settings, name } = owner;
  const number = version?.version ?? '$LATEST';
  const identity = `${account}/${owner.region}/${name}/${number}`;
  const code = packageOf(account, owner, version);
  return {
    FunctionName: name,
    FunctionArn,
    Runtime: settings.runtime ?? 'nodejs22.x',
    Role: roleArn(account, settings.role ?? `${name}-role`),
    Handler: settings.handler ?? 'index.handler',
    CodeSize: code.length,
    Description: version?.description ?? settings.description ?? '',
    Timeout: settings.timeout ?? 20,
    LastModified: new Date(version?.modifiedAt ?? owner.modifiedAt)
      .toISOString()
      .replace('Z', '+0000'),
    CodeSha256: createHash('sha256').update(code).digest('base64'),
    Version: number,
    ...environmentOf(settings),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: uuidOf(identity),
    MemorySize: settings.memorySize ?? 1024,
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: settings.logGroup ?? `/aws/lambda/${name}` },
  };
}

/** Lambda answers with a reason instead where the caller may not decrypt it (API reference, `EnvironmentError`). */
function environmentOf({ environment, environmentIsDenied }: LambdaFunction['settings']) {
  if (!environment) return {};
  const Error = {
    ErrorCode: 'AccessDeniedException',
    Message:
      'Lambda was unable to decrypt the environment variables because KMS access was denied.',
  };
  return { Environment: environmentIsDenied ? { Error } : { Variables: environment } };
}

/** The package: what was given, else bytes that no other version has. */
export function packageOf(
  account: string,
  { region, name, settings }: LambdaFunction,
  version: FunctionVersion | null,
): Uint8Array {
  const given = version ? version.code : settings.code;
  if (given !== undefined) return Buffer.from(given, 'base64');
  const size = version?.codeSize ?? settings.codeSize ?? 1024;
  const text = `${account}/${region}/${name}/${version?.version ?? '$LATEST'}`;
  return Buffer.from(text.padEnd(size, '.').slice(0, size));
}

/** What the calls for one function add to it. */
export const settled = { State: 'Active', LastUpdateStatus: 'Successful' } as const;

/** A replica's configuration: it has a name and an ARN of its own, and names its master. */
export function replicaConfiguration(
  account: string,
  master: LambdaFunction,
  version: FunctionVersion,
  region: string,
) {
  const name = `${master.region}.${master.name}`;
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}:${version.version}`;
  return {
    ...configuration(account, master, version, arn),
    FunctionName: name,
    MasterArn: versionArn(account, master, version.version),
  };
}

function roleArn(account: string, role: string): string {
  return role.startsWith('arn:') ? role : `arn:aws:iam::${account}:role/${role}`;
}
