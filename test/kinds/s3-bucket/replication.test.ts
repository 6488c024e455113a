import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { UnreadableAnswer } from '../../../src/aws/failures.ts';
import { openSession } from '../../../src/aws/session.ts';
import { replicationTargets } from '../../../src/kinds/s3-bucket/settings/replication.ts';
import { signedIn } from '../signed-in.ts';

const place = { name: 'acme-reports', region: 'eu-west-1' };

async function targetsIn(body: string): Promise<readonly string[]> {
  const { aws, controller } = await signedIn({ s3: { buckets: [place] } });
  const handler: typeof aws.handler = {
    ...aws.handler,
    handle: async (request, options) =>
      'replication' in (request.query ?? {})
        ? { response: { statusCode: 200, headers: {}, body: Readable.from([body]) } }
        : aws.handler.handle(request, options),
  };
  const session = await openSession({
    env: {},
    region: 'us-east-1',
    clock: aws.clock,
    requestHandler: handler,
    simulated: true,
  });
  return replicationTargets(place, { session, clock: aws.clock, signal: controller.signal });
}

const rules = (destination: string) =>
  `<ReplicationConfiguration><Rule><Status>Disabled</Status>${destination}</Rule></ReplicationConfiguration>`;

it('a rule names the bucket that it writes into, also while it is turned off', async () => {
  const body = rules('<Destination><Bucket>arn:aws:s3:::acme-copies</Bucket></Destination>');
  expect(await targetsIn(body)).toEqual(['acme-copies']);
});

it.each([
  ['a page of HTML', '<html><body>Sign in</body></html>'],
  ['no rules', '<ReplicationConfiguration/>'],
  ['a rule without a destination', rules('')],
])('%s does not say that a bucket is replicated nowhere', async (_, body) => {
  await expect(targetsIn(body)).rejects.toThrow(UnreadableAnswer);
});
