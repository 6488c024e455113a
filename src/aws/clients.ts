import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import type { STSClientConfig } from '@aws-sdk/client-sts';

import { addAnswerLimits } from './answer-limits.ts';
import type { AnswerLimits, AnswerStack } from './answer-limits.ts';
import type { Clients } from './aws-session.ts';
import type { Limiter } from './limits.ts';
import type { RequestHandler } from './request-handler.ts';
import { addTraffic } from './traffic.ts';
import type { Stack, TrafficOptions } from './traffic.ts';

export type Credentials = NonNullable<STSClientConfig['credentials']>;

export interface ClientOptions extends Omit<TrafficOptions, 'limiter'> {
  readonly limiters: (service: string, region: string) => Limiter;
  readonly answers: AnswerLimits;
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
  | 'CLOUDWATCH_LOGS'
  | 'IAM'
  | 'LAMBDA'
  | 'ORGANIZATIONS'
  | 'RESOURCE_GROUPS_TAGGING_API'
  | 'S3'
  | 'SNS'
  | 'SSM'
  | 'STS';

/** CloudFront, IAM and Organizations live in one place; with a foreign endpoint it is the region that signs, too. */
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
  readonly middlewareStack: Stack & AnswerStack;
  readonly config: SharedSettings;
  destroy(): void;
}

/** What the environment and the profile say alike for all services, as the SDK reads it. */
type SharedSettings = Pick<
  STSClient['config'],
  | 'authSchemePreference'
  | 'defaultsMode'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
  | 'userAgentAppId'
>;

/** The account's clients, and how to let go of their sockets. */
export interface ClientPool extends Clients {
  sts(region: string): STSClient;
  organizations(): OrganizationsClient;
  /** Loaded when it is asked for: most runs tell no topic. */
  sns(region: string): Promise<SNSClient>;
  close(): void;
}

export function createClients(options: ClientOptions): ClientPool {
  const { once, close, settings } = createStore(options);
  const given = (service: EndpointService, region: string) => ({
    ...configurationOf(options, service, region),
    ...settings(),
  });
  const s3Style = {
    followRegionRedirects: true,
    forcePathStyle: options.endpointOf('S3') !== null,
  };
  return {
    cloudfront: () =>
      once(
        'CLOUDFRONT',
        globalRegion,
        () => new CloudFrontClient(given('CLOUDFRONT', globalRegion)),
      ),
    iam: () => once('IAM', globalRegion, () => new IAMClient(given('IAM', globalRegion))),
    s3: (region) => once('S3', region, () => new S3Client({ ...given('S3', region), ...s3Style })),
    lambda: (region) => once('LAMBDA', region, () => new LambdaClient(given('LAMBDA', region))),
    ssm: (region) => once('SSM', region, () => new SSMClient(given('SSM', region))),
    cloudformation: (region) =>
      once(
        'CLOUDFORMATION',
        region,
        () => new CloudFormationClient(given('CLOUDFORMATION', region)),
      ),
    tagging: (region) =>
      once(
        'RESOURCE_GROUPS_TAGGING_API',
        region,
        () => new ResourceGroupsTaggingAPIClient(given('RESOURCE_GROUPS_TAGGING_API', region)),
      ),
    cloudwatch: (region) =>
      once('CLOUDWATCH', region, () => new CloudWatchClient(given('CLOUDWATCH', region))),
    logs: (region) =>
      once(
        'CLOUDWATCH_LOGS',
        region,
        () => new CloudWatchLogsClient(given('CLOUDWATCH_LOGS', region)),
      ),
    sts: (region) => once('STS', region, () => new STSClient(given('STS', region))),
    async sns(region) {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return once('SNS', region, () => new SNSClient(given('SNS', region)));
    },
    organizations: () =>
      once(
        'ORGANIZATIONS',
        globalRegion,
        () => new OrganizationsClient(given('ORGANIZATIONS', globalRegion)),
      ),
    close,
  };
}

function configurationOf(options: ClientOptions, service: EndpointService, region: string) {
  const endpoint = options.endpointOf(service);
  return {
    region,
    // The SDK's own retries are off: `addTraffic` has the ones that count.
    maxAttempts: 1,
    retryMode: 'standard',
    ignoreConfiguredEndpointUrls: options.ignoreConfiguredEndpoints,
    requestHandler: options.requestHandler ?? sockets,
    ...(options.credentials && { credentials: options.credentials }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(endpoint !== null && { endpoint }),
  };
}

/** Clients by service and region, each made when it is first asked for. */
function createStore(options: ClientOptions) {
  const made = new Map<string, ServiceClient>();
  const held = { bytes: 0 };
  return {
    /** Of the first client: each would read them again, and a scan has some sixty. */
    settings(): Partial<SharedSettings> {
      const [first] = made.values();
      if (!first) return {};
      const {
        authSchemePreference,
        defaultsMode,
        useDualstackEndpoint,
        useFipsEndpoint,
        userAgentAppId,
      } = first.config;
      return {
        authSchemePreference,
        defaultsMode,
        useDualstackEndpoint,
        useFipsEndpoint,
        userAgentAppId,
      };
    },
    once<Client extends ServiceClient>(
      service: EndpointService,
      region: string,
      make: () => Client,
    ): Client {
      const key = `${service} ${region}`;
      const known = made.get(key);
      // A service has one class of client, so the client under its key is of that class.
      if (known) return known as Client;
      const client = make();
      const limiter = (name: string) => options.limiters(name, region);
      addTraffic(client.middlewareStack, { ...options, limiter });
      addAnswerLimits(client.middlewareStack, options.answers, held);
      made.set(key, client);
      return client;
    },
    close() {
      for (const client of made.values()) client.destroy();
    },
  };
}
