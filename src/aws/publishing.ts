import type { SNSClient } from '@aws-sdk/client-sns';
import type { TopicMessage } from './aws-session.ts';

/** With a text for each protocol, so that a mail can be read and a queue gets JSON. */
export async function publishTo(
  client: SNSClient,
  { topicArn, subject, texts }: TopicMessage,
  signal: AbortSignal,
): Promise<void> {
  const { PublishCommand } = await import('@aws-sdk/client-sns');
  const command = new PublishCommand({
    TopicArn: topicArn,
    Subject: subject,
    Message: JSON.stringify(texts),
    MessageStructure: 'json',
  });
  await client.send(command, { abortSignal: signal });
}
