import { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';

import type { ClientPool, EndpointService } from './clients.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `AWS_ENDPOINT_URL_<SERVICE>` goes before `AWS_ENDPOINT_URL`; one variable switches both off. */
export function endpointOfEnvironment(env: Environment, service: EndpointService): string | null {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return null;
  return env[`AWS_ENDPOINT_URL_${service}`] || env['AWS_ENDPOINT_URL'] || null;
}

/**
 * Where each service's requests would go, profile and environment considered, for those that would
 * not go to AWS. Asks the SDK itself, by commands that end before they are signed.
 */
export async function foreignEndpoints(
  pool: ClientPool,
  region: string,
): Promise<ReadonlyMap<EndpointService, string>> {
  const foreign = new Map<EndpointService, string>();
  for (const [service, probe] of probes(pool, region)) {
    const url = await probe();
    if (!isAwsHost(url.hostname)) foreign.set(service, url.href.replace(/\/$/, ''));
  }
  return foreign;
}

function probes(
  pool: ClientPool,
  region: string,
): readonly (readonly [EndpointService, () => Promise<URL>])[] {
  return [
    [
      'STS',
      () => locate(new GetCallerIdentityCommand({}), (command) => pool.sts(region).send(command)),
    ],
    [
      'CLOUDFRONT',
      () => locate(new ListDistributionsCommand({}), (command) => pool.cloudfront().send(command)),
    ],
    ['S3', () => locate(new ListBucketsCommand({}), (command) => pool.s3(region).send(command))],
    [
      'LAMBDA',
      () => locate(new ListFunctionsCommand({}), (command) => pool.lambda(region).send(command)),
    ],
    ['IAM', () => locate(new ListRolesCommand({}), (command) => pool.iam().send(command))],
    [
      'SSM',
      () => locate(new DescribeParametersCommand({}), (command) => pool.ssm(region).send(command)),
    ],
    [
      'CLOUDFORMATION',
      () =>
        locate(new ListStacksCommand({}), (command) => pool.cloudformation(region).send(command)),
    ],
    [
      'RESOURCE_GROUPS_TAGGING_API',
      () => locate(new GetResourcesCommand({}), (command) => pool.tagging(region).send(command)),
    ],
    [
      'CLOUDWATCH',
      () => locate(new ListMetricsCommand({}), (command) => pool.cloudwatch(region).send(command)),
    ],
    [
      'ORGANIZATIONS',
      () => locate(new ListAccountsCommand({}), (command) => pool.organizations().send(command)),
    ],
    [
      'CLOUDWATCH_LOGS',
      () => locate(new DescribeLogGroupsCommand({}), (command) => pool.logs(region).send(command)),
    ],
  ];
}

/** Hosts of the commercial, Chinese, GovCloud and European sovereign partitions. */
export function isAwsHost(host: string): boolean {
  return /(?:^|\.)(?:amazonaws\.(?:com(?:\.cn)?|eu)|api\.aws|on\.aws)$/i.test(
    host.replace(/\.$/, ''),
  );
}

interface Locatable {
  readonly middlewareStack: {
    add(middleware: Locating, options: { name: string; step: 'build'; priority: 'high' }): void;
  };
}

type Locating = <Output extends object>(
  next: unknown,
  context: { readonly endpointV2?: { readonly url: URL } },
) => () => Promise<{ response: undefined; output: Output }>;

/** The endpoint is known before a request is built: it is taken there, and nothing is sent. */
async function locate<Command extends Locatable>(
  command: Command,
  send: (command: Command) => Promise<unknown>,
): Promise<URL> {
  let found: URL | null = null;
  const locating: Locating = (_next, context) => async () => {
    found = context.endpointV2?.url ?? null;
    throw new Located();
  };
  command.middlewareStack.add(locating, {
    name: 'sstSweepLocate',
    step: 'build',
    priority: 'high',
  });
  try {
    await send(command);
  } catch (error) {
    if (!(error instanceof Located)) throw error;
  }
  if (found === null) throw new Error('The SDK names no endpoint.');
  return found;
}

/** Ends a command that is not meant to be sent. */
class Located extends Error {
  override readonly name = 'Located';
}
