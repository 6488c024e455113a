import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BucketPlace } from '../versions.ts';

/**
 * Receivers of a bucket's notifications: ARNs of functions, queues and topics, and `EventBridge`. Empty
 * where the bucket is gone.
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
