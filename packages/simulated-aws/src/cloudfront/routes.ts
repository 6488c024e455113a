import type { Operation, Strikes, WireRequest, WireResponse } from '../wire.ts';
import { failWithXml } from './answers.ts';

/** One request of a known operation: `id` is the resource in its path, decoded. */
export interface RoutedCall {
  readonly id: string;
  readonly request: WireRequest;
  readonly strikes: Strikes;
}

export interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's version, with `*` for the resource: `/distribution/*` + `/config`. */
  readonly path: string;
  /** A query parameter that tells operations with the same path apart: `Operation=Tag`. */
  readonly query?: readonly [name: string, value?: string];
  /** The query parameter that names the target, where the path does not. */
  readonly target?: string;
  run(call: RoutedCall): WireResponse;
}

/** The IAM action is the operation, except for a creation with tags. */
const actions: Readonly<Record<string, string>> = {
  CreateDistributionWithTags: 'CreateDistribution',
};

export function operationOf(routes: readonly Route[], request: WireRequest): Operation | null {
  for (const route of routes) {
    const id = match(route, request);
    if (id === null) continue;
    const target = route.target === undefined ? id : (request.query.get(route.target) ?? '');
    return {
      name: `CloudFront.${route.name}`,
      action: `cloudfront:${actions[route.name] ?? route.name}`,
      target: target === '' ? null : target,
      writes: isWrite(route),
      run: (strikes) => route.run({ id, request, strikes }),
      fail: failWithXml,
    };
  }
  return null;
}

/** `ListDistributionTenants` is a POST that only reads. */
function isWrite({ name, method }: Route): boolean {
  return method !== 'GET' && !name.startsWith('List');
}

/** The resource that the path names, empty where it names none; null for another operation. */
function match(route: Route, request: WireRequest): string | null {
  if (route.method !== request.method) return null;
  if (route.query) {
    const [name, value] = route.query;
    const given = request.query.get(name);
    if (given === undefined || (value !== undefined && given !== value)) return null;
  }
  const path = request.path.replace(/^\/2020-05-31/, '').replace(/\/$/, '');
  const [before = '', after] = route.path.split('*');
  if (after === undefined) return path === route.path ? '' : null;
  if (!path.startsWith(before) || !path.endsWith(after)) return null;
  const id = path.slice(before.length, path.length - after.length);
  return id === '' || id.includes('/') ? null : decode(id);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
