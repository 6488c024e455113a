import { unescape } from 'node:querystring';
import type { WireRequest } from './wire.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** An operation of a REST API, known by its method and path. */
export interface RestRoute<Run> {
  /** The API's action. */
  readonly name: string;
  readonly method: Method;
  readonly path: RegExp;
  /** A query parameter that tells operations with the same path apart: `Operation=Tag`. */
  readonly query?: readonly [name: string, value?: string];
  readonly run: Run;
}

export interface Matched<Route> {
  readonly route: Route;
  /** The groups of the path, decoded. */
  readonly names: readonly string[];
}

/** The first route that knows a request, or null. */
export function matchRoute<Route extends RestRoute<unknown>>(
  routes: readonly Route[],
  { method, path, query }: WireRequest,
): Matched<Route> | null {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match) continue;
    const [name, value] = route.query ?? [];
    const given = name === undefined ? value : query.get(name);
    if (name !== undefined && (given === undefined || (value ?? given) !== given)) continue;
    return { route, names: match.slice(1).map((each) => unescape(each)) };
  }
  return null;
}
