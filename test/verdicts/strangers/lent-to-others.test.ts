import { describe, expect, it } from 'vitest';
import { restsOnUse } from '../../../src/advice/removal.ts';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { commandText } from '../../../src/text/command-text.ts';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';

const removal = ['sst remove --stage blue'];
const fn = 'arn:aws:lambda:us-east-1:123456789012:function:acme-blue-Own';
const policy = 'arn:aws:iam::123456789012:policy/acme-blue-Reports';

/** What is printed for a stage that was left alone for 200 days, beside another app's living stage. */
async function printed(
  own: readonly Entry[],
  others: readonly Entry[] = [],
): Promise<readonly string[]> {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const server = aServer({ app: 'acme', stage: 'blue', at });
  const home = account.with(server).home();
  home.stage('acme', 'blue').deploy(at, [...server.entries, ...own]);
  home.stage('shop', 'live').deploy(account.ago({ days: 3 }), others);
  const { stages, takenAt } = await looking(account, {
    isInQuestion: (stage) => stage.app === 'acme' && restsOnUse(stage),
  });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  return stages
    .filter(({ app }) => app === 'acme')
    .flatMap((stage) =>
      stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
    );
}

const under = [['sst:aws:ApiGatewayV2', 'Gw']] as const;
const httpApi: Entry = {
  type: 'aws:apigatewayv2/api:Api',
  name: 'Gw',
  id: 'a1b2c3d4e5',
  inputs: { protocolType: 'HTTP' },
};
const restApi: Entry = { type: 'aws:apigateway/restApi:RestApi', name: 'Gw', id: 'f6g7h8i9j0' };
const domain: Entry = {
  type: 'aws:apigatewayv2/domainName:DomainName',
  name: 'Domain',
  id: 'api.shop.example',
  under,
};
const ownPolicy: Entry = {
  type: 'aws:iam/policy:Policy',
  name: 'Reports',
  id: policy,
  outputs: { arn: policy },
};
const own: Entry = {
  type: 'aws:lambda/function:Function',
  name: 'Own',
  id: 'acme-blue-Own',
  outputs: { arn: fn },
};

function hanging(type: string, outputs: Readonly<Record<string, unknown>>): Entry {
  return { type, name: 'Hanging', id: 'hanging', outputs };
}

describe('an idle stage that lends a living one', () => {
  it.each<readonly [string, Entry, Entry]>([
    [
      'the API of its routes',
      httpApi,
      hanging('aws:apigatewayv2/route:Route', { apiId: httpApi.id }),
    ],
    [
      'the REST API of its methods',
      restApi,
      hanging('aws:apigateway/method:Method', { restApi: restApi.id }),
    ],
    [
      'the domain of its API',
      domain,
      hanging('aws:apigatewayv2/apiMapping:ApiMapping', { apiId: 'x', domainName: domain.id }),
    ],
    [
      'the policy of its role',
      ownPolicy,
      hanging('aws:iam/rolePolicyAttachment:RolePolicyAttachment', { policyArn: policy }),
    ],
    [
      'a policy that its role lists',
      ownPolicy,
      hanging('aws:iam/role:Role', { managedPolicyArns: [policy] }),
    ],
  ])('%s is removed by no command', async (_, lent, borrowed) => {
    expect(await printed([lent])).toEqual(removal);
    expect(await printed([lent], [borrowed])).toEqual([]);
  });
});

describe('an idle stage with an API', () => {
  const invocations = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${fn}/invocations`;
  const integration = (outputs: Readonly<Record<string, unknown>>) =>
    hanging('aws:apigatewayv2/integration:Integration', { apiId: httpApi.id, ...outputs });

  it.each([
    ['its function', integration({ integrationUri: fn })],
    ['its function’s invocations', integration({ integrationUri: invocations })],
  ])('that leads to %s is removed by a command', async (_, entry) => {
    expect(await printed([httpApi, own, entry])).toEqual(removal);
  });

  it('of REST that leads to its function is removed by a command', async () => {
    const outputs = { restApi: restApi.id, uri: invocations };
    const entry = hanging('aws:apigateway/integration:Integration', outputs);
    expect(await printed([restApi, own, entry])).toEqual(removal);
  });

  it.each([
    ['another’s function', integration({ integrationUri: fn.replace('acme-blue', 'shop-live') })],
    [
      'a load balancer',
      integration({ integrationUri: 'arn:aws:elasticloadbalancing:us-east-1:1:x' }),
    ],
    ['a site', integration({ integrationUri: 'https://shop.example' })],
    ['a queue', integration({ integrationSubtype: 'SQS-SendMessage' })],
  ])('that leads to %s is removed by no command', async (_, entry) => {
    expect(await printed([httpApi, own, entry])).toEqual([]);
  });
});
