import type { AccountData } from './account.ts';
import { queryOperation, requiredIn, type QueryCall, type QueryService } from './query-protocol.ts';
import type { Environment, Service } from './service.ts';
import { Refusal } from './wire.ts';

/** STS API, AssumeRole: `DurationSeconds` where it is absent. */
const sessionMs = 3_600_000;

/** STS: who is calling, in every region, which no policy can deny; and roles of this and other accounts. */
export function createStsService(
  _data: AccountData,
  { account, clock, otherAccounts }: Environment,
): Service {
  function assumeRole({ form }: QueryCall) {
    const arn = requiredIn(form, 'RoleArn');
    const sessionName = requiredIn(form, 'RoleSessionName');
    const externalId = form.get('ExternalId') ?? null;
    const keys = otherAccounts.assume({ arn, sessionName, externalId });
    if (!keys) {
      throw new Refusal(
        403,
        'AccessDenied',
        `User: arn:aws:iam::${account}:user/sst-sweep is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      );
    }
    return {
      Credentials: {
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: 'simulated',
        SessionToken: 'simulated',
        Expiration: new Date(clock.now().getTime() + sessionMs).toISOString(),
      },
      AssumedRoleUser: { AssumedRoleId: `AROASIMULATED:${sessionName}`, Arn: keys.assumedArn },
    };
  }

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
      AssumeRole: { target: (form) => form.get('RoleArn') ?? null, answer: assumeRole },
    },
  };
  return {
    signingName: 'sts',
    route: (request, region) => queryOperation(service, request, region),
    tagged: () => [],
    snapshot: () => ({}),
  };
}
