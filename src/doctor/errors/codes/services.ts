import { codesOf } from './table.ts';

/**
 * Codes of the other services, as the SDK's models list them for the resources that SST makes, changes and
 * deletes.
 */
export const lambdaCodes = codesOf('Lambda', {
  quota: {
    CodeStorageExceededException: 'lambda-function',
    FunctionVersionsPerCapacityProviderLimitExceededException: 'lambda-function',
  },
  // For `CreateFunction` it means that the name is taken (`services.test.ts` of what is read).
  changing: ['ResourceConflictException', 'ResourceInUseException'],
  stale: ['PreconditionFailedException'],
  gone: {
    ResourceNotFoundException: 'lambda-function',
    ProvisionedConcurrencyConfigNotFoundException: null,
  },
  throttled: ['TooManyRequestsException'],
  refused: [
    'AliasLimitExceededException',
    'CodeSigningConfigNotFoundException',
    'CodeVerificationFailedException',
    'InvalidCodeSignatureException',
    'InvalidParameterValueException',
    'InvalidRequestContentException',
    'PolicyLengthExceededException',
    'PublicPolicyException',
    'RequestTooLargeException',
  ],
  'aws-failed': ['ServiceException'],
});

/** S3 models few of its codes; the others are from "Error responses" of its API reference. */
export const s3Codes = codesOf('S3', {
  'name-taken': { BucketAlreadyExists: 's3-bucket', BucketAlreadyOwnedByYou: 's3-bucket' },
  quota: { TooManyBuckets: 's3-bucket' },
  'not-empty': { BucketNotEmpty: 's3-bucket' },
  gone: { NoSuchBucket: 's3-bucket', NoSuchKey: null, NotFound: null, NoSuchUpload: null },
  changing: ['OperationAborted'],
  throttled: ['SlowDown'],
  denied: ['AllAccessDisabled', 'AccountProblem'],
  refused: [
    'AccessControlListNotSupported',
    'AuthorizationHeaderMalformed',
    'BucketHasAccessPointsAttached',
    'EncryptionTypeMismatch',
    'EntityTooLarge',
    'IllegalLocationConstraintException',
    'InvalidBucketName',
    'InvalidBucketState',
    'InvalidLocationConstraint',
    'InvalidObjectState',
    'InvalidRequest',
    'InvalidWriteOffset',
    'KMS.DisabledException',
    'MalformedPolicy',
    'MalformedXML',
    'ObjectLockConfigurationNotFoundError',
    'PermanentRedirect',
    'TooManyParts',
  ],
  'aws-failed': ['InternalError'],
});

export const iamCodes = codesOf('IAM', {
  'name-taken': ['EntityAlreadyExists'],
  quota: ['LimitExceeded'],
  'in-use': { DeleteConflict: 'iam-role' },
  gone: ['NoSuchEntity'],
  changing: ['ConcurrentModification', 'EntityTemporarilyUnmodifiable'],
  refused: ['InvalidInput', 'MalformedPolicyDocument', 'PolicyNotAttachable', 'UnmodifiableEntity'],
  'aws-failed': ['ServiceFailure'],
});

export const logsCodes = codesOf('CloudWatchLogs', {
  'name-taken': { ResourceAlreadyExistsException: 'log-group' },
  quota: { LimitExceededException: 'log-group' },
  gone: { ResourceNotFoundException: 'log-group' },
  changing: ['OperationAbortedException'],
  refused: [
    'InvalidOperationException',
    'InvalidParameterException',
    'TooManyTagsException',
    'ValidationException',
  ],
  'aws-failed': ['ServiceUnavailableException'],
});

export const ssmCodes = codesOf('SSM', {
  'name-taken': ['ParameterAlreadyExists'],
  quota: ['ParameterLimitExceeded'],
  gone: ['ParameterNotFound', 'ParameterVersionNotFound'],
  changing: ['TooManyUpdates'],
  refused: [
    'HierarchyLevelLimitExceededException',
    'HierarchyTypeMismatchException',
    'IncompatiblePolicyException',
    'InvalidAllowedPatternException',
    'InvalidKeyId',
    'InvalidPolicyAttributeException',
    'InvalidPolicyTypeException',
    'ParameterMaxVersionLimitExceeded',
    'ParameterPatternMismatchException',
    'PoliciesLimitExceededException',
    'UnsupportedParameterType',
  ],
  'aws-failed': ['InternalServerError'],
});

export const dynamoDbCodes = codesOf('DynamoDB', {
  // Said of a table that exists, and of one that is being made, changed or deleted: the sentence tells.
  changing: {
    ResourceInUseException: null,
    ContinuousBackupsUnavailableException: null,
    LimitExceededException: null,
  },
  gone: ['ResourceNotFoundException', 'TableNotFoundException'],
  refused: ['InvalidEndpointException', 'ValidationException'],
  'aws-failed': ['InternalServerError'],
});

export const acmCodes = codesOf('ACM', {
  'in-use': ['ResourceInUseException'],
  quota: ['LimitExceededException'],
  gone: ['ResourceNotFoundException'],
  changing: ['ConflictException'],
  refused: [
    'InvalidArnException',
    'InvalidDomainValidationOptionsException',
    'InvalidParameterException',
    'InvalidStateException',
    'InvalidTagException',
    'TagPolicyException',
    'TooManyTagsException',
    'ValidationError',
  ],
});

/** Codes that every service has ("Common errors" of their API references). */
export const commonCodes = codesOf(null, {
  denied: [
    'AccessDenied',
    'AccessDeniedException',
    'AuthorizationError',
    'NotAuthorized',
    'OptInRequired',
    'SubscriptionRequiredException',
    'UnauthorizedOperation',
  ],
  credentials: [
    'AuthFailure',
    'ExpiredToken',
    'ExpiredTokenException',
    'IncompleteSignature',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'MissingAuthenticationToken',
    'RequestExpired',
    'SignatureDoesNotMatch',
    'UnrecognizedClientException',
  ],
  throttled: [
    'RequestLimitExceeded',
    'RequestThrottled',
    'Throttling',
    'ThrottledException',
    'ThrottlingException',
    'TooManyRequests',
  ],
  'aws-failed': [
    'InternalFailure',
    'RequestTimeout',
    'RequestTimeoutException',
    'ServiceUnavailable',
  ],
});
