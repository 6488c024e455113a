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
/** Before the type of a resource of SST's own providers, which stands in its name. */
const dynamic = 'pulumi-nodejs:dynamic:Resource/';
const lambda = (name: string) => `arn:aws:lambda:us-east-1:${account}:function:${name}`;

/** A stage that was left alone for 200 days: a server, and one resource more. */
async function printed(entries: readonly Entry[]): Promise<readonly string[]> {
  const builder = anAccount();
  const at = builder.ago({ days: 200 });
  const server = aServer({ app: 'acme', stage: 'blue', at });
  builder
    .with(server, { buckets: [{ name: theirs, region: 'us-east-1', createdAt: at }] })
    .home()
    .stage('acme', 'blue')
    .deploy(at, [...server.entries, ...entries]);
  const { stages, takenAt } = await looking(builder, { isInQuestion: restsOnUse });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  const commands = stages.flatMap((stage) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
  );
  // The entry of a bucket that is gone is taken out of the state, whoever owned it.
  return commands.filter((text) => !text.startsWith('sst state remove'));
}

/** An entry as a state has it. */
function entryOf(type: string, rest: Omit<Entry, 'type' | 'name'>): Entry {
  return type.startsWith(dynamic)
    ? { type: dynamic.slice(0, -1), name: `Own.${type.slice(dynamic.length)}`, ...rest }
    : { type, name: 'Attached', ...rest };
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
  ['aws:s3/bucket:Bucket', 'aws:s3/bucketObjectv2:BucketObjectv2', (bucket) => ({ bucket })],
  ['aws:s3/bucket:Bucket', `${dynamic}sst.aws.BucketFiles`, (bucketName) => ({ bucketName })],
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
    const entries = [thing, entryOf(attached, { id: ours, outputs })];
    expect(await printed(entries)).toEqual(['sst remove --stage blue']);
  });

  it.each(attachments)(
    'that put on another’s %s a %s is removed by no command, for it may be at work there',
    async (_, type, naming) => {
      const outputs = naming(theirs);
      expect(await printed([entryOf(type, { id: theirs, outputs })])).toEqual([]);
    },
  );

  it('whose files were in a bucket that is gone has its command', async () => {
    const outputs = { bucketName: 'gone-bucket' };
    const files = entryOf(`${dynamic}sst.aws.BucketFiles`, { id: 'files', outputs });
    expect(await printed([files])).toEqual(['sst remove --stage blue']);
  });

  it('that put one policy on a role of its own and on another’s is removed by no command', async () => {
    const role = { type: 'aws:iam/role:Role', name: 'Own', id: ours };
    const type = 'aws:iam/policyAttachment:PolicyAttachment';
    const attached = { type, name: 'Attached', id: 'both', outputs: { roles: [ours, theirs] } };
    expect(await printed([role, attached])).toEqual([]);
  });

  it.each([
    ['aws:iam/policy:Policy', theirs, theirs],
    ['random:index/randomPet:RandomPet', theirs, theirs],
    ['aws:lambda/function:Function', ours, `arn:aws:lambda:eu-west-1:${account}:function:${ours}`],
    [
      'aws:lambda/function:Function',
      ours,
      `arn:aws:lambda:us-east-1:999988887777:function:${ours}`,
    ],
  ])('whose %s is called like another’s function is removed by no command', async (...names) => {
    const [type, id, owner] = names;
    const outputs = type.startsWith('aws:lambda/') ? { arn: lambda(id) } : {};
    const permission = 'aws:lambda/permission:Permission';
    const entries = [
      { type, name: 'Own', id, outputs },
      { type: permission, name: 'Attached', id: 'p', outputs: { function: owner } },
    ];
    expect(await printed(entries)).toEqual([]);
  });

  it.each([
    ['shop-production-config', []],
    ['sst-asset-abcdefhkmnor', ['sst remove --stage blue']],
  ])('whose function has its code in %s', async (bucket, commands) => {
    const object = {
      type: 'aws:s3/bucketObjectv2:BucketObjectv2',
      name: 'Code',
      id: 'code.zip',
      outputs: { bucket },
      under: [['sst:aws:Function', 'Api']] as const,
    };
    expect(await printed([object])).toEqual(commands);
  });

  it.each([
    ['A', ['sst remove --stage blue']],
    ['MX', []],
  ])('whose Router has a record of type %s', async (record, commands) => {
    const under = [['sst:aws:Router', 'Router']] as const;
    const type = 'aws:route53/record:Record';
    const outputs = { type: record };
    expect(await printed([{ type, name: 'R', id: 'r', outputs, under }])).toEqual(commands);
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
    ['aws:apigatewayv2/api:Api', { target: 'https://elsewhere.example' }],
    ['aws:apigatewayv2/api:Api', { body: '{ "openapi": "3.0.1" }' }],
    ['aws:lambda/invocation:Invocation', { functionName: 'own', lifecycleScope: 'CRUD' }],
    ['aws:apigatewayv2/domainName:DomainName', {}],
    ['command:local:Command', { delete: 'drop-the-database' }],
    ['pulumi-nodejs:dynamic:Resource', {}],
    [`${dynamic}sst.cloudflare.WorkerScript`, {}],
    [`${dynamic}sst.aws.VectorTable`, {}],
  ])('with a %s that works for all is removed by no command', async (type, inputs) => {
    const own = { type: 'aws:lambda/function:Function', name: 'Own', id: 'own' };
    expect(await printed([own, entryOf(type, { id: 'shared', inputs })])).toEqual([]);
  });

  it.each([
    ['command:local:Command', {}],
    ['random:index/randomId:RandomId', {}],
    ['aws:apigateway/restApi:RestApi', {}],
    ['aws:apigatewayv2/api:Api', { protocolType: 'HTTP' }],
    [`${dynamic}sst.aws.DistributionInvalidation`, {}],
  ])('with a %s is removed by a command', async (type, inputs) => {
    const entries = [entryOf(type, { id: 'own', inputs })];
    expect(await printed(entries)).toEqual(['sst remove --stage blue']);
  });
});
