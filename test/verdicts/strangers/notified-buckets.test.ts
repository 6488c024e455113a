import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const unknown = 'unknown (8)';

describe('a bucket that its stage let go of, and into which nothing was written since', () => {
  const queue = 'arn:aws:sqs:us-east-1:123456789012:uploads';
  const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:resize';
  const topic = 'arn:aws:sns:us-east-1:123456789012:uploads';
  const told = (body: string) => `<NotificationConfiguration>${body}</NotificationConfiguration>`;
  const event = '<Event>s3:ObjectCreated:*</Event>';
  const notifications: Readonly<Record<string, readonly [xml: string, outputs: object]>> = {
    'a queue': [
      told(`<QueueConfiguration><Id>q</Id><Queue>${queue}</Queue>${event}</QueueConfiguration>`),
      { queues: [{ queueArn: queue }] },
    ],
    'a function': [
      told(
        `<CloudFunctionConfiguration><Id>f</Id><CloudFunction>${lambda}</CloudFunction>${event}</CloudFunctionConfiguration>`,
      ),
      { lambdaFunctions: [{ lambdaFunctionArn: lambda }] },
    ],
    'a topic': [
      told(`<TopicConfiguration><Id>t</Id><Topic>${topic}</Topic>${event}</TopicConfiguration>`),
      { topics: [{ topicArn: topic }] },
    ],
    EventBridge: [told('<EventBridgeConfiguration/>'), { eventbridge: true }],
  };

  async function verdictOf(notification: string, outputs: object | null): Promise<string | null> {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
    const { buckets, entries } = aUserBucket(place);
    const [bucket] = buckets;
    bucket.configuration = { notification };
    const recorded: Entry = {
      type: 'aws:s3/bucketNotification:BucketNotification',
      name: 'notification',
      id: bucket.name,
      outputs: { bucket: bucket.name, ...outputs },
    };
    account
      .with({ buckets })
      .home()
      .stage('acme', 'pr-1')
      .deploy(place.at, outputs === null ? entries : [...entries, recorded])
      .remove(account.ago({ days: 60 }));
    return (await verdicts(account, { bucket: bucket.name })).bucket;
  }

  it.each(Object.entries(notifications))('is unknown where it tells %s', async (_, [xml]) => {
    expect(await verdictOf(xml, null)).toBe(unknown);
    expect(await verdictOf(xml, {})).toBe(unknown);
  });

  it.each(Object.entries(notifications))(
    'is certain where its last state says that it tells %s',
    async (_, [xml, outputs]) => {
      expect(await verdictOf(xml, outputs)).toBe(certain);
    },
  );

  it('is certain where it tells nobody', async () => {
    expect(await verdictOf(told(''), null)).toBe(certain);
  });
});
