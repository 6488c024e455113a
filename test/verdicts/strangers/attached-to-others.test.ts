import { describe, expect, it } from 'vitest';
import { restsOnUse } from '../../../src/advice/removal.ts';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { commandText } from '../../../src/text/command-text.ts';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';

const account = '123456789012';
const theirs = 'web-production';
const ours = 'acme-blue-own';
const lambda = (name: string) => `arn:aws:lambda:us-east-1:${account}:function:${name}`;

/** A stage that was left alone for 200 days: a server, and one resource more. */
async function printed(entries: readonly Entry[]): Promise<readonly string[]> {
  const builder = anAccount();
  const at = builder.ago({ days: 200 });
  const server = aServer({ app: 'acme', stage: 'blue', at });
  builder
    .with(server)
    .home()
    .stage('acme', 'blue')
    .deploy(at, [...server.entries, ...entries]);
  const { stages, takenAt } = await looking(builder, { isInQuestion: restsOnUse });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  return stages.flatMap((stage) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
  );
}

/** The type of what something hangs on, of the attachment, and how that names its owner. */
const attachments: readonly (readonly [
  string,
  string,
  (owner: string) => Readonly<Record<string, unknown>>,
])[] = [
  ['aws:s3/bucketV2:BucketV2', 'aws:s3/bucketPolicy:BucketPolicy', (bucket) => ({ bucket })],
  [
    'aws:s3/bucketV2:BucketV2',
    'aws:s3/bucketNotification:BucketNotification',
    (bucket) => ({ bucket }),
  ],
  [
    'aws:iam/role:Role',
    'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
    (role) => ({ role, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
  ],
  ['aws:iam/role:Role', 'aws:iam/policyAttachment:PolicyAttachment', (role) => ({ roles: [role] })],
  [
    'aws:lambda/function:Function',
    'aws:lambda/permission:Permission',
    (name) => ({ function: `${lambda(name)}:live` }),
  ],
  [
    'aws:lambda/function:Function',
    'aws:lambda/functionUrl:FunctionUrl',
    (functionName) => ({ functionName }),
  ],
  [
    'aws:cloudwatch/logGroup:LogGroup',
    'aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter',
    (logGroup) => ({ logGroup }),
  ],
  ['aws:apigatewayv2/api:Api', 'aws:apigatewayv2/route:Route', (apiId) => ({ apiId })],
  [
    'aws:apigateway/restApi:RestApi',
    'aws:apigateway/basePathMapping:BasePathMapping',
    (restApi) => ({ restApi }),
  ],
  [
    'aws:cloudfront/distribution:Distribution',
    'aws:cloudfront/monitoringSubscription:MonitoringSubscription',
    (distributionId) => ({ distributionId }),
  ],
];

describe('an idle stage', () => {
  it.each(attachments)('with a %s of its own may have its %s', async (type, attached, naming) => {
    const thing = { type, name: 'Own', id: ours };
    const outputs = naming(ours);
    const entries = [thing, { type: attached, name: 'Attached', id: ours, outputs }];
    expect(await printed(entries)).toEqual(['sst remove --stage blue']);
  });

  it.each(attachments)(
    'that put on another’s %s a %s is removed by no command, for it may be at work there',
    async (_, type, naming) => {
      const outputs = naming(theirs);
      expect(await printed([{ type, name: 'Attached', id: theirs, outputs }])).toEqual([]);
    },
  );

  it('that put one policy on a role of its own and on another’s is removed by no command', async () => {
    const role = { type: 'aws:iam/role:Role', name: 'Own', id: ours };
    const type = 'aws:iam/policyAttachment:PolicyAttachment';
    const attached = { type, name: 'Attached', id: 'both', outputs: { roles: [ours, theirs] } };
    expect(await printed([role, attached])).toEqual([]);
  });

  it('whose site listens to another’s bucket is removed by no command', async () => {
    const attached = {
      type: 'aws:s3/bucketNotification:BucketNotification',
      name: 'Attached',
      id: theirs,
      outputs: { bucket: theirs },
      under: [['sst:aws:Nextjs', 'Web']] as const,
    };
    expect(await printed([attached])).toEqual([]);
  });

  it.each([
    ['aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock', {}],
    ['aws:cloudwatch/logResourcePolicy:LogResourcePolicy', {}],
    ['aws:cloudfront/distributionTenant:DistributionTenant', {}],
    ['aws:apigateway/restApi:RestApi', { body: '{ "uri": "https://elsewhere.example" }' }],
    ['aws:apigatewayv2/domainName:DomainName', {}],
    ['command:local:Command', { delete: 'drop-the-database' }],
    ['pulumi-nodejs:dynamic:Resource', {}],
  ])('with a %s that works for all is removed by no command', async (type, inputs) => {
    expect(await printed([{ type, name: 'Shared', id: 'shared', inputs }])).toEqual([]);
  });

  it.each([
    ['command:local:Command', {}],
    ['random:index/randomId:RandomId', {}],
    ['aws:apigateway/restApi:RestApi', {}],
  ])('with a %s is removed by a command', async (type, inputs) => {
    const entries = [{ type, name: 'Own', id: 'own', inputs }];
    expect(await printed(entries)).toEqual(['sst remove --stage blue']);
  });
});
