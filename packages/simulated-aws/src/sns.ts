import type { AccountData, TopicData } from './account.ts';
import { queryOperation, requiredIn, type QueryCall, type QueryService } from './query-protocol.ts';
import type { Environment, Service } from './service.ts';
import { Refusal } from './wire.ts';

/** SNS API, Publish: a message of all protocols together, in bytes. */
const longestMessage = 262_144;

/** SNS: standard topics that were made before, and what is published to them. */
export function createSnsService(data: AccountData, { account }: Environment): Service {
  const topics = structuredClone(data.sns?.topics ?? []);

  function publish({ form, region }: QueryCall) {
    const arn = requiredIn(form, 'TopicArn');
    const message = requiredIn(form, 'Message');
    const subject = form.get('Subject') ?? null;
    const topic = topics.find((each) => arnOf(each, account) === arn && each.region === region);
    if (!topic) throw new Refusal(404, 'NotFound', 'Topic does not exist');
    if (Buffer.byteLength(message) > longestMessage) throw invalid('Message too long');
    // SNS API, Publish: ASCII that begins with no space, without line breaks, under 100 characters.
    if (subject !== null && !/^[!-~][ -~]{0,98}$/.test(subject)) throw invalid('Subject');
    if (form.get('MessageStructure') === 'json' && !hasDefault(message))
      throw invalid('Message Structure - No default entry in JSON message body');
    (topic.messages ??= []).push({ message, ...(subject !== null && { subject }) });
    return {
      MessageId: `00000000-0000-4000-8000-${String(topic.messages.length).padStart(12, '0')}`,
    };
  }

  const service: QueryService = {
    name: 'SNS',
    actions: 'sns',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    apis: {
      Publish: {
        writes: true,
        target: (form) => form.get('TopicArn') ?? null,
        answer: publish,
      },
    },
  };
  return {
    signingName: 'sns',
    route: (request, region) => queryOperation(service, request, region),
    tagged: () => [],
    snapshot: () => (data.sns ? { sns: { topics: structuredClone(topics) } } : {}),
  };
}

function arnOf({ region, name }: TopicData, account: string): string {
  return `arn:aws:sns:${region}:${account}:${name}`;
}

function invalid(what: string): Refusal {
  return new Refusal(400, 'InvalidParameter', `Invalid parameter: ${what}`);
}

function hasDefault(message: string): boolean {
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null && 'default' in parsed;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
