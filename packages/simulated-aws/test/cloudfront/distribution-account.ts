import {
  DeleteDistributionCommand,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import type { CloudFrontClient, DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { CloudFrontData, DistributionData } from '../../src/account-cloudfront.ts';
import { simulate } from '../simulated.ts';

function aDistribution(data: Partial<DistributionData> = {}): DistributionData {
  return {
    id: 'E1',
    modifiedAt: '-30d',
    origins: [{ domainName: 'acme-pr-1-assets.s3.eu-west-1.amazonaws.com' }],
    ...data,
  };
}

export function withDistribution(data: Partial<DistributionData> = {}, more: CloudFrontData = {}) {
  return simulate({
    cloudfront: { distributions: [aDistribution(data)], ...more },
    s3: { buckets: [] },
  });
}

export async function configOf(cloudfront: CloudFrontClient, Id = 'E1') {
  const { DistributionConfig: config, ETag: etag } = await cloudfront.send(
    new GetDistributionConfigCommand({ Id }),
  );
  if (!config || !etag) throw new Error('no configuration');
  return { config, etag };
}

export async function change(
  cloudfront: CloudFrontClient,
  edit: (config: DistributionConfig) => DistributionConfig,
) {
  const { config, etag: IfMatch } = await configOf(cloudfront);
  return cloudfront.send(
    new UpdateDistributionCommand({ Id: 'E1', IfMatch, DistributionConfig: edit(config) }),
  );
}

export const disable = (cloudfront: CloudFrontClient) =>
  change(cloudfront, (config) => ({ ...config, Enabled: false }));

export const remove = (cloudfront: CloudFrontClient, IfMatch?: string) =>
  cloudfront.send(new DeleteDistributionCommand({ Id: 'E1', IfMatch }));
