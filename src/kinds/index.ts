import { cloudfrontCachePolicy } from './cloudfront-cache-policy.ts';
import { cloudfrontDistribution } from './cloudfront-distribution.ts';
import { cloudfrontFunction } from './cloudfront-function.ts';
import { cloudfrontKeyValueStore } from './cloudfront-key-value-store.ts';
import { cloudfrontOriginAccessControl } from './cloudfront-origin-access-control.ts';
import { cloudfrontOriginAccessIdentity } from './cloudfront-origin-access-identity.ts';
import { cloudfrontOriginRequestPolicy } from './cloudfront-origin-request-policy.ts';
import { cloudfrontResponseHeadersPolicy } from './cloudfront-response-headers-policy.ts';
import { iamRole } from './iam-role.ts';
import type { KindModule } from './kind-module.ts';
import { lambdaEdgeFunction } from './lambda-edge-function.ts';
import { lambdaEdgeVersion } from './lambda-edge-version.ts';
import { lambdaFunction } from './lambda-function.ts';
import { logGroup } from './log-group.ts';
import { s3Bucket } from './s3-bucket.ts';

/** Every kind that is found and deleted, in the order of reports. A new kind is one line here. */
export const kinds = [
  cloudfrontDistribution,
  cloudfrontFunction,
  lambdaEdgeFunction,
  lambdaEdgeVersion,
  s3Bucket,
  cloudfrontKeyValueStore,
  cloudfrontOriginAccessControl,
  cloudfrontOriginAccessIdentity,
  cloudfrontCachePolicy,
  cloudfrontOriginRequestPolicy,
  cloudfrontResponseHeadersPolicy,
  logGroup,
  iamRole,
  lambdaFunction,
] as const satisfies readonly KindModule[];
