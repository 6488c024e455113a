import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { SimulatedAws } from 'simulated-aws';

/** Clients of everybody else in the account: SST's deploys, and people. */
export function clientsOf(aws: SimulatedAws) {
  const settings = (region: string) => ({
    region,
    credentials: { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'none' },
    requestHandler: aws.handler,
    maxAttempts: 1,
  });
  return {
    cloudfront: new CloudFrontClient(settings('us-east-1')),
    iam: new IAMClient(settings('us-east-1')),
    s3: (region: string) => new S3Client(settings(region)),
    ssm: (region: string) => new SSMClient(settings(region)),
    logs: (region: string) => new CloudWatchLogsClient(settings(region)),
  };
}

export type Clients = ReturnType<typeof clientsOf>;
