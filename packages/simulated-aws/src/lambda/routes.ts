import { unescape } from 'node:querystring';

import type { Api } from './call.ts';
import {
  createAlias,
  createFunction,
  deleteAlias,
  publishVersion,
  updateCode,
} from './creation.ts';
import { deleteFunction } from './deletion.ts';
import { deleteEventSource, listEventSources } from './event-sources.ts';
import { listAliases, listFunctions, listVersions } from './lists.ts';
import {
  getConfiguration,
  getFunction,
  getPackage,
  getPolicy,
  listInvokeSettings,
  listTags,
  listUrls,
} from './reads.ts';

interface Route {
  readonly method: string;
  /** The first group is the function's name, the last one whatever else is named. */
  readonly path: RegExp;
  readonly api: Api;
}

const functions = '/2015-03-31/functions';

const routes: readonly Route[] = [
  read(`${functions}/?`, 'ListFunctions', listFunctions),
  read(`${functions}/([^/]+)`, 'GetFunction', getFunction),
  read(`${functions}/([^/]+)/configuration`, 'GetFunctionConfiguration', getConfiguration),
  read(`${functions}/([^/]+)/versions`, 'ListVersionsByFunction', listVersions),
  read(`${functions}/([^/]+)/aliases`, 'ListAliases', listAliases),
  read(`${functions}/([^/]+)/policy`, 'GetPolicy', getPolicy),
  read('/2017-03-31/tags/()([^/]+)', 'ListTags', listTags),
  read('/2015-03-31/event-source-mappings/?', 'ListEventSourceMappings', listEventSources),
  read('/2021-10-31/functions/([^/]+)/urls', 'ListFunctionUrlConfigs', listUrls),
  read(
    '/2019-09-25/functions/([^/]+)/event-invoke-config/list',
    'ListFunctionEventInvokeConfigs',
    listInvokeSettings,
  ),
  // Where GetFunction says that the package lies; reading it takes no permission of its own.
  read('/snapshots/\\d+/([^/]+?)-(latest|\\d+)', 'GetFunction', getPackage),
  write('POST', `${functions}/?`, 'CreateFunction', createFunction),
  write('POST', `${functions}/([^/]+)/versions`, 'PublishVersion', publishVersion),
  write('PUT', `${functions}/([^/]+)/code`, 'UpdateFunctionCode', updateCode),
  write('POST', `${functions}/([^/]+)/aliases`, 'CreateAlias', createAlias),
  write('DELETE', `${functions}/([^/]+)/aliases/([^/]+)`, 'DeleteAlias', deleteAlias),
  write('DELETE', `${functions}/([^/]+)`, 'DeleteFunction', deleteFunction),
  write(
    'DELETE',
    '/2015-03-31/event-source-mappings/()([^/]+)',
    'DeleteEventSourceMapping',
    deleteEventSource,
  ),
];

export interface Match {
  readonly api: Api;
  /** Decoded. */
  readonly names: readonly string[];
}

export function matchRoute(method: string, path: string): Match | null {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match) return { api: route.api, names: match.slice(1).map((name) => unescape(name)) };
  }
  return null;
}

function read(path: string, name: string, answer: Api['answer']): Route {
  return { method: 'GET', path: new RegExp(`^${path}$`), api: { name, answer } };
}

function write(method: string, path: string, name: string, answer: Api['answer']): Route {
  return { method, path: new RegExp(`^${path}$`), api: { name, writes: true, answer } };
}
