import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';

import { account, simulate } from './simulated.ts';

it('tells the account in every region', async () => {
  const { configuration } = simulate();
  for (const region of ['us-east-1', 'eu-west-1']) {
    const client = new STSClient({ ...configuration, region });
    const identity = await client.send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: account,
      Arn: expect.stringContaining(`arn:aws:iam::${account}:user/`),
    });
  }
});

it('cannot be denied', async () => {
  const { configuration } = simulate({ faults: [{ kind: 'deny', operation: '*' }] });
  const identity = await new STSClient(configuration).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(account);
});
