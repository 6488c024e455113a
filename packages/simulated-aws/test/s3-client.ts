import { Readable } from 'node:stream';

import { S3Client } from '@aws-sdk/client-s3';

import type { AccountData } from '../src/account.ts';
import type { SdkRequest } from '../src/sdk-handler.ts';
import type { SimulatedAwsOptions } from '../src/simulated-aws.ts';
import { simulate } from './simulated.ts';

/** An account with an S3 client. The SDK reads objects only from a stream, as Node's handler gives them. */
export function withS3(data: Partial<AccountData>, options: SimulatedAwsOptions = {}) {
  const simulated = simulate(data, options);
  const { handler } = simulated.aws;
  const requestHandler = {
    ...handler,
    async handle(request: SdkRequest, settings?: { abortSignal?: unknown }) {
      const { response } = await handler.handle(request, settings);
      const { body } = response;
      return {
        response: { ...response, body: body instanceof Readable ? body : Readable.from([body]) },
      };
    },
  };
  const client = (region = 'us-east-1') =>
    new S3Client({ ...simulated.configuration, region, requestHandler });
  return { ...simulated, s3: client };
}
