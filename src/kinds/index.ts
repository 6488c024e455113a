import {
  cloudfrontCachePolicy,
  cloudfrontOriginRequestPolicy,
  cloudfrontResponseHeadersPolicy,
} from './cloudfront-settings/policies.ts';
import { cloudfrontDistribution } from './cloudfront-distribution/kind.ts';
import { cloudfrontFunction } from './cloudfront-function/kind.ts';
import { cloudfrontKeyValueStore } from './cloudfront-key-value-store/kind.ts';
import { cloudfrontOriginAccessControl } from './cloudfront-settings/origin-access-control.ts';
import { cloudfrontOriginAccessIdentity } from './cloudfront-settings/origin-access-identity.ts';
import { iamRole } from './iam-role/kind.ts';
import type { KindModule } from './kind-module.ts';
import { lambdaEdgeFunction } from './lambda/lambda-edge-function.ts';
import { lambdaEdgeVersion } from './lambda/lambda-edge-version.ts';
import { lambdaFunction } from './lambda/lambda-function.ts';
import { logGroup } from './log-group/kind.ts';
import { s3Bucket } from './s3-bucket/kind.ts';

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
