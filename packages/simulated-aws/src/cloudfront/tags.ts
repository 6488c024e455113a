import { bodyOf, noContent, refuse, xmlAnswer } from './answers.ts';
import { itemsOf, objectsOf, textOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { arnOf } from './store.ts';
import type { Store } from './store.ts';
import type { XmlObject } from './xml.ts';

interface Taggable {
  tags: Record<string, string>;
}

export function tagRoutes(store: Store): readonly Route[] {
  return [
    route(
      'GET',
      '/tagging',
      'ListTagsForResource',
      (call) => {
        const tags = Object.entries(requireTaggable(store, call).tags);
        const items = tags.map(([Key, Value]) => ({ Key, Value }));
        return xmlAnswer('Tags', { Items: items });
      },
      { target: 'Resource' },
    ),
    route(
      'POST',
      '/tagging',
      'TagResource',
      (call) => {
        const resource = requireTaggable(store, call);
        resource.tags = { ...resource.tags, ...tagsFrom(bodyOf(call.request, 'Tags')) };
        return noContent;
      },
      { query: ['Operation', 'Tag'], target: 'Resource' },
    ),
    route(
      'POST',
      '/tagging',
      'UntagResource',
      (call) => {
        const resource = requireTaggable(store, call);
        const keys = new Set(
          itemsOf({ TagKeys: bodyOf(call.request, 'TagKeys') }, 'TagKeys').map(String),
        );
        resource.tags = Object.fromEntries(
          Object.entries(resource.tags).filter(([key]) => !keys.has(key)),
        );
        return noContent;
      },
      { query: ['Operation', 'Untag'], target: 'Resource' },
    ),
  ];
}

export function tagsFrom(tags: XmlObject | undefined): Record<string, string> {
  const items = objectsOf({ Tags: tags }, 'Tags');
  return Object.fromEntries(items.map((item) => [textOf(item, 'Key'), textOf(item, 'Value')]));
}

/** Distributions, functions and key-value stores can be tagged; access controls and policies not. */
function requireTaggable(store: Store, { request }: RoutedCall): Taggable {
  const arn = request.query.get('Resource') ?? '';
  const [, , service, region, account, resource = ''] = arn.split(':');
  if (service !== 'cloudfront') refuse(400, 'InvalidArgument', `Invalid ARN: ${arn}`);
  // mondoohq/mql#7615: the ARN is taken only as CloudFront writes it.
  if (region)
    refuse(400, 'InvalidArgument', `Invalid region (received: ${region}, expected empty)`);
  if (account !== store.environment.account) refuse(403, 'AccessDenied', 'Access denied.');
  const [type, name = ''] = resource.split('/');
  const found = findTaggable(store, type ?? '', name);
  if (found === null)
    refuse(400, 'InvalidArgument', `Resources of this type cannot be tagged: ${arn}`);
  return found ?? refuse(404, 'NoSuchResource', `The specified resource does not exist: ${arn}`);
}

function findTaggable(store: Store, type: string, name: string): Taggable | null | undefined {
  switch (type) {
    case 'distribution':
      return store.distributions.get(name);
    case 'function':
      return store.functions.get(name);
    case 'key-value-store':
      return [...store.keyValueStores.values()].find(({ id }) => id === name);
    default:
      return null;
  }
}

interface TaggedRow {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Rows are made once per resource: the tagging API looks at all of them around each deletion. */
const rows = new WeakMap<Taggable, TaggedRow>();

export function taggedResources(store: Store): readonly TaggedRow[] {
  const tagged: TaggedRow[] = [];
  const add = (resource: Taggable, name: () => string) => {
    if (Object.keys(resource.tags).length === 0) return;
    const known = rows.get(resource);
    const row = known?.tags === resource.tags ? known : { arn: name(), tags: resource.tags };
    rows.set(resource, row);
    tagged.push(row);
  };
  for (const each of store.distributions.values()) {
    add(each, () => arnOf(store, `distribution/${each.id}`));
  }
  for (const each of store.functions.values())
    add(each, () => arnOf(store, `function/${each.name}`));
  for (const each of store.keyValueStores.values()) {
    add(each, () => arnOf(store, `key-value-store/${each.id}`));
  }
  return tagged;
}
