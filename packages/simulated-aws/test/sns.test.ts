import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';

import { account, simulate } from './simulated.ts';

const topic = `arn:aws:sns:eu-west-1:${account}:sweeps`;

function aTopic() {
  const { aws, configuration } = simulate({
    sns: { topics: [{ name: 'sweeps', region: 'eu-west-1' }] },
  });
  const client = new SNSClient({ ...configuration, region: 'eu-west-1' });
  return {
    aws,
    publish: (given: Partial<PublishCommand['input']>) =>
      client.send(new PublishCommand({ TopicArn: topic, Message: 'hello', ...given })),
  };
}

describe('a topic', () => {
  it('keeps what is published to it, as data', async () => {
    const { aws, publish } = aTopic();
    const { MessageId: id } = await publish({ Subject: 'A night' });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(aws.snapshot().sns?.topics).toEqual([
      {
        name: 'sweeps',
        region: 'eu-west-1',
        messages: [{ message: 'hello', subject: 'A night' }],
      },
    ]);
  });

  it.each([
    ['that is not there', { TopicArn: `${topic}2` }, 'NotFoundException'],
    [
      'for a message that is too long',
      { Message: 'x'.repeat(262_145) },
      'InvalidParameterException',
    ],
    ['for a subject of two lines', { Subject: 'a\nb' }, 'InvalidParameterException'],
    [
      'for messages by protocol without a default',
      { Message: '{"email":"x"}', MessageStructure: 'json' },
      'InvalidParameterException',
    ],
  ])('refuses a message %s', async (_what, given, name) => {
    await expect(aTopic().publish(given)).rejects.toMatchObject({ name });
  });
});
