import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { isAwsHost } from '../../aws/endpoints.ts';
import { classifyFailure } from '../../aws/failures.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart } from '../kind-module.ts';
import { backupAliases } from './aliases.ts';
import { isPublished, unqualifiedArn } from './listing.ts';
import { type Lambda, readLambdaTags, readVersions } from './rows.ts';

/** Packages have up to 50 MB each: versions older than these are saved without theirs. */
const mostPackages = 25;

/** Configuration, tags and package of a function or version. */
export async function backupLambda(
  lambda: Lambda,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  const answer = getFunction(lambda, context);
  const config = async () => jsonText(withoutSecrets((await answer).Configuration ?? {}));
  const concurrency = async () => jsonText((await answer).Concurrency ?? null);
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
    backupPart('concurrency.json', concurrency, context),
  ]);
}

/** A function with its published versions, which go with it: each as `versions/3/configuration.json`. */
export async function backupFunctionAndVersions(
  lambda: Lambda,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  const own = [...(await backupLambda(lambda, context)), await backupAliases(lambda, context)];
  try {
    const versions = (await readVersions(lambda, context)).filter(isPublished);
    const seen = new Set([shaOf(own)]);
    const parts: BackupPart[] = [];
    let packages = 0;
    // Distributions name the newest versions.
    for (const row of versions.toReversed()) {
      const folder = `versions/${row.Version ?? ''}`;
      parts.push({ name: `${folder}/configuration.json`, content: jsonText(withoutSecrets(row)) });
      if (seen.has(row.CodeSha256)) continue;
      seen.add(row.CodeSha256);
      packages += 1;
      parts.push(
        packages > mostPackages
          ? { name: `${folder}/package.zip`, missing: `Only the newest ${mostPackages} are kept.` }
          : await backupPart(
              `${folder}/package.zip`,
              async () =>
                download(
                  (await getFunction({ ...lambda, version: row.Version ?? null }, context)).Code
                    ?.Location,
                  context,
                ),
              context,
            ),
      );
    }
    return [...own, ...parts];
  } catch (error) {
    context.signal.throwIfAborted();
    const { code, message } = classifyFailure(error);
    return [...own, { name: 'versions.json', missing: `${code}: ${message}` }];
  }
}

function getFunction({ region, name, version }: Lambda, context: CallContext) {
  return context.session.clients.lambda(region).send(
    new GetFunctionCommand({
      FunctionName: name,
      ...(version !== null && { Qualifier: version }),
    }),
    { abortSignal: context.signal },
  );
}

/** Hash of a package that was saved: a version with an equal one needs no second copy. */
function shaOf(parts: readonly BackupPart[]): string | undefined {
  const isKept = parts.some((part) => part.name === 'package.zip' && 'content' in part);
  const config = parts.find(({ name }) => name === 'configuration.json');
  if (!isKept || !config || !('content' in config)) return undefined;
  const text = typeof config.content === 'string' ? config.content : '';
  return (JSON.parse(text) as FunctionConfiguration).CodeSha256;
}

/** Names of variables are saved, so that a restore can list the missing ones; values never. */
function withoutSecrets(configuration: FunctionConfiguration): object {
  const { Environment: environment, ...rest } = configuration;
  return { ...rest, environmentNames: Object.keys(environment?.Variables ?? {}).sort() };
}

/** The signed address of the package is good for ten minutes; it must not lead away from the endpoint. */
async function download(location: string | undefined, context: CallContext): Promise<Uint8Array> {
  if (!location) throw new Error('The answer names no package.');
  const url = new URL(location);
  if (!mayContact(url.hostname, context)) {
    throw new Error('The package lies on a host that is not contacted for this endpoint.');
  }
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(60_000)]);
  return context.session.download(url, signal);
}

/** With a non-AWS endpoint no other host is contacted; a simulated account answers for every host itself. */
function mayContact(host: string, { session }: CallContext): boolean {
  if (session.simulated) return true;
  if (session.endpoint === null) return isAwsHost(host);
  const endpoints = session.endpoint.split(', ').map((url) => new URL(url).hostname);
  return endpoints.includes(host) || ['localhost', '127.0.0.1', '[::1]'].includes(host);
}
