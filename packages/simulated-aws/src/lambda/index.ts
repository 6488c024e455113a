import type { AccountData } from '../account.ts';
import { inputOf, jsonError } from '../json-protocol.ts';
import { matchRoute } from '../rest-routes.ts';
import { taggedRows, type Environment, type Service } from '../service.ts';
import { parseName } from './call.ts';
import { functionArn, versionArn } from './configuration.ts';
import { createFunctions, seedFunction, snapshotFunctions } from './functions.ts';
import { createReplicas } from './replicas.ts';
import { routes } from './routes.ts';

/** Lambda: functions by region, their versions and aliases, and the replicas of Lambda@Edge. */
export function createLambdaService(data: AccountData, environment: Environment): Service {
  const { account } = environment;
  const seed = (data.lambda?.functions ?? []).map((each) => seedFunction(each, environment));
  const functions = createFunctions(seed);
  const replicas = createReplicas(functions, environment);
  const eventSources = new Map(
    (data.lambda?.eventSources ?? []).map((each) => [each.id, each] as const),
  );

  return {
    signingName: 'lambda',
    route(request, region) {
      const match = matchRoute(routes, request);
      const { query, body } = request;
      const input = inputOf(body);
      if (!match || !input) return null;
      const { name: api, method, run } = match.route;
      const [given = '', rest = ''] = match.names;
      const { name, qualifier = query.get('Qualifier') } = parseName(given);
      const call = {
        environment,
        functions,
        replicas,
        eventSources,
        region,
        query,
        input,
        name,
        qualifier,
        rest,
      };
      const named = qualifier === undefined ? name : `${name}:${qualifier}`;
      return {
        name: `Lambda.${api}`,
        action: `lambda:${api}`,
        target: named || rest || null,
        writes: method !== 'GET',
        run: (strikes) => run({ ...call, strikes }),
        fail: jsonError,
      };
    },
    tagged: (region) =>
      taggedRows(
        functions.rows(region, false).map(({ function: owner }) => ({ owner, ...owner.settings })),
        ({ owner }) => functionArn(account, owner),
      ),
    peers: {
      lambdaVersionExists: (arn) => {
        const { name } = parseName(arn);
        const owner = functions.find(arn.split(':')[3] ?? '', name);
        return (
          owner?.versions.some(({ version }) => versionArn(account, owner, version) === arn) ??
          false
        );
      },
    },
    snapshot: () => {
      const { lambda } = snapshotFunctions(data, functions, replicas.until);
      if (!lambda) return {};
      const sources = [...eventSources.values()];
      return { lambda: { ...lambda, ...(sources.length > 0 && { eventSources: sources }) } };
    },
  };
}
