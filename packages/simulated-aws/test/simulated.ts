import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';

import type { AccountData } from '../src/account.ts';
import { virtualClock } from '../src/clock.ts';
import { createSimulatedAws } from '../src/simulated-aws.ts';
import type { SimulatedAwsOptions } from '../src/simulated-aws.ts';

export const account = '111122223333';

export function anAccount(data: Partial<AccountData> = {}): AccountData {
  return {
    schema: 'sst-sweep/simulated-account@1',
    account,
    now: '2026-11-20T12:00:00.000Z',
    ...data,
  };
}

/** A simulated account on a virtual clock, with clients that have no retries unless asked for. */
export function simulate(data: Partial<AccountData> = {}, options: SimulatedAwsOptions = {}) {
  const clock = virtualClock({ start: new Date(anAccount(data).now) });
  const aws = createSimulatedAws(anAccount(data), { clock, ...options });
  const configuration = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'none' },
    requestHandler: aws.handler,
    maxAttempts: 1,
  };
  return {
    aws,
    clock,
    configuration,
    cloudfront: new CloudFrontClient(configuration),
    tagging: (region = 'us-east-1') =>
      new ResourceGroupsTaggingAPIClient({ ...configuration, region }),
  };
}

/** The name and status of the error that a call ends in. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = '$metadata' in error ? error.$metadata : null;
    const status =
      typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? ` ${String(metadata.httpStatusCode)}`
        : '';
    return `${error.name}${status}`;
  }
}
