import { isRecord, textOf } from './state-object.ts';

/**
 * SST's own resources of an account. The 19 letters leave out g i j l p q y and all digits (SST
 * internal/util/util.go); state and asset buckets end in twelve of them, the same for both.
 */
const stateBucket = /^sst-state-[abcdefhkmnorstuvwxz]{12}$/;
const assetBucket = /^sst-asset-[abcdefhkmnorstuvwxz]{12}$/;

/** The SSM parameter that registers a region's state and asset buckets. */
export const bootstrapParameter = '/sst/bootstrap';

export function isStateBucket(name: string): boolean {
  return stateBucket.test(name);
}

export function isAssetBucket(name: string): boolean {
  return assetBucket.test(name);
}

export function isBootstrapBucket(name: string): boolean {
  return stateBucket.test(name) || assetBucket.test(name);
}

/**
 * The role under which all API Gateways of an account and region write their logs. The first stage that
 * finds none makes it, retained, and names it in the account's settings
 * (platform/src/components/aws/helpers/apigateway-account.ts). It has no component as its parent, so Pulumi
 * names it, with 7 letters at the end.
 */
const gatewayRole = /(?:^|-)APIGatewayPushToCloudWatchLogsRole(?:-\w+)?$/;

export function isGatewayRole(name: string): boolean {
  return gatewayRole.test(name);
}

/** CloudFormation stacks that all apps of an account share (SST v2, CDK). */
export function isBootstrapStack(name: string): boolean {
  return name === 'SSTBootstrap' || name === 'CDKToolkit';
}

/** The buckets that a `/sst/bootstrap` value names, whatever their names are. */
export interface BootstrapBuckets {
  /** The bucket of states; null: the value names none. */
  readonly state: string | null;
  /** The bucket of functions' code; null: the value names none. */
  readonly asset: string | null;
}

/** Throws where the value is not a JSON object. */
export function parseBootstrap(value: string): BootstrapBuckets {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch (cause) {
    throw new Error('the /sst/bootstrap parameter is not JSON', { cause });
  }
  if (!isRecord(parsed)) throw new Error('the /sst/bootstrap parameter is not a JSON object');
  return { state: textOf(parsed['state']), asset: textOf(parsed['asset']) };
}
