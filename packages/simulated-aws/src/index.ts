/** A simulated AWS account: `createSimulatedAws` for a client in this process, `serve` for any other. */
export type {
  CloudFrontData,
  CloudFrontFunctionData,
  DistributionData,
  KeyValueStoreData,
} from './account-cloudfront.ts';
export type { EventSourceData, FunctionData } from './account-lambda.ts';
export type { BucketData, BulkData, ObjectData, S3Pace } from './account-s3.ts';
export type {
  AccountData,
  Fault,
  LogGroupData,
  MetricData,
  RoleData,
  StackData,
} from './account.ts';
export type { AuthorizedCall, LoggedRequest } from './calls.ts';
export { acceleratedClock, virtualClock, type VirtualClock } from './clock.ts';
export { managedPolicies } from './cloudfront/policies.ts';
export { AccountFileError, parseAccount, renderAccountSchema } from './load.ts';
export {
  createSimulatedOrganization,
  type MemberData,
  type SimulatedOrganization,
} from './organization.ts';
export type { SdkHandler } from './sdk-handler.ts';
export { serve } from './server.ts';
export {
  createSimulatedAws,
  type SimulatedAws,
  type SimulatedAwsOptions,
} from './simulated-aws.ts';
