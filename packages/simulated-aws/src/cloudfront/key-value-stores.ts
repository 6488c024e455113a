import { requestId } from '../environment.ts';
import type { WireResponse } from '../wire.ts';
import { bodyOf, noContent, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { pageOf } from './pages.ts';
import { objectOf, textOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { arnOf, insert, nextEtag } from './store.ts';
import type { KeyValueStore, Store } from './store.ts';
import { tagsFrom } from './tags.ts';
import type { XmlObject } from './xml.ts';

/** Named by their name; the ARN, and so what functions hold, has the id. */
export function keyValueStoreRoutes(store: Store): readonly Route[] {
  return [
    route('GET', '/key-value-store', 'ListKeyValueStores', (call) => {
      const wanted = call.request.query.get('Status') || null;
      const kept = [...store.keyValueStores.values()].filter(
        ({ status }) => wanted === null || status === wanted,
      );
      const rows = kept.map((each) => ({ key: each.name, render: () => render(store, each) }));
      return xmlAnswer('KeyValueStoreList', pageOf(rows, call, { truncation: false }));
    }),
    route('GET', '/key-value-store/*', 'DescribeKeyValueStore', ({ id }) => {
      const found = requireStore(store, id);
      return xmlAnswer('KeyValueStore', render(store, found), { etag: found.etag });
    }),
    route('POST', '/key-value-store', 'CreateKeyValueStore', (call) => create(store, call)),
    route('DELETE', '/key-value-store/*', 'DeleteKeyValueStore', (call) => remove(store, call)),
  ];
}

function create(store: Store, { request }: RoutedCall): WireResponse {
  const body = bodyOf(request, 'CreateKeyValueStoreRequest');
  const name = textOf(body, 'Name');
  if (!/^[a-zA-Z0-9-_]{1,64}$/.test(name)) {
    refuse(400, 'InvalidArgument', `The parameter Name is not valid: ${name}`);
  }
  if (store.keyValueStores.has(name)) {
    refuse(
      409,
      'EntityAlreadyExists',
      'The entity already exists. You must provide a unique entity.',
    );
  }
  const modifiedAt = store.environment.clock.now();
  const id = requestId(Number.parseInt(store.environment.token(10), 36));
  const made: KeyValueStore = {
    name,
    id,
    comment: textOf(body, 'Comment'),
    status: 'READY',
    modifiedAt,
    tags: tagsFrom(objectOf(body, 'Tags')),
    etag: nextEtag(id, name),
  };
  insert(store.keyValueStores, name, made);
  return xmlAnswer('KeyValueStore', render(store, made), {
    status: 201,
    etag: made.etag,
    location: `key-value-store/${name}`,
  });
}

/** An association of either stage of a function keeps a store. */
function remove(store: Store, { id: name, request }: RoutedCall): WireResponse {
  const found = requireStore(store, name);
  requireMatch(request, found.etag);
  const arn = storeArn(store, found);
  const isUsed = [...store.functions.values()].some(
    ({ development, live }) => development.stores.includes(arn) || live?.stores.includes(arn),
  );
  if (isUsed) {
    refuse(409, 'CannotDeleteEntityWhileInUse', 'The entity cannot be deleted while it is in use.');
  }
  store.keyValueStores.delete(name);
  return noContent;
}

function requireStore(store: Store, name: string): KeyValueStore {
  return (
    store.keyValueStores.get(name) ?? refuse(404, 'EntityNotFound', 'The entity was not found.')
  );
}

function storeArn(store: Store, { id }: KeyValueStore): string {
  return arnOf(store, `key-value-store/${id}`);
}

function render(store: Store, each: KeyValueStore): XmlObject {
  return {
    Name: each.name,
    Id: each.id,
    Comment: each.comment,
    ARN: storeArn(store, each),
    Status: each.status,
    LastModifiedTime: each.modifiedAt.toISOString(),
  };
}
