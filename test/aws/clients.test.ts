import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { expect, it, vi } from 'vitest';

import { openSession } from '../../src/aws/session.ts';
import { aHandler, anIdentity, handTurnedClock } from './handler.ts';

/** The answers are empty. */
const ignoreError = (): undefined => undefined;

it('every client goes to the endpoints that the environment asks for', async () => {
  vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
  const { handler, requests } = aHandler(anIdentity());
  const session = await openSession({
    env: {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'us-west-2',
    },
    clock: handTurnedClock(),
    requestHandler: handler,
  });
  const { lambda } = session.clients;
  await lambda('us-west-2').send(new ListFunctionsCommand({})).catch(ignoreError);
  await lambda('us-east-2').send(new ListFunctionsCommand({})).catch(ignoreError);
  expect(new Set(requests.map(({ hostname }) => hostname))).toEqual(
    new Set([
      'sts-fips.us-west-2.amazonaws.com',
      'lambda-fips.us-west-2.amazonaws.com',
      'lambda-fips.us-east-2.amazonaws.com',
    ]),
  );
});
