import {
  DeleteCachePolicyCommand,
  DeleteCloudFrontOriginAccessIdentityCommand,
  DeleteDistributionCommand,
  DeleteFunctionCommand,
  DeleteKeyValueStoreCommand,
  DeleteOriginAccessControlCommand,
  DeleteOriginRequestPolicyCommand,
  DeleteResponseHeadersPolicyCommand,
  DescribeFunctionCommand,
  DescribeKeyValueStoreCommand,
  GetCachePolicyCommand,
  GetCloudFrontOriginAccessIdentityCommand,
  GetDistributionConfigCommand,
  GetOriginAccessControlCommand,
  GetOriginRequestPolicyCommand,
  GetResponseHeadersPolicyCommand,
  ListKeyValueStoresCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { SimulatedAws } from 'simulated-aws';
import { clientsOf } from './clients.ts';

/** One resource of a state. */
export interface Listed {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly external?: boolean;
  outputs?: Readonly<Record<string, unknown>>;
}

type Deletion = (aws: SimulatedAws, resource: Listed) => Promise<unknown>;

interface Named {
  readonly Id: string | undefined;
}

/** Reads the ETag that the deletion must name. */
function withItsETag(
  read: (
    cloudfront: CloudFrontClient,
    named: Named,
  ) => Promise<{ readonly ETag?: string | undefined }>,
  remove: (
    cloudfront: CloudFrontClient,
    named: Named & { readonly IfMatch: string | undefined },
  ) => Promise<unknown>,
): Deletion {
  return async (aws, { id: Id }) => {
    const { cloudfront } = clientsOf(aws);
    const { ETag: IfMatch } = await read(cloudfront, { Id });
    return remove(cloudfront, { Id, IfMatch });
  };
}

/** How Pulumi's provider deletes each type; what uses others comes first. */
export const deletions: readonly (readonly [type: string, Deletion])[] = [
  ['sst.aws.BucketFiles', deleteFiles],
  ['sst.aws.KvKeys', askForStore],
  ['sst.aws.KvRoutesUpdate', askForStore],
  ['aws:cloudfront/distribution:Distribution', deleteDistribution],
  [
    'aws:cloudfront/function:Function',
    // The provider sends the ETag of the state, and asks AWS for none.
    async (aws, resource) =>
      clientsOf(aws).cloudfront.send(
        new DeleteFunctionCommand({
          Name: resource.id,
          IfMatch: String(resource.outputs?.['etag'] ?? (await etagOf(aws, resource))),
        }),
      ),
  ],
  [
    'aws:cloudfront/keyValueStore:KeyValueStore',
    async (aws, { id: Name }) => {
      const { cloudfront } = clientsOf(aws);
      const { ETag } = await cloudfront.send(new DescribeKeyValueStoreCommand({ Name }));
      return cloudfront.send(new DeleteKeyValueStoreCommand({ Name, IfMatch: ETag }));
    },
  ],
  [
    'aws:cloudfront/cachePolicy:CachePolicy',
    withItsETag(
      (cloudfront, named) => cloudfront.send(new GetCachePolicyCommand(named)),
      (cloudfront, named) => cloudfront.send(new DeleteCachePolicyCommand(named)),
    ),
  ],
  [
    'aws:cloudfront/originRequestPolicy:OriginRequestPolicy',
    withItsETag(
      (cloudfront, named) => cloudfront.send(new GetOriginRequestPolicyCommand(named)),
      (cloudfront, named) => cloudfront.send(new DeleteOriginRequestPolicyCommand(named)),
    ),
  ],
  [
    'aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy',
    withItsETag(
      (cloudfront, named) => cloudfront.send(new GetResponseHeadersPolicyCommand(named)),
      (cloudfront, named) => cloudfront.send(new DeleteResponseHeadersPolicyCommand(named)),
    ),
  ],
  [
    'aws:cloudfront/originAccessIdentity:OriginAccessIdentity',
    async (aws, { id: Id }) => {
      const { cloudfront } = clientsOf(aws);
      const { ETag } = await cloudfront.send(new GetCloudFrontOriginAccessIdentityCommand({ Id }));
      return cloudfront.send(
        new DeleteCloudFrontOriginAccessIdentityCommand({ Id, IfMatch: ETag }),
      );
    },
  ],
  [
    'sst.aws.OriginAccessControl',
    withItsETag(
      (cloudfront, named) => cloudfront.send(new GetOriginAccessControlCommand(named)),
      (cloudfront, named) => cloudfront.send(new DeleteOriginAccessControlCommand(named)),
    ),
  ],
];

/** `pulumi-nodejs:dynamic:Resource` of `WebAssetFiles.sst.aws.BucketFiles`: what SST's own program works through. */
export function typeOf({ type, urn }: Listed): string {
  return type === 'pulumi-nodejs:dynamic:Resource' ? nameOf(urn).replace(/^[^.]*\./, '') : type;
}

/** The last part of a URN, by which `sst state remove` knows an entry. */
export function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

/** One call for each file, refused where the bucket is gone (SST pkg/server/resource/aws-bucket-files.go). */
async function deleteFiles(aws: SimulatedAws, { outputs = {} }: Listed): Promise<void> {
  const { bucketName, files, region } = outputs as {
    readonly bucketName: string;
    readonly files: readonly { readonly key: string }[];
    readonly region?: string;
  };
  for (const { key } of files) {
    await clientsOf(aws)
      .s3(region ?? 'us-east-1')
      .send(new DeleteObjectCommand({ Bucket: bucketName, Key: key }));
  }
}

/** Keys are deleted in a store that is asked for first. */
async function askForStore(aws: SimulatedAws, { outputs = {} }: Listed): Promise<void> {
  const store = String(outputs['store']);
  const { KeyValueStoreList: list } = await clientsOf(aws).cloudfront.send(
    new ListKeyValueStoresCommand({}),
  );
  if (list?.Items?.some(({ ARN }) => ARN === store)) return;
  throw new Error(`ResourceNotFoundException: ${store}`);
}

/** The newest ETag of a function; refused where it is gone. */
export async function etagOf(aws: SimulatedAws, { id: Name }: Listed): Promise<string> {
  const { ETag } = await clientsOf(aws).cloudfront.send(new DescribeFunctionCommand({ Name }));
  if (ETag === undefined) throw new Error(`${Name} has no ETag.`);
  return ETag;
}

async function deleteDistribution(aws: SimulatedAws, { id: Id }: Listed): Promise<void> {
  const { cloudfront } = clientsOf(aws);
  const { DistributionConfig: config, ETag: IfMatch } = await cloudfront.send(
    new GetDistributionConfigCommand({ Id }),
  );
  if (!config) throw new Error(`${Id} has no configuration.`);
  const { ETag } = await cloudfront.send(
    new UpdateDistributionCommand({
      Id,
      IfMatch,
      DistributionConfig: { ...config, Enabled: false },
    }),
  );
  await aws.clock.sleep(600_000);
  await cloudfront.send(new DeleteDistributionCommand({ Id, IfMatch: ETag }));
}
