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
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import type { SimulatedAws } from '../../src/simulator/index.ts';
import { clientsOf } from './clients.ts';

/** One resource of a state. */
export interface Listed {
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly external?: boolean;
  outputs?: Readonly<Record<string, unknown>>;
}

type Deletion = (aws: SimulatedAws, resource: Listed) => Promise<unknown>;

/** How Pulumi's provider deletes each type; what uses others comes first. */
export const deletions: readonly (readonly [type: string, Deletion])[] = [
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
    async (aws, { id: Id }) => {
      const { cloudfront } = clientsOf(aws);
      const { ETag } = await cloudfront.send(new GetCachePolicyCommand({ Id }));
      return cloudfront.send(new DeleteCachePolicyCommand({ Id, IfMatch: ETag }));
    },
  ],
  [
    'aws:cloudfront/originRequestPolicy:OriginRequestPolicy',
    async (aws, { id: Id }) => {
      const { cloudfront } = clientsOf(aws);
      const { ETag } = await cloudfront.send(new GetOriginRequestPolicyCommand({ Id }));
      return cloudfront.send(new DeleteOriginRequestPolicyCommand({ Id, IfMatch: ETag }));
    },
  ],
  [
    'aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy',
    async (aws, { id: Id }) => {
      const { cloudfront } = clientsOf(aws);
      const { ETag } = await cloudfront.send(new GetResponseHeadersPolicyCommand({ Id }));
      return cloudfront.send(new DeleteResponseHeadersPolicyCommand({ Id, IfMatch: ETag }));
    },
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
    'pulumi-nodejs:dynamic:Resource',
    async (aws, { id: Id }) => {
      const { cloudfront } = clientsOf(aws);
      const { ETag } = await cloudfront.send(new GetOriginAccessControlCommand({ Id }));
      return cloudfront.send(new DeleteOriginAccessControlCommand({ Id, IfMatch: ETag }));
    },
  ],
];

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
