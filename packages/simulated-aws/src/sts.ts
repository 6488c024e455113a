import type { AccountData } from './account.ts';
import { queryOperation, type QueryService } from './query-protocol.ts';
import type { Environment, Service } from './service.ts';

/** STS: who is calling. It answers in every region, and no policy can deny it. */
export function createStsService(_data: AccountData, { account }: Environment): Service {
  const service: QueryService = {
    name: 'STS',
    actions: 'sts',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    apis: {
      GetCallerIdentity: {
        answer: () => ({
          Arn: `arn:aws:iam::${account}:user/sst-sweep`,
          UserId: 'AIDASIMULATEDUSERID01',
          Account: account,
        }),
      },
    },
  };
  return {
    signingName: 'sts',
    route: (request, region) => queryOperation(service, request, region),
    tagged: () => [],
    snapshot: () => ({}),
  };
}
