import { describe, expect, it } from 'vitest';
import type { FunctionData, StackData } from 'simulated-aws';
import { restsOnUse } from '../../../src/advice/removal.ts';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { unreadInStack } from '../../../src/sst/unread-in-stacks.ts';
import { commandText } from '../../../src/text/command-text.ts';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';

/** A row of a stack: its type, its logical id, and its physical id. */
type Row = readonly [type: string, logicalId: string, physicalId?: string];

/** What is printed for a stage of one stack that was left alone for 200 days. */
async function printed(
  rows: readonly Row[],
  {
    status = 'CREATE_COMPLETE',
    gone = 0,
    lambdas = [],
  }: {
    readonly status?: string;
    readonly gone?: number;
    readonly lambdas?: readonly FunctionData[];
  } = {},
) {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const made = rows.map(([type, logicalId, physicalId = 'acme-blue-thing']) => ({
    logicalId,
    physicalId,
    type,
    status: 'CREATE_COMPLETE',
    at,
  }));
  const removed = made.flatMap((row) =>
    Array.from({ length: gone }, (_, index) => ({
      ...row,
      logicalId: `Gone${index}`,
      physicalId: `gone-${index}`,
      status: 'DELETE_COMPLETE',
    })),
  );
  const stack: StackData = {
    name: 'blue-acme-Api',
    region: 'us-east-1',
    createdAt: at,
    tags: { 'sst:app': 'acme', 'sst:stage': 'blue' },
    status,
    resources: [...made, ...removed],
  };
  account.home();
  account.with({ stacks: [stack], lambdas });
  const { stages, takenAt } = await looking(account, { isInQuestion: restsOnUse });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  return stages.flatMap((stage) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
  );
}

/** The types of what counts as at work for others. */
function countedOf(rows: readonly Row[]): readonly string[] {
  const made = rows.map(([type, logicalId, physicalId = 'acme-blue-thing']) => ({
    type,
    logicalId,
    physicalId,
    status: 'CREATE_COMPLETE',
    updatedAt: null,
  }));
  return unreadInStack(made).map(({ type }) => type);
}

const site: readonly Row[] = [
  ['AWS::CloudFront::Distribution', 'webDistribution0A1B2C3D'],
  ['AWS::S3::Bucket', 'webS3Bucket0A1B2C3D'],
];
const api: readonly Row[] = [
  ['AWS::ApiGatewayV2::Api', 'apiApi0A1B2C3D'],
  ['AWS::Lambda::Function', 'apiLambdaGET0A1B2C3D'],
  ['AWS::ApiGatewayV2::Route', 'apiRouteGET4E5F6A7B'],
];

