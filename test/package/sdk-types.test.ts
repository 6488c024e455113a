import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import { expectTypeOf, it } from 'vitest';
import type * as Written from '../../build/sdk-types.ts';

// Checked by the compiler (`npm run typecheck`).

it('what the package says of the SDK’s clients is true of them', () => {
  expectTypeOf<S3Client>().toExtend<Written.S3Client>();
  expectTypeOf<LambdaClient>().toExtend<Written.LambdaClient>();
  expectTypeOf<STSClient>().toExtend<Written.STSClient>();
});

it('what the package says may be given is what the SDK takes', () => {
  type Taken = Pick<STSClientConfig, keyof Written.STSClientConfig>;
  expectTypeOf<Written.STSClientConfig>().toExtend<Taken>();
});
