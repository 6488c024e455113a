import { LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionData } from '../src/account-lambda.ts';
import type { AccountData } from '../src/account.ts';
import { account, simulate } from './simulated.ts';

export const region = 'us-east-1';
export const arn = (rest: string, where = region) =>
  `arn:aws:lambda:${where}:${account}:function:${rest}`;

export function withFunctions(functions: FunctionData[], rest: Partial<AccountData> = {}) {
  const { aws, clock, configuration, tagging } = simulate({ lambda: { functions }, ...rest });
  const lambda = (where = region) => new LambdaClient({ ...configuration, region: where });
  return { aws, clock, tagging, lambda, client: lambda() };
}

export const acme: FunctionData = {
  name: 'acme',
  region,
  codeSize: 500,
  modifiedAt: '2026-11-01T10:00:00Z',
  tags: { 'sst:app': 'acme' },
  versions: [{ version: '1', codeSize: 100 }, { version: '2' }, { version: '3' }],
  aliases: [{ name: 'live', version: '1' }],
};

/** A distribution that is associated with a version of the function. */
export const associated = (version: string, behaviors = true): Partial<AccountData> => ({
  cloudfront: {
    distributions: [
      {
        id: 'E1',
        origins: [{ domainName: 'example.com' }],
        behaviors: [
          behaviors
            ? { lambdas: [{ event: 'viewer-request' as const, arn: arn(`acme:${version}`) }] }
            : {},
        ],
      },
    ],
  },
});
