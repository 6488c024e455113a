/** A simulated AWS account: `createSimulatedAws` for a client in this process, `serve` for any other. */
export type {
  AccountData,
  BucketData,
  BulkData,
  CloudFrontData,
  CloudFrontFunctionData,
  DistributionData,
  EventSourceData,
  Fault,
  FunctionData,
  KeyValueStoreData,
  LogGroupData,
  MetricData,
  ObjectData,
  RoleData,
  S3Pace,
  StackData,
} from './account.ts';
export type { LoggedRequest } from './calls.ts';
export { acceleratedClock, virtualClock, type VirtualClock } from './clock.ts';
export { managedPolicies } from './cloudfront/policies.ts';
export { AccountFileError, parseAccount, renderAccountSchema } from './load.ts';
export type { SdkHandler } from './sdk-handler.ts';
export { serve } from './server.ts';
export {
  createSimulatedAws,
  type SimulatedAws,
  type SimulatedAwsOptions,
} from './simulated-aws.ts';
