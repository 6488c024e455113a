import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';

/** The SDK's clients for one server, for setting scenes up and for looking at what is left of them. */
export interface Clients {
  readonly endpoint: string;
  /** The server keeps the live stage of CloudFront functions, and what distributions associate. */
  readonly publishes: boolean;
  readonly cloudfront: CloudFrontClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  s3(region: string): S3Client;
  ssm(region: string): SSMClient;
  /** The server's time, in whole seconds as S3 writes them. */
  now(): Promise<Date>;
}

const bucketsByPath = { forcePathStyle: true, followRegionRedirects: true };

export function clientsOf(endpoint: string, { publishes = false } = {}): Clients {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  const given = (region: string) => ({ endpoint, region, credentials });
  const s3 = new Map<string, S3Client>();
  const ssm = new Map<string, SSMClient>();
  return {
    endpoint,
    publishes,
    cloudfront: new CloudFrontClient(given('us-east-1')),
    iam: new IAMClient(given('us-east-1')),
    lambda: new LambdaClient(given('us-east-1')),
    s3: (region) => once(s3, region, () => new S3Client({ ...given(region), ...bucketsByPath })),
    ssm: (region) => once(ssm, region, () => new SSMClient(given(region))),
    now: () => serverTime(endpoint),
  };
}

function once<Client>(made: Map<string, Client>, region: string, make: () => Client): Client {
  const client = made.get(region) ?? make();
  made.set(region, client);
  return client;
}

async function serverTime(endpoint: string): Promise<Date> {
  const answer = await fetch(endpoint, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
  const date = answer.headers.get('date');
  return date === null ? new Date() : new Date(date);
}
