import { fileURLToPath } from 'node:url';

/** Nothing of the caller's AWS setup reaches a contestant. */
export const environment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  TZ: 'UTC',
  NO_COLOR: '1',
  AWS_ACCESS_KEY_ID: 'BENCH',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

export const tsx = import.meta.resolve('tsx');

export const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export const bucket = 'acme-pr-1-uploads-bench';
export const warmUpBucket = 'acme-pr-1-warm-up-bench';
