import {
  CreateDistributionWithTagsCommand,
  CreateFunctionCommand,
  PublishFunctionCommand,
} from '@aws-sdk/client-cloudfront';
import type { DistributionConfig, Origin } from '@aws-sdk/client-cloudfront';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand as CreateLambdaCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import type { Clients } from './clients.ts';

type Tags = Readonly<Record<string, string>>;

export interface BucketSeed {
  readonly name: string;
  readonly region: string;
  readonly tags?: Tags;
  /** With versioning, an object in two versions and one below a delete marker; else one object. */
  readonly versioned?: boolean;
  readonly empty?: boolean;
}

export async function createBucket(
  { name, region, tags = {}, versioned = false, empty = false }: BucketSeed,
  clients: Clients,
): Promise<void> {
  const s3 = clients.s3(region);
  const place = { LocationConstraint: region as BucketLocationConstraint };
  await s3.send(
    new CreateBucketCommand({
      Bucket: name,
      ...(region !== 'us-east-1' && { CreateBucketConfiguration: place }),
    }),
  );
  if (Object.keys(tags).length > 0) {
    await s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: listed(tags) } }));
  }
  if (versioned) {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
  }
  if (empty) return;
  const put = (Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket: name, Key, Body }));
  await put('_assets/app.js', 'console.log("hello")');
  if (!versioned) return;
  await put('_assets/app.js', 'console.log("hello again")');
  await put('old page.html', '<h1>gone</h1>');
  await s3.send(new DeleteObjectCommand({ Bucket: name, Key: 'old page.html' }));
}

export interface DistributionSeed {
  /** Unique; SST's own are timestamps. */
  readonly reference: string;
  readonly comment: string;
  readonly origin?: string;
  readonly tags?: Tags;
  /** Name of the CloudFront function of its viewer requests, as an ARN. */
  readonly functionArn?: string;
}

/** Enabled, as SST makes them: an origin that is never asked, where a bucket is not named. */
export async function createDistribution(
  seed: DistributionSeed,
  clients: Clients,
): Promise<{ readonly id: string; readonly domain: string }> {
  const { Distribution: made } = await clients.cloudfront.send(
    new CreateDistributionWithTagsCommand({
      DistributionConfigWithTags: {
        DistributionConfig: configOf(seed),
        Tags: { Items: listed(seed.tags ?? {}) },
      },
    }),
  );
  if (!made?.Id || !made.DomainName) throw new Error('The server made no distribution.');
  return { id: made.Id, domain: made.DomainName };
}

function configOf({
  comment,
  functionArn,
  origin,
  reference,
}: DistributionSeed): DistributionConfig {
  const associations = functionArn
    ? { Quantity: 1, Items: [{ EventType: 'viewer-request' as const, FunctionARN: functionArn }] }
    : { Quantity: 0 };
  return {
    CallerReference: reference,
    Comment: comment,
    Enabled: true,
    Origins: { Quantity: 1, Items: [originOf(origin)] },
    DefaultCacheBehavior: {
      TargetOriginId: 'default',
      ViewerProtocolPolicy: 'redirect-to-https',
      // AWS's own "CachingOptimized".
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      FunctionAssociations: associations,
      LambdaFunctionAssociations: { Quantity: 0 },
    },
  };
}

function originOf(bucketHost: string | undefined): Origin {
  if (bucketHost !== undefined)
    return { Id: 'default', DomainName: bucketHost, S3OriginConfig: { OriginAccessIdentity: '' } };
  return {
    Id: 'default',
    DomainName: 'placeholder.sst.dev',
    CustomOriginConfig: {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: 'http-only',
      OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
    },
  };
}

/** Published, where the server knows that. Returns its ARN. */
export async function createFunction(
  { name, tags }: { readonly name: string; readonly tags?: Tags },
  clients: Clients,
): Promise<string> {
  const answer = await clients.cloudfront.send(
    new CreateFunctionCommand({
      Name: name,
      FunctionConfig: { Comment: 'viewer request', Runtime: 'cloudfront-js-2.0' },
      FunctionCode: Buffer.from('async function handler(event) { return event.request; }'),
      ...(tags && { Tags: { Items: listed(tags) } }),
    }),
  );
  const arn = answer.FunctionSummary?.FunctionMetadata?.FunctionARN;
  if (!answer.ETag || !arn) throw new Error('The server made no function.');
  if (clients.publishes) {
    await clients.cloudfront.send(new PublishFunctionCommand({ Name: name, IfMatch: answer.ETag }));
  }
  return arn;
}

export interface LambdaSeed {
  readonly name: string;
  /** Name of its role, which is made too. */
  readonly role: string;
  /** Lambda@Edge assumes its role as well. */
  readonly edge?: boolean;
  readonly versions?: number;
  readonly tags?: Tags;
}

export async function createLambda(
  { name, role, edge = false, versions = 0, tags = {} }: LambdaSeed,
  clients: Clients,
): Promise<void> {
  const arn = await createRole(role, edge, clients);
  await clients.lambda.send(
    new CreateLambdaCommand({
      FunctionName: name,
      Role: arn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: archive(0) },
      Tags: { ...tags },
    }),
  );
  // Lambda publishes no second version of unchanged code.
  for (let version = 1; version <= versions; version += 1) {
    await clients.lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: name,
        ZipFile: archive(version),
        Publish: true,
      }),
    );
  }
}

async function createRole(name: string, edge: boolean, { iam }: Clients): Promise<string> {
  const services = ['lambda.amazonaws.com', ...(edge ? ['edgelambda.amazonaws.com'] : [])];
  const { Role: made } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: services } },
        ],
      }),
    }),
  );
  if (!made?.Arn) throw new Error('The server made no role.');
  return made.Arn;
}

/** An empty ZIP archive whose comment says the version. */
function archive(version: number): Uint8Array {
  const comment = Buffer.from(`version ${version}`);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

function listed(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
