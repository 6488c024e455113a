import { matchRoute, type RestRoute } from '../rest-routes.ts';
import type { Operation, Strikes, WireRequest, WireResponse } from '../wire.ts';
import { failWithXml } from './answers.ts';

/** One request of a known operation: `id` is the resource in its path, decoded. */
export interface RoutedCall {
  readonly id: string;
  readonly request: WireRequest;
  readonly strikes: Strikes;
}

type Run = (call: RoutedCall) => WireResponse;

export interface Route extends RestRoute<Run> {
  /** The query parameter that names the target, where the path does not. */
  readonly target?: string;
}

/** `path` is below the API's version, with `*` for the resource: `/distribution/*` + `/config`. */
export function route(
  method: Route['method'],
  path: string,
  name: string,
  run: Run,
  rest: Pick<Route, 'query' | 'target'> = {},
): Route {
  const pattern = `^(?:/2020-05-31)?${path.replace('*', '([^/]+)')}/?$`;
  return { method, path: new RegExp(pattern), name, run, ...rest };
}

/** The IAM action is the operation, except for a creation with tags. */
const actions: Readonly<Record<string, string>> = {
  CreateDistributionWithTags: 'CreateDistribution',
};

export function operationOf(routes: readonly Route[], request: WireRequest): Operation | null {
  const found = matchRoute(routes, request);
  if (!found) return null;
  const {
    route: { name, method, target: parameter, run },
    names: [id = ''],
  } = found;
  const target = parameter === undefined ? id : (request.query.get(parameter) ?? '');
  return {
    name: `CloudFront.${name}`,
    action: `cloudfront:${actions[name] ?? name}`,
    target: target === '' ? null : target,
    // `ListDistributionTenants` is a POST that only reads.
    writes: method !== 'GET' && !name.startsWith('List'),
    run: (strikes) => run({ id, request, strikes }),
    fail: failWithXml,
  };
}
