import {
  GetDistributionCommand,
  GetFunctionCommand,
  ListDistributionsCommand,
  ListFunctionsCommand as ListCloudFrontFunctionsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudfront';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand, ListTagsCommand } from '@aws-sdk/client-lambda';
import {
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { Clients } from './clients.ts';

/** All that a server holds, by kind and name: configurations, ETags, times, tags, objects. */
export type Everything = Readonly<Record<string, unknown>>;

export async function everythingIn(clients: Clients): Promise<Everything> {
  const parts = await Promise.all([
    buckets(clients),
    distributions(clients),
    functions(clients),
    lambdas(clients),
    roles(clients),
    parameters(clients),
  ]);
  return Object.fromEntries(parts.flat());
}

/** Without what was deleted: stages of a function and versions go with it, as `<key>#<part>`. */
export function without(everything: Everything, keys: Iterable<string>): Everything {
  // All functions stand here as one kind, those of Lambda@Edge and the others.
  const gone = new Set(
    [...keys].map((key) => key.replace(/^lambda-function:[^:]+:/, 'lambda-edge-function:')),
  );
  const kept = Object.entries(everything).filter(([key]) => !gone.has(key.split('#')[0] ?? key));
  return Object.fromEntries(kept);
}

type Entries = readonly (readonly [key: string, value: unknown])[];

/** The answer without what differs from call to call. */
function body(answer: { readonly $metadata: unknown }): unknown {
  const { $metadata: _, ...rest } = answer;
  return rest;
}

async function buckets(clients: Clients): Promise<Entries> {
  const { Buckets: rows = [] } = await clients.s3('us-east-1').send(new ListBucketsCommand({}));
  return Promise.all(
    rows.map(async ({ CreationDate, Name: Bucket = '' }) => {
      const s3 = clients.s3('us-east-1');
      const [objects, versioning, tags] = await Promise.all([
        s3.send(new ListObjectVersionsCommand({ Bucket })),
        s3.send(new GetBucketVersioningCommand({ Bucket })),
        s3.send(new GetBucketTaggingCommand({ Bucket })).catch((error: Error) => error.name),
      ]);
      const { Versions, DeleteMarkers, IsTruncated } = objects;
      const all = { CreationDate, Versions, DeleteMarkers, IsTruncated };
      const settings = {
        Status: versioning.Status,
        tags: typeof tags === 'string' ? tags : tags.TagSet,
      };
      return [`s3-bucket:${Bucket}`, { ...all, ...settings }] as const;
    }),
  );
}

async function distributions({ cloudfront }: Clients): Promise<Entries> {
  const { DistributionList: list } = await cloudfront.send(new ListDistributionsCommand({}));
  return Promise.all(
    (list?.Items ?? []).map(async ({ ARN, Id }) => {
      const [all, tags] = await Promise.all([
        cloudfront.send(new GetDistributionCommand({ Id })),
        cloudfront.send(new ListTagsForResourceCommand({ Resource: ARN })),
      ]);
      return [`cloudfront-distribution:${Id}`, { all: body(all), tags: tags.Tags }] as const;
    }),
  );
}

async function functions({ cloudfront }: Clients): Promise<Entries> {
  const { FunctionList: list } = await cloudfront.send(new ListCloudFrontFunctionsCommand({}));
  const rows = list?.Items ?? [];
  return Promise.all(
    rows.map(async (row) => {
      const Stage = row.FunctionMetadata?.Stage;
      const { ETag, FunctionCode: code } = await cloudfront.send(
        new GetFunctionCommand({ Name: row.Name, Stage }),
      );
      const text = Buffer.from(code ?? []).toString();
      const live = Stage === 'LIVE' ? '#live' : '';
      return [`cloudfront-function:${row.Name}${live}`, { row, ETag, text }] as const;
    }),
  );
}

async function lambdas({ lambda }: Clients): Promise<Entries> {
  const { Functions: rows = [] } = await lambda.send(
    new ListFunctionsCommand({ FunctionVersion: 'ALL' }),
  );
  return Promise.all(
    rows.map(async (row) => {
      const Resource = row.FunctionArn?.split(':').slice(0, 7).join(':');
      const { Tags: tags } = await lambda.send(new ListTagsCommand({ Resource }));
      const version = row.Version === '$LATEST' ? '' : `#${row.Version}`;
      return [`lambda-edge-function:${row.FunctionName}${version}`, { row, tags }] as const;
    }),
  );
}

async function roles({ iam }: Clients): Promise<Entries> {
  const { Roles: rows = [] } = await iam.send(new ListRolesCommand({}));
  return rows.map((row) => [`iam-role:${row.RoleName}`, row] as const);
}

async function parameters(clients: Clients): Promise<Entries> {
  return Promise.all(
    ['eu-west-1', 'us-east-1'].map(async (region) => {
      const ask = new GetParameterCommand({ Name: '/sst/bootstrap' });
      const { Parameter: parameter } = await clients.ssm(region).send(ask);
      return [`parameter:${region}`, parameter] as const;
    }),
  );
}
