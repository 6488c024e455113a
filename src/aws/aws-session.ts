import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { CallCounts } from '../model/inventory.ts';
import type { Download } from './downloads.ts';

/** One client per service and region, made at first use; all calls are counted and rate limited. */
export interface Clients {
  cloudfront(): CloudFrontClient;
  iam(): IAMClient;
  s3(region: string): S3Client;
  lambda(region: string): LambdaClient;
  ssm(region: string): SSMClient;
  cloudformation(region: string): CloudFormationClient;
  tagging(region: string): ResourceGroupsTaggingAPIClient;
  cloudwatch(region: string): CloudWatchClient;
  logs(region: string): CloudWatchLogsClient;
}

/** For one standard topic, in its own region. */
export interface TopicMessage {
  readonly topicArn: string;
  readonly region: string;
  /** ASCII, one line, under 100 characters. */
  readonly subject: string;
  /** By protocol; `default` is for all others. Together at most 256 KB. */
  readonly texts: { readonly default: string; readonly email?: string; readonly sms?: string };
}

/** A signed-in account: its id, its clients, and AWS's clock. */
export interface AwsSession {
  readonly account: string;
  readonly partition: string;
  /** ARN of the caller. */
  readonly caller: string;
  /** The session's own region. */
  readonly region: string;
  /** A non-AWS endpoint, or null. */
  readonly endpoint: string | null;
  readonly simulated: boolean;
  readonly clients: Clients;
  readonly download: Download;
  /** Sends a message to a topic of SNS. */
  publish(message: TopicMessage, signal: AbortSignal): Promise<void>;
  calls(): CallCounts;
  /** AWS's time: the newest `Date` header plus the time since; the local clock without one. */
  now(): Date;
  clockIsLocal(): boolean;
  /** Closes sockets. */
  close(): void;
}
