import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BucketPlace } from '../versions.ts';

/**
 * Whom a bucket tells of what is written into it: ARNs of functions, queues and topics, and
 * `EventBridge`. Nobody where the bucket is gone.
 */
export async function readNotified(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Promise<readonly string[]> {
  try {
    const {
      LambdaFunctionConfigurations: functions = [],
      QueueConfigurations: queues = [],
      TopicConfigurations: topics = [],
      EventBridgeConfiguration: eventBridge,
    } = await session.clients.s3(region).send(
      new GetBucketNotificationConfigurationCommand({
        Bucket: name,
        ExpectedBucketOwner: session.account,
      }),
      { abortSignal: signal },
    );
    return [
      ...functions.map(({ LambdaFunctionArn: arn }) => arn ?? ''),
      ...queues.map(({ QueueArn: arn }) => arn ?? ''),
      ...topics.map(({ TopicArn: arn }) => arn ?? ''),
      ...(eventBridge ? ['EventBridge'] : []),
    ];
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return [];
    throw error;
  }
}
