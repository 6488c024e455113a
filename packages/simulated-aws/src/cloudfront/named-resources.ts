import { bodyOf, noContent, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { pageOf } from './pages.ts';
import { usersOf, type References } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { insert, type Store } from './store.ts';
import type { XmlObject } from './xml.ts';

interface Resource {
  readonly id: string;
  readonly etag: string;
}

/** A kind of resource that distributions name by its id: all have the same operations, under other names. */
export interface NamedKind<Made extends Resource> {
  /** `CachePolicy`: in the names of operations, elements and errors. */
  readonly kind: string;
  readonly plural: string;
  readonly path: string;
  readonly all: Map<string, Made>;
  readonly namedAs: keyof References;
  readonly missing: string;
  readonly inUse: string;
  readonly list: {
    readonly truncation: boolean;
    has?(call: RoutedCall): (each: Made) => boolean;
    row(each: Made): XmlObject;
  };
  /** Members of an answer besides the id and the configuration. */
  head?(each: Made): XmlObject;
  config(each: Made): XmlObject;
  /** A new resource of this configuration, or the one that is there already. */
  create(config: XmlObject): Made;
  /** Refuses the deletion of AWS's own. */
  checkDeletion?(each: Made): void;
}

export function namedRoutes<Made extends Resource>(
  store: Store,
  kindOf: NamedKind<Made>,
): readonly Route[] {
  const { kind, plural, path, all, list } = kindOf;
  const find = (id: string) => all.get(id) ?? refuse(404, `NoSuch${kind}`, kindOf.missing);
  const config = `${kind}Config`;
  return [
    route('GET', path, `List${plural}`, (call) => {
      const rows = [...all.values()]
        .filter(list.has?.(call) ?? (() => true))
        .map((each) => ({ key: each.id, render: () => list.row(each) }));
      return xmlAnswer(`${kind}List`, pageOf(rows, call, list));
    }),
    route('GET', `${path}/*`, `Get${kind}`, ({ id }) => {
      const found = find(id);
      return xmlAnswer(kind, bodyOfKind(kindOf, found), { etag: found.etag });
    }),
    route('GET', `${path}/*/config`, `Get${config}`, ({ id }) => {
      const found = find(id);
      return xmlAnswer(config, kindOf.config(found), { etag: found.etag });
    }),
    route('POST', path, `Create${kind}`, ({ request }) => {
      const made = kindOf.create(bodyOf(request, config));
      const { id, etag } = made;
      if (!all.has(id)) insert(all, id, made);
      const location = `${path.slice(1)}/${id}`;
      return xmlAnswer(kind, bodyOfKind(kindOf, made), { status: 201, etag, location });
    }),
    route('DELETE', `${path}/*`, `Delete${kind}`, ({ id, request }) => {
      const found = find(id);
      kindOf.checkDeletion?.(found);
      requireMatch(request, found.etag);
      if (usersOf(store, kindOf.namedAs, id).length > 0) refuse(409, `${kind}InUse`, kindOf.inUse);
      all.delete(id);
      return noContent;
    }),
  ];
}

export function bodyOfKind<Made extends Resource>(kind: NamedKind<Made>, each: Made): XmlObject {
  return { Id: each.id, ...kind.head?.(each), [`${kind.kind}Config`]: kind.config(each) };
}
