import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { isAwsHost } from '../../aws/endpoints.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { BackupPart, KindContext } from '../kind-module.ts';
import { unqualifiedArn } from './listing.ts';
import { type Lambda, readLambdaTags } from './rows.ts';

/** Configuration, tags and package of a function or version. */
export async function backupLambda(
  { region, name, version }: Lambda,
  context: KindContext,
): Promise<readonly BackupPart[]> {
  const answer = context.session.clients.lambda(region).send(
    new GetFunctionCommand({
      FunctionName: name,
      ...(version !== null && { Qualifier: version }),
    }),
    { abortSignal: context.signal },
  );
  const config = async () => jsonText(withoutSecrets((await answer).Configuration ?? {}));
  const code = async () => download((await answer).Code?.Location, context);
  const tags = async () => {
    const arn = (await answer).Configuration?.FunctionArn;
    if (!arn) throw new Error('It has no ARN.');
    return jsonText(await readLambdaTags(unqualifiedArn(arn), context));
  };
  return Promise.all([
    backupPart('configuration.json', config, context),
    backupPart('package.zip', code, context),
    backupPart('tags.json', tags, context),
  ]);
}

/** Names of variables are kept, so that a restore can say what is missing; values never. */
function withoutSecrets(configuration: FunctionConfiguration): object {
  const { Environment: environment, ...rest } = configuration;
  return { ...rest, environmentNames: Object.keys(environment?.Variables ?? {}).sort() };
}

/** The signed address of the package is good for ten minutes; it must not lead away from the endpoint. */
async function download(location: string | undefined, context: KindContext): Promise<Uint8Array> {
  if (!location) throw new Error('The answer names no package.');
  if (!mayContact(new URL(location).hostname, context)) {
    throw new Error('The package lies on a host that is not contacted for this endpoint.');
  }
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(60_000)]);
  const response = await fetch(location, { signal, redirect: 'error' });
  if (!response.ok) throw new Error(`The package was answered with status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** With a non-AWS endpoint no other host is contacted, and for a simulated account none at all. */
function mayContact(host: string, { session }: KindContext): boolean {
  if (session.simulated) return false;
  if (session.endpoint === null) return isAwsHost(host);
  const endpoints = session.endpoint.split(', ').map((url) => new URL(url).hostname);
  return endpoints.includes(host) || ['localhost', '127.0.0.1', '[::1]'].includes(host);
}
