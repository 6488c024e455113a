import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { STSClientConfig } from '@aws-sdk/client-sts';

import type { Clients } from './aws-session.ts';
import type { Limiter } from './limits.ts';
import { addTraffic } from './traffic.ts';
import type { Stack, TrafficOptions } from './traffic.ts';

/** What takes requests in place of the network. */
export type RequestHandler = NonNullable<STSClientConfig['requestHandler']>;
export type Credentials = NonNullable<STSClientConfig['credentials']>;

export interface ClientOptions extends Omit<TrafficOptions, 'limiter'> {
  readonly limiters: (service: string, region: string) => Limiter;
  /** Null: sockets. */
  readonly requestHandler: RequestHandler | null;
  /** Absent: the SDK's chain, with this profile. */
  readonly credentials?: Credentials;
  readonly profile?: string;
  /** Endpoints that the environment configures; the SDK reads those of the profile itself. */
  readonly endpointOf: (service: EndpointService) => string | null;
  /** Endpoints of the process's environment are not for a simulated account. */
  readonly ignoreConfiguredEndpoints: boolean;
}

/** The names in `AWS_ENDPOINT_URL_<SERVICE>`. */
export type EndpointService =
  | 'CLOUDFORMATION'
  | 'CLOUDFRONT'
  | 'CLOUDWATCH'
  | 'IAM'
  | 'LAMBDA'
  | 'RESOURCE_GROUPS_TAGGING_API'
  | 'S3'
  | 'SSM'
  | 'STS';

/** CloudFront and IAM live in one place; with a foreign endpoint it is the region that signs, too. */
const globalRegion = 'us-east-1';

/** A dead socket must end: the SDK's defaults wait for ever, and its request timeout only warns. */
const sockets = {
  connectionTimeout: 3000,
  requestTimeout: 30_000,
  socketTimeout: 60_000,
  throwOnRequestTimeout: true,
  httpsAgent: { keepAlive: true, maxSockets: 25 },
  httpAgent: { keepAlive: true, maxSockets: 25 },
} as const;

interface ServiceClient {
  readonly middlewareStack: Stack;
  destroy(): void;
}

/** The account's clients, and how to let go of their sockets. */
export interface ClientPool extends Clients {
  sts(region: string): STSClient;
  close(): void;
}

export function createClients(options: ClientOptions): ClientPool {
  const made = new Map<string, ServiceClient>();

  function configure(service: EndpointService, region: string) {
    const endpoint = options.endpointOf(service);
    return {
      region,
      maxAttempts: 1,
      ignoreConfiguredEndpointUrls: options.ignoreConfiguredEndpoints,
      requestHandler: options.requestHandler ?? sockets,
      ...(options.credentials && { credentials: options.credentials }),
      ...(options.profile !== undefined && { profile: options.profile }),
      ...(endpoint !== null && { endpoint }),
    };
  }

  function once<Client extends ServiceClient>(key: string, region: string, make: () => Client): Client {
    const known = made.get(`${key} ${region}`);
    // The key is of one class only: each of the functions below has its own.
    if (known) return known as Client;
    const client = make();
    addTraffic(client.middlewareStack, { ...options, limiter: (service) => options.limiters(service, region) });
    made.set(`${key} ${region}`, client);
    return client;
  }

  return {
    cloudfront: () => once('cloudfront', globalRegion, () => new CloudFrontClient(configure('CLOUDFRONT', globalRegion))),
    iam: () => once('iam', globalRegion, () => new IAMClient(configure('IAM', globalRegion))),
    s3: (region) => once('s3', region, () => new S3Client({ ...configure('S3', region), followRegionRedirects: true, forcePathStyle: options.endpointOf('S3') !== null })),
    lambda: (region) => once('lambda', region, () => new LambdaClient(configure('LAMBDA', region))),
    ssm: (region) => once('ssm', region, () => new SSMClient(configure('SSM', region))),
    cloudformation: (region) => once('cloudformation', region, () => new CloudFormationClient(configure('CLOUDFORMATION', region))),
    tagging: (region) => once('tagging', region, () => new ResourceGroupsTaggingAPIClient(configure('RESOURCE_GROUPS_TAGGING_API', region))),
    cloudwatch: (region) => once('cloudwatch', region, () => new CloudWatchClient(configure('CLOUDWATCH', region))),
    sts: (region) => once('sts', region, () => new STSClient(configure('STS', region))),
    close() {
      for (const client of made.values()) client.destroy();
    },
  };
}
