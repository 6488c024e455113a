import type { STSClientConfig } from '@aws-sdk/client-sts';

/** Takes requests in place of the network. */
export type RequestHandler = NonNullable<STSClientConfig['requestHandler']>;