describe('an idle stage of SST v2', () => {
  it.each([
    'AWS::DynamoDB::Table',
    'AWS::Cognito::UserPool',
    'AWS::RDS::DBCluster',
    'AWS::SQS::Queue',
    'AWS::ECS::Service',
    'AWS::Route53::RecordSet',
    'AWS::Route53::HostedZone',
    'AWS::IAM::OIDCProvider',
    'AWS::IAM::User',
    'AWS::IAM::AccessKey',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::S3::BucketPolicy',
    'AWS::S3::StorageLens',
    'AWS::Lambda::Permission',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::LayerVersion',
    'AWS::Events::Rule',
    'AWS::Scheduler::Schedule',
    'AWS::SSM::Parameter',
    'AWS::CloudWatch::Alarm',
    'AWS::Logs::SubscriptionFilter',
    'AWS::ApiGateway::Account',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::DomainName',
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Integration',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::SNS::TopicPolicy',
    'AWS::CloudFormation::StackSet',
    'AWS::CloudFormation::Macro',
    'AWS::CloudFormation::CustomResource',
    'Custom::SSTScript',
    'Custom::CDKBucketDeployment',
    'Custom::DropTenant',
  ])('counts its %s, for it may be at work for others', (type) => {
    expect(countedOf([...site, ...api, [type, 'Thing0A1B2C3D']])).toEqual([type]);
  });

  it('counts nothing that SST makes for a site', () => {
    const rows: readonly Row[] = [
      ...site,
      ['AWS::S3::BucketPolicy', 'webS3BucketPolicy4E5F6A7B'],
      ['AWS::Lambda::Function', 'webServerFunction4E5F6A7B'],
      ['AWS::IAM::Role', 'webServerFunctionServiceRole4E5F6A7B'],
      ['AWS::IAM::Policy', 'webServerFunctionServiceRoleDefaultPolicy4E5F6A7C'],
      ['AWS::IAM::Policy', 'webCloudFrontInvalidatorPolicy4E5F6A7C'],
      ['AWS::Lambda::Url', 'webServerFunctionFunctionUrl4E5F6A7B'],
      ['AWS::Lambda::Permission', 'webServerFunctioninvokefunctionurl4E5F6A7B'],
      ['AWS::SSM::Parameter', 'webParameterurl4E5F6A7B', '/sst/acme/blue/NextjsSite/web/url'],
      ['AWS::SQS::Queue', 'webRevalidationQueue4E5F6A7B'],
      ['AWS::DynamoDB::Table', 'webRevalidationTable4E5F6A7B'],
      ['AWS::CDK::Metadata', 'CDKMetadata'],
      ['Custom::SSTBucketDeployment', 'webS3Deployment'],
      ['Custom::CloudFrontInvalidator', 'webCloudFrontInvalidator'],
    ];
    expect(countedOf(rows)).toEqual([]);
  });

  it('counts nothing that SST makes for an API', () => {
    const rows: readonly Row[] = [
      ...api,
      ['AWS::ApiGatewayV2::Stage', 'apiApiDefaultStage4E5F6A7B'],
      ['AWS::ApiGatewayV2::Integration', 'apiRouteGETIntegrationGET4E5F6A7B'],
      ['AWS::Lambda::Permission', 'apiRouteGETIntegrationGETPermission4E5F6A7B'],
    ];
    expect(countedOf(rows)).toEqual([]);
  });

  it.each<readonly [string, string, string]>([
    ['AWS::ApiGatewayV2::Integration', 'apiRoutePOSTIntegrationPOST4E5F6A7B', 'id'],
    ['AWS::ApiGatewayV2::Route', 'theirsRouteGET4E5F6A7B', 'id'],
    ['AWS::S3::BucketPolicy', 'anyS3BucketPolicy4E5F6A7B', 'id'],
    ['AWS::S3::BucketPolicy', 'webS3BucketOfOthersPolicy4E5F6A7B', 'id'],
    ['AWS::IAM::Policy', 'theirsServiceRoleDefaultPolicy4E5F6A7B', 'id'],
    ['AWS::IAM::Policy', 'theirsS3UploaderPolicy4E5F6A7B', 'id'],
    ['AWS::Lambda::EventSourceMapping', 'theirsSqsEventSourceJobs4E5F6A7B', 'id'],
    ['AWS::SSM::Parameter', 'sharedParameterurl4E5F6A7B', '/shop/production/url'],
    ['AWS::DynamoDB::Table', 'PriceRevalidationTable4E5F6A7B', 'id'],
    ['AWS::DynamoDB::Table', 'webPriceRevalidationTable4E5F6A7B', 'id'],
  ])('counts a %s called %s, which nothing of it made', (type, logicalId, physicalId) => {
    expect(countedOf([...site, ...api, [type, logicalId, physicalId]])).toEqual([type]);
  });

  it('is removed by a command where it has a site and an API alone', async () => {
    expect(await printed([...site, ...api])).toEqual(['npx sst remove --stage blue']);
  });

  it('is removed by a command where its API alone may call its function', async () => {
    const statementOf = (Sid: string) => ({
      Sid,
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Principal: { Service: 'apigateway.amazonaws.com' },
    });
    const name = 'blue-acme-Api-apiLambdaGET-x1';
    const permission = 'blue-acme-Api-apiRouteGETPermission-x2';
    const rows: readonly Row[] = [
      ['AWS::ApiGatewayV2::Api', 'apiApi0A1B2C3D'],
      ['AWS::Lambda::Function', 'apiLambdaGET0A1B2C3D', name],
      ['AWS::ApiGatewayV2::Route', 'apiRouteGET4E5F6A7B'],
      ['AWS::Lambda::Permission', 'apiRouteGETIntegrationGETPermission4E5F6A7B', permission],
    ];
    const commandsWith = (...statements: readonly object[]) => {
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      const modifiedAt = '2026-01-01T00:00:00.000Z';
      return printed(rows, { lambdas: [{ name, region: 'us-east-1', modifiedAt, policy }] });
    };
    expect(await commandsWith(statementOf(permission))).toEqual(['npx sst remove --stage blue']);
    expect(await commandsWith(statementOf(permission), statementOf('byhand'))).toEqual([]);
  });

  it('has no command that removes the MX record of a company', async () => {
    const record: Row = ['AWS::Route53::RecordSet', 'Mail0A1B2C3D', 'acme.example'];
    expect(await printed([...site, ...api, record])).toEqual([]);
  });

  it('is deleted by a command where its deletion was begun', async () => {
    const status = 'DELETE_FAILED';
    const rows: readonly Row[] = [['AWS::DynamoDB::Table', 'Thing']];
    expect(await printed(rows, { status, gone: 2 })).toEqual([
      'aws cloudformation delete-stack --stack-name blue-acme-Api --region us-east-1',
    ]);
    expect(await printed(rows, { status, gone: 1 })).toEqual([]);
  });
});
