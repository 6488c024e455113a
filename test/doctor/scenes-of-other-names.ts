import { CreateDistributionCommand } from '@aws-sdk/client-cloudfront';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { aSite, aUserBucket } from '../account/sites.ts';
import type { Entry } from '../account/checkpoint.ts';
import { refused, sstOutput } from './outputs.ts';
import type { Scene } from './scene.ts';
import { otherEntry } from './scenes.ts';

export const otherScenes: readonly Scene[] = [
  {
    says: 'an alias that a distribution left behind still has is freed by sweeping it',
    code: 'CNAMEAlreadyExists 409',
    prepare(account, home) {
      const site = aSite({
        app: 'docs',
        stage: 'dev',
        component: 'Docs',
        at: account.ago({ days: 40 }),
      });
      site.distributions[0].aliases = ['dev.docs.example'];
      account.with(
        { distributions: site.distributions, functions: site.functions },
        {
          distributions: [
            {
              id: 'E1DECOY0000001',
              aliases: ['www.docs.example'],
              modifiedAt: account.ago({ days: 9 }),
            },
            {
              id: 'E1DECOY0000002',
              aliases: ['dev.other.example'],
              modifiedAt: account.ago({ days: 9 }),
            },
          ],
        },
      );
      home
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 40 }), site.entries.slice(0, 2))
        .remove(account.ago({ days: 9 }));
    },
    output: sstOutput({
      path: 'Docs sst:aws:Nextjs → DocsCdnDistribution aws:cloudfront:Distribution',
      message: refused(
        'creating CloudFront Distribution (dev.docs.example)',
        'CloudFront: CreateDistributionWithTags',
        {
          code: 'CNAMEAlreadyExists',
          text: 'One or more of the CNAMEs you provided are already associated with a different resource.',
        },
      ),
    }),
    create: ({ cloudfront }) =>
      cloudfront.send(
        new CreateDistributionCommand({
          DistributionConfig: {
            CallerReference: 'again',
            Comment: '',
            Enabled: true,
            Aliases: { Quantity: 1, Items: ['dev.docs.example'] },
            Origins: {
              Quantity: 1,
              Items: [
                {
                  Id: 'o',
                  DomainName: 'placeholder.sst.dev',
                  CustomOriginConfig: {
                    HTTPPort: 80,
                    HTTPSPort: 443,
                    OriginProtocolPolicy: 'https-only',
                  },
                },
              ],
            },
            DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
          },
        }),
      ),
    cause: 'leftover',
  },
  {
    says: 'a bucket of ours that was left is emptied and deleted',
    code: 'BucketAlreadyOwnedByYou 409',
    prepare(account, home) {
      const other = account.home('eu-west-1');
      const place = {
        app: 'docs',
        stage: 'dev',
        at: account.ago({ days: 40 }),
        region: 'eu-west-1',
      };
      const site = aSite({ ...place, component: 'Docs' });
      const decoy = aUserBucket({ ...place, stage: 'production' });
      account.with({ buckets: site.buckets }, decoy);
      other
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 40 }), site.entries.slice(2))
        .remove(account.ago({ days: 9 }));
      void home;
    },
    output: sstOutput({
      path: 'Docs sst:aws:Nextjs → DocsAssetsBucket aws:s3:Bucket',
      message: refused(`creating S3 Bucket (${bucketName()})`, 'S3: CreateBucket', {
        code: 'BucketAlreadyOwnedByYou',
        text: 'Your previous request to create the named bucket succeeded and you already own it.',
      }),
    }),
    create: ({ s3 }) =>
      s3('eu-west-1').send(
        new CreateBucketCommand({
          Bucket: bucketName(),
          CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
        }),
      ),
    cause: 'leftover',
  },
  {
    says: 'a log group that its stage let go of is swept',
    code: 'ResourceAlreadyExistsException 400',
    prepare(account, home) {
      account.data.logs = {
        groups: ['docs-dev-ApiFunction', 'docs-production-ApiFunction', 'mine'].map((name) => ({
          name: `/aws/lambda/${name}`,
          region: 'us-east-1',
          createdAt: account.ago({ days: 40 }),
        })),
      };
      home
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 40 }), [otherEntry('dev'), logGroupEntry])
        .remove(account.ago({ days: 9 }));
    },
    output: sstOutput({
      path: 'Api sst:aws:Function → ApiLogGroup aws:cloudwatch:LogGroup',
      message: refused(
        'creating CloudWatch Logs Log Group (/aws/lambda/docs-dev-ApiFunction)',
        'CloudWatch Logs: CreateLogGroup',
        {
          status: 400,
          code: 'ResourceAlreadyExistsException',
          text: 'The specified log group already exists',
        },
      ),
    }),
    create: ({ logs }) =>
      logs('us-east-1').send(
        new CreateLogGroupCommand({ logGroupName: '/aws/lambda/docs-dev-ApiFunction' }),
      ),
    cause: 'leftover',
  },
  {
    says: 'a role that its stage let go of is swept',
    // The SDK's own name of it.
    code: 'EntityAlreadyExistsException 409',
    prepare(account, home) {
      account.with({
        roles: ['docs-dev-ApiRole-useast1', 'docs-production-ApiRole-useast1', 'mine'].map(
          (name) => ({
            name,
            createdAt: account.ago({ days: 40 }),
            trusts: ['lambda.amazonaws.com'],
          }),
        ),
      });
      home
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 40 }), [otherEntry('dev'), roleEntry])
        .remove(account.ago({ days: 9 }));
    },
    output: sstOutput({
      path: 'Api sst:aws:Function → ApiRole aws:iam:Role',
      message: refused('creating IAM Role (docs-dev-ApiRole-useast1)', 'IAM: CreateRole', {
        code: 'EntityAlreadyExists',
        text: 'Role with name docs-dev-ApiRole-useast1 already exists.',
      }),
    }),
    create: ({ iam }) =>
      iam.send(
        new CreateRoleCommand({
          RoleName: 'docs-dev-ApiRole-useast1',
          AssumeRolePolicyDocument: '{}',
        }),
      ),
    cause: 'leftover',
  },
];

const logGroupEntry: Entry = {
  type: 'aws:cloudwatch/logGroup:LogGroup',
  name: 'ApiLogGroup',
  id: '/aws/lambda/docs-dev-ApiFunction',
  under: [['sst:aws:Function', 'Api']],
};

const roleEntry: Entry = {
  type: 'aws:iam/role:Role',
  name: 'ApiRole',
  id: 'docs-dev-ApiRole-useast1',
  under: [['sst:aws:Function', 'Api']],
};

function bucketName(): string {
  return aSite({ app: 'docs', stage: 'dev', component: 'Docs', at: '2026-01-01T00:00:00Z' })
    .buckets[0].name;
}
