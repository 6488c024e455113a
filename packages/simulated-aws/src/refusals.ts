import type { WireError } from './wire.ts';

type Common = 'deny' | 'throttle' | 'error';

/** How each service words what every service can answer: status and code, by signing name. */
const answers: Readonly<Record<string, Record<Common, readonly [number, string]>>> = {
  cloudfront: {
    deny: [403, 'AccessDenied'],
    // CloudFront throttles with 400 and a code that its model does not know.
    throttle: [400, 'Throttling'],
    error: [500, 'InternalError'],
  },
  s3: { deny: [403, 'AccessDenied'], throttle: [503, 'SlowDown'], error: [500, 'InternalError'] },
  lambda: {
    deny: [403, 'AccessDeniedException'],
    throttle: [429, 'TooManyRequestsException'],
    error: [500, 'ServiceException'],
  },
  tagging: {
    deny: [400, 'AccessDeniedException'],
    throttle: [429, 'ThrottledException'],
    error: [500, 'InternalServiceException'],
  },
  ssm: {
    deny: [400, 'AccessDeniedException'],
    throttle: [400, 'ThrottlingException'],
    error: [500, 'InternalServerError'],
  },
  organizations: {
    deny: [400, 'AccessDeniedException'],
    throttle: [400, 'TooManyRequestsException'],
    error: [500, 'ServiceException'],
  },
  ec2: {
    deny: [403, 'UnauthorizedOperation'],
    throttle: [503, 'RequestLimitExceeded'],
    error: [500, 'InternalError'],
  },
  logs: {
    deny: [400, 'AccessDeniedException'],
    throttle: [400, 'ThrottlingException'],
    error: [503, 'ServiceUnavailableException'],
  },
};

const queryAnswers: Record<Common, readonly [number, string]> = {
  deny: [403, 'AccessDenied'],
  throttle: [400, 'Throttling'],
  error: [500, 'InternalFailure'],
};

/** The refusal of a kind that every service knows, in the words of this one. */
export function commonRefusal(kind: Common, service: string, action: string): WireError {
  const [status, code] = (answers[service] ?? queryAnswers)[kind];
  return { status, code, message: messageOf(kind, service, action) };
}

function messageOf(kind: Common, service: string, action: string): string {
  switch (kind) {
    case 'deny':
      return `User is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
    case 'throttle':
      return service === 's3' ? 'Please reduce your request rate.' : 'Rate exceeded';
    case 'error':
      return 'We encountered an internal error. Please try again.';
  }
  kind satisfies never;
}

export const staleEtag: WireError = {
  status: 412,
  code: 'PreconditionFailed',
  message:
    "The request failed because it didn't meet the preconditions in one or more request-header fields.",
};

/** ekristen/aws-nuke#1024: a distribution on a flat-rate plan answers its deletion with a 412. */
export const pricingPlan: WireError = {
  status: 412,
  code: 'PreconditionFailed',
  message:
    "You can't delete this distribution while it's subscribed to a pricing plan. Cancel the pricing plan first.",
};

export const mfaRequired: WireError = {
  status: 403,
  code: 'AccessDenied',
  message: 'Mfa Authentication must be used for this request',
};

/** S3's answer to a signature for another region than the bucket's, where it does not redirect. */
export const wrongRegion: WireError = {
  status: 400,
  code: 'AuthorizationHeaderMalformed',
  message:
    "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
  headers: { 'x-amz-bucket-region': 'eu-west-1' },
};

/** Temporary credentials that are over, in the service's own words. */
export function expiredToken(service: string): WireError {
  const message = 'The security token included in the request is expired';
  if (service === 's3')
    return { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' };
  const isXml = !['lambda', 'tagging', 'ssm', 'logs', 'organizations'].includes(service);
  if (isXml) return { status: 403, code: 'ExpiredToken', message };
  return { status: service === 'lambda' ? 403 : 400, code: 'ExpiredTokenException', message };
}

const inUseCodes: Readonly<Record<string, string>> = {
  'CloudFront.DeleteFunction': 'FunctionInUse',
  'CloudFront.DeleteKeyValueStore': 'CannotDeleteEntityWhileInUse',
  'CloudFront.DeleteOriginAccessControl': 'OriginAccessControlInUse',
  'CloudFront.DeleteCloudFrontOriginAccessIdentity': 'CloudFrontOriginAccessIdentityInUse',
  'CloudFront.DeleteCachePolicy': 'CachePolicyInUse',
  'CloudFront.DeleteOriginRequestPolicy': 'OriginRequestPolicyInUse',
  'CloudFront.DeleteResponseHeadersPolicy': 'ResponseHeadersPolicyInUse',
  'CloudFront.DeleteDistribution': 'ResourceInUse',
  'S3.DeleteBucket': 'BucketNotEmpty',
};

/** "In use" in the words of the operation, although nothing uses the target any more. */
export function inUse(operation: string, target: string | null): WireError {
  if (operation === 'Lambda.DeleteFunction') {
    const message = `Lambda was unable to delete ${target} because it is a replicated function. Please see our documentation for Deleting Lambda@Edge Functions and Replicas.`;
    return { status: 400, code: 'InvalidParameterValueException', message };
  }
  const code = inUseCodes[operation] ?? 'ResourceConflictException';
  return { status: 409, code, message: `The resource ${target} is in use.` };
}
