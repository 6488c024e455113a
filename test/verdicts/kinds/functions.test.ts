import { describe, expect, it } from 'vitest';
import { readFunctionUrls } from '../../../src/kinds/lambda/triggers.ts';
import { createSimulatedAws } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { lambdaLogs, type Server } from '../../account/servers.ts';
import { aSite } from '../../account/sites.ts';
import { signedIn } from '../../kinds/signed-in.ts';
import { aBucketIn } from '../attacks/asking.ts';
import { verdicts, verdictsIn } from '../traps/telling.ts';
import { removedServer } from './removed-server.ts';

const certain = 'leftover certain (11)';

describe('a function that its stage let go of', () => {
  it('is a leftover with its role and its log group', async () => {
    const { account, ids } = removedServer();
    expect(await verdicts(account, ids)).toEqual({ lambda: certain, role: certain, logs: certain });
  });

  it('is none while it is invoked, and keeps its role and its log group', async () => {
    const { account, server, ids } = removedServer();
    account.with({
      metrics: [
        {
          namespace: 'AWS/Lambda',
          name: 'Invocations',
          region: 'eu-west-1',
          dimensions: { FunctionName: server.lambdas[0].name },
          points: [{ at: account.ago({ days: 2 }), value: 1 }],
        },
      ],
    });
    expect(await verdicts(account, ids)).toEqual({
      lambda: 'unknown (8)',
      role: 'unknown (5)',
      logs: 'unknown (5)',
    });
  });

  it.each([
    ['a live state', 'live (4)'],
    ['an origin', 'live (5)'],
  ] as const)('is none where %s names its URL', async (where, expected) => {
    const { account, server, home, ids } = removedServer();
    const host = await urlHost(server, account.data);
    const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 20 }) });
    if (where === 'an origin') live.distributions[0].origins = [{ domainName: host }];
    const secret = { type: 'aws:ssm/parameter:Parameter', name: 'P', id: '/p' };
    const entries =
      where === 'an origin'
        ? live.entries
        : [...live.entries, { ...secret, inputs: { value: `{"url":"https://${host}/"}` } }];
    account.with(live);
    home.stage('acme', 'prod').deploy(account.ago({ days: 20 }), entries);
    expect(await verdicts(account, ids)).toEqual({
      lambda: expected,
      role: 'live (5)',
      logs: 'live (5)',
    });
  });

  it('is another one in another region, of the same name', async () => {
    const { account, server, ids } = removedServer();
    const [lambda] = server.lambdas;
    const mine = { region: 'us-east-1', role: 'mine', modifiedAt: account.ago({ days: 9 }) };
    account.with({ lambdas: [{ ...lambda, ...mine, tags: {} }] });
    const said = await verdicts(account, { ...ids, twin: `us-east-1:${lambda.name}` });
    expect(said.lambda).toBe(certain);
    expect(said.twin).toBe('unknown (16)');
  });

  it('is unknown where its region’s functions could not be listed, with all roles', async () => {
    const { account, ids } = removedServer();
    const fault = { kind: 'deny', operation: 'Lambda.ListFunctions', region: 'eu-west-1' } as const;
    const aws = createSimulatedAws({ ...account.data, faults: [fault] });
    const looked = await looking(account, { aws });
    expect(verdictsIn(looked, ids)).toEqual({
      lambda: null,
      role: 'unknown (7)',
      logs: 'unknown (7)',
    });
  });
});

async function urlHost(
  { lambdas: [{ name, region }] }: Server,
  data: Parameters<typeof createSimulatedAws>[0],
) {
  const { context } = await signedIn(data);
  return (await readFunctionUrls({ name, region, version: null }, context())).hosts[0] ?? '';
}

describe('a role', () => {
  it('is kept by a function of any region that works with it', async () => {
    const { account, server, ids } = removedServer();
    const [role] = server.roles;
    account.with({
      lambdas: [{ name: 'mine', region: 'us-east-1', role: role.name, modifiedAt: '-9d' }],
    });
    expect((await verdicts(account, ids)).role).toBe('live (5)');
  });

  it('is unknown where something worked with it after the departure', async () => {
    const { account, server, ids } = removedServer();
    server.roles[0].lastUsedAt = account.ago({ days: 2 });
    expect((await verdicts(account, ids)).role).toBe('unknown (8)');
  });

  it('is a leftover where its last use was before the departure', async () => {
    const { account, server, ids } = removedServer();
    server.roles[0].lastUsedAt = account.ago({ days: 4 });
    expect((await verdicts(account, ids)).role).toBe(certain);
  });

  it('is protected by a keep tag, which only its own read tells', async () => {
    const { account, server, ids } = removedServer();
    server.roles[0].tags = { ...server.roles[0].tags, 'sst-sweep:keep': 'yes' };
    expect((await verdicts(account, ids)).role).toBe('protected (2)');
  });

  it('is unknown where its own tags say another stage than its history', async () => {
    const { account, server, ids } = removedServer();
    server.roles[0].tags = { 'sst:app': 'acme', 'sst:stage': 'prod' };
    expect((await verdicts(account, ids)).role).toBe('unknown (7)');
  });
});

it('a function that is removed with the stage of SST v2, by its stack', async () => {
  const account = anAccount();
  const name = 'pr-1-acme-Site-ServerFunction1A2B3C4D-abcdefghijkl';
  aBucketIn(account, 'eu-west-1').with({
    lambdas: [{ name, region: 'eu-west-1', modifiedAt: account.ago({ days: 20 }) }],
    logGroups: [lambdaLogs(name, { region: 'eu-west-1', at: account.ago({ days: 19 }) })],
    stacks: [
      {
        name: 'pr-1-acme-Site',
        region: 'eu-west-1',
        status: 'DELETE_COMPLETE',
        createdAt: account.ago({ days: 20 }),
        deletedAt: account.ago({ days: 5 }),
        tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        resources: [
          {
            logicalId: 'Server',
            physicalId: name,
            type: 'AWS::Lambda::Function',
            status: 'DELETE_COMPLETE',
          },
        ],
      },
    ],
  });
  expect(
    await verdicts(account, {
      lambda: `eu-west-1:${name}`,
      logs: `eu-west-1:/aws/lambda/${name}`,
    }),
  ).toEqual({ lambda: certain, logs: certain });
});
