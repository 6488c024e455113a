import { cloudfrontDistribution } from './cloudfront-distribution.ts';
import { cloudfrontFunction } from './cloudfront-function.ts';
import type { KindModule } from './kind-module.ts';
import { lambdaEdgeFunction } from './lambda-edge-function.ts';
import { lambdaEdgeVersion } from './lambda-edge-version.ts';
import { s3Bucket } from './s3-bucket.ts';

/** Every kind that is found and deleted, in the order of reports. A new kind is one line here. */
export const kinds = [
  cloudfrontDistribution,
  cloudfrontFunction,
  lambdaEdgeFunction,
  lambdaEdgeVersion,
  s3Bucket,
] as const satisfies readonly KindModule[];
