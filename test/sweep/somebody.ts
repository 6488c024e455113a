import {
  CloudFrontClient,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SimulatedAws } from 'simulated-aws';

/** Somebody else, who works on the same account. */
export function somebody(aws: SimulatedAws) {
  const given = {
    region: 'us-east-1',
    requestHandler: aws.handler,
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  };
  const cloudfront = new CloudFrontClient(given);
  const s3 = new S3Client({ ...given, followRegionRedirects: true });
  return {
    put: (Bucket: string, Key: string, body: unknown) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(body) })),
    take: (Bucket: string, Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
    async change(Id: string, edit: (config: DistributionConfig) => DistributionConfig) {
      const { ETag, DistributionConfig: config } = await cloudfront.send(
        new GetDistributionConfigCommand({ Id }),
      );
      if (!config) throw new Error(`${Id} has no configuration.`);
      await cloudfront.send(
        new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: edit(config) }),
      );
    },
  };
}
