import { jsonReply } from '../json-protocol.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { existing, invalid, notFound, parseName, qualified, type Call } from './call.ts';
import { configuration, functionArn, packageOf, settled } from './configuration.ts';

/** GetFunction: configuration, where to download the package, and tags if there are any. */
export function getFunction(call: Call): WireResponse {
  const { account } = call.environment;
  const { owner, version, arn } = qualified(call);
  const credential = encodeURIComponent(`SIMULATED/20261122/${owner.region}/lambda/aws4_request`);
  const snapshot = `${account}/${owner.name}-${version?.version ?? 'latest'}`;
  const { tags, reservedConcurrency: reserved } = owner.settings;
  return jsonReply(200, {
    Configuration: { ...configuration(account, owner, version, arn), ...settled },
    Code: {
      RepositoryType: 'S3',
      Location: `https://awslambda-${owner.region}-tasks.s3.${owner.region}.amazonaws.com/snapshots/${snapshot}?X-Amz-Credential=${credential}`,
    },
    ...(tags && Object.keys(tags).length > 0 && { Tags: tags }),
    ...(reserved !== undefined && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
  });
}

/** The package at the signed address that GetFunction gave. */
export function getPackage(call: Call): WireResponse {
  const owner = existing(call);
  const version = owner.versions.find((each) => each.version === call.rest) ?? null;
  if (!version && call.rest !== 'latest') throw notFound(`${owner.name}:${call.rest}`);
  return {
    status: 200,
    headers: { 'content-type': 'application/zip' },
    body: packageOf(call.environment.account, owner, version),
  };
}

export function getConfiguration(call: Call): WireResponse {
  const { owner, version, arn } = qualified(call);
  return jsonReply(200, {
    ...configuration(call.environment.account, owner, version, arn),
    ...settled,
  });
}

/** GetPolicy: a function without a resource policy has nothing to find, and each alias has its own. */
export function getPolicy(call: Call): WireResponse {
  const { owner } = qualified(call);
  const alias = owner.aliases.find(({ name }) => name === call.qualifier);
  const { policy: Policy } = call.qualifier === undefined ? owner.settings : (alias ?? {});
  if (Policy !== undefined) return jsonReply(200, { Policy });
  throw new Refusal(404, 'ResourceNotFoundException', 'The resource you requested does not exist.');
}

/** ListTags takes a function's own ARN; versions and aliases have no tags. */
export function listTags(call: Call): WireResponse {
  const { name, qualifier } = parseName(call.rest);
  if (qualifier !== undefined) {
    throw invalid(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  }
  const owner = call.functions.find(call.region, name);
  if (!owner) throw notFound(call.rest);
  return jsonReply(200, { Tags: owner.settings.tags ?? {} });
}

/** ListFunctionEventInvokeConfigs: of the function, and none of its versions and aliases. */
export function listInvokeSettings(call: Call): WireResponse {
  const owner = existing(call);
  const { asyncRetries } = owner.settings;
  const settings = {
    FunctionArn: `${functionArn(call.environment.account, owner)}:$LATEST`,
    MaximumRetryAttempts: asyncRetries,
    LastModified: owner.modifiedAt / 1000,
  };
  return jsonReply(200, {
    FunctionEventInvokeConfigs: asyncRetries === undefined ? [] : [settings],
  });
}

export function listUrls(call: Call): WireResponse {
  const { account } = call.environment;
  const owner = existing(call);
  const time = new Date(owner.modifiedAt).toISOString();
  const { functionUrl, functionUrlAt = time } = owner.settings;
  const FunctionArn = functionArn(account, owner);
  const id = Buffer.from(FunctionArn).toString('hex').slice(-32);
  const url = {
    FunctionUrl: `https://${id}.lambda-url.${owner.region}.on.aws/`,
    FunctionArn,
    CreationTime: functionUrlAt,
    LastModifiedTime: time,
    AuthType: functionUrl,
    InvokeMode: 'BUFFERED',
  };
  return jsonReply(200, { FunctionUrlConfigs: functionUrl ? [url] : [] });
}
