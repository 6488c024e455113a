import type { STSClientConfig } from '@aws-sdk/client-sts';

/** What takes requests in place of the network. */
export type RequestHandler = NonNullable<STSClientConfig['requestHandler']>;
