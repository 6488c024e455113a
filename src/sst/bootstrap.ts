/**
 * SST's own resources of an account. The 19 letters leave out g i j l p q y and all digits
 * (SST internal/util/util.go); state and asset buckets end in twelve of them, the same for both.
 */
const stateBucket = /^sst-state-[abcdefhkmnorstuvwxz]{12}$/;
const assetBucket = /^sst-asset-[abcdefhkmnorstuvwxz]{12}$/;

/** The SSM parameter that registers a region's state and asset buckets. */
export const bootstrapParameter = '/sst/bootstrap';

export function isStateBucket(name: string): boolean {
  return stateBucket.test(name);
}

export function isBootstrapBucket(name: string): boolean {
  return stateBucket.test(name) || assetBucket.test(name);
}

/** CloudFormation stacks that all apps of an account share (SST v2, CDK). */
export function isBootstrapStack(name: string): boolean {
  return name === 'SSTBootstrap' || name === 'CDKToolkit';
}

/** The state bucket that a `/sst/bootstrap` value names; null where it names none. */
export function parseBootstrap(value: string): { readonly state: string } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch (cause) {
    throw new Error('the /sst/bootstrap parameter is not JSON', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || !('state' in parsed)) return null;
  return typeof parsed.state === 'string' && parsed.state !== '' ? { state: parsed.state } : null;
}
