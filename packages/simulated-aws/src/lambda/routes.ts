import type { RestRoute } from '../rest-routes.ts';
import type { WireResponse } from '../wire.ts';
import type { Call } from './call.ts';
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

type Route = RestRoute<(call: Call) => WireResponse>;

const functions = '/2015-03-31/functions';

/** A path's first group is the function's name, the last one whatever else is named. */
export const routes: readonly Route[] = [
  route('GET', `${functions}/?`, 'ListFunctions', listFunctions),
  route('GET', `${functions}/([^/]+)`, 'GetFunction', getFunction),
  route('GET', `${functions}/([^/]+)/configuration`, 'GetFunctionConfiguration', getConfiguration),
  route('GET', `${functions}/([^/]+)/versions`, 'ListVersionsByFunction', listVersions),
  route('GET', `${functions}/([^/]+)/aliases`, 'ListAliases', listAliases),
  route('GET', `${functions}/([^/]+)/policy`, 'GetPolicy', getPolicy),
  route('GET', '/2017-03-31/tags/()([^/]+)', 'ListTags', listTags),
  route('GET', '/2015-03-31/event-source-mappings/?', 'ListEventSourceMappings', listEventSources),
  route('GET', '/2021-10-31/functions/([^/]+)/urls', 'ListFunctionUrlConfigs', listUrls),
  route(
    'GET',
    '/2019-09-25/functions/([^/]+)/event-invoke-config/list',
    'ListFunctionEventInvokeConfigs',
    listInvokeSettings,
  ),
  // Where GetFunction says that the package lies; reading it takes no permission of its own.
  route('GET', '/snapshots/\\d+/([^/]+?)-(latest|\\d+)', 'GetFunction', getPackage),
  route('POST', `${functions}/?`, 'CreateFunction', createFunction),
  route('POST', `${functions}/([^/]+)/versions`, 'PublishVersion', publishVersion),
  route('PUT', `${functions}/([^/]+)/code`, 'UpdateFunctionCode', updateCode),
  route('POST', `${functions}/([^/]+)/aliases`, 'CreateAlias', createAlias),
  route('DELETE', `${functions}/([^/]+)/aliases/([^/]+)`, 'DeleteAlias', deleteAlias),
  route('DELETE', `${functions}/([^/]+)`, 'DeleteFunction', deleteFunction),
  route(
    'DELETE',
    '/2015-03-31/event-source-mappings/()([^/]+)',
    'DeleteEventSourceMapping',
    deleteEventSource,
  ),
];

function route(method: Route['method'], path: string, name: string, run: Route['run']): Route {
  return { method, path: new RegExp(`^${path}$`), name, run };
}
