import type { WireResponse } from '../wire.ts';
import { bodyOf, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { functionSummary, requireFunction } from './functions.ts';
import { checkQuota } from './quotas.ts';
import { objectOf, objectsOf, textOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { insert, nextEtag } from './store.ts';
import type { FunctionStage, Store } from './store.ts';
import { tagsFrom } from './tags.ts';
import type { XmlObject } from './xml.ts';

/** Creation, change and publication: what a deploy in the middle of a sweep does. */
export function functionChanges(store: Store): readonly Route[] {
  return [
    route('POST', '/function', 'CreateFunction', (call) => create(store, call)),
    route('POST', '/function/*/publish', 'PublishFunction', (call) => publish(store, call)),
    route('PUT', '/function/*', 'UpdateFunction', (call) => update(store, call)),
  ];
}

function create(store: Store, { request }: RoutedCall): WireResponse {
  const body = bodyOf(request, 'CreateFunctionRequest');
  const name = textOf(body, 'Name');
  if (!/^[a-zA-Z0-9-_]{1,64}$/.test(name)) {
    refuse(400, 'InvalidArgument', `The parameter Name is not valid: ${name}`);
  }
  if (store.functions.has(name)) {
    refuse(
      409,
      'FunctionAlreadyExists',
      'A function with the same name already exists in this account.',
    );
  }
  checkQuota(store, 'TooManyFunctions');
  const development = stageFrom(store, body, name);
  const edge = {
    name,
    createdAt: development.modifiedAt,
    development,
    live: null,
    tags: tagsFrom(objectOf(body, 'Tags')),
  };
  insert(store.functions, name, edge);
  return xmlAnswer('FunctionSummary', functionSummary(store, edge, 'DEVELOPMENT'), {
    status: 201,
    etag: development.etag,
    location: `function/${name}`,
  });
}

function update(store: Store, { id, request }: RoutedCall): WireResponse {
  const edge = requireFunction(store, id);
  requireMatch(request, edge.development.etag);
  edge.development = stageFrom(
    store,
    bodyOf(request, 'UpdateFunctionRequest'),
    edge.development.etag,
  );
  const { etag } = edge.development;
  return xmlAnswer('FunctionSummary', functionSummary(store, edge, 'DEVELOPMENT'), { etag });
}

/** Copies the development stage to the live one, which gets an ETag of its own. */
function publish(store: Store, { id, request }: RoutedCall): WireResponse {
  const edge = requireFunction(store, id);
  requireMatch(request, edge.development.etag);
  const modifiedAt = store.environment.clock.now();
  const etag = nextEtag(edge.development.etag, ['live', modifiedAt]);
  edge.live = { ...edge.development, modifiedAt, etag };
  return xmlAnswer('FunctionSummary', functionSummary(store, edge, 'LIVE'));
}

function stageFrom(store: Store, body: XmlObject, before: string): FunctionStage {
  const config = objectOf(body, 'FunctionConfig');
  const associations = objectsOf(config, 'KeyValueStoreAssociations');
  const modifiedAt = store.environment.clock.now();
  const content = {
    comment: textOf(config, 'Comment'),
    runtime: textOf(config, 'Runtime') || 'cloudfront-js-1.0',
    code: Buffer.from(textOf(body, 'FunctionCode'), 'base64').toString(),
    stores: associations.map((association) => textOf(association, 'KeyValueStoreARN')),
    modifiedAt,
  };
  return { ...content, etag: nextEtag(before, content) };
}
