import type { RecordedKeys } from '../model/stage.ts';
import type { ParsedCheckpoint, StateResource } from './checkpoint.ts';
import { isOwn, typeOfThing } from './owned.ts';
import { isRecord, textOf } from './state-object.ts';

/** A site of thousands of files writes a key for each; to find the others, some are enough. */
const namedAtMost = 20;

const entriesType = 'pulumi-nodejs:dynamic:Resource/sst.aws.KvKeys';
const routeType = 'pulumi-nodejs:dynamic:Resource/sst.aws.KvRoutesUpdate';

/**
 * The entries of key-value stores that SST wrote according to a checkpoint (3.10 and later). `KvKeys`
 * writes `<namespace>:<key>` for each of its entries, and their values name hosts:
 * `{"s3":{"domain":"bucket.s3..."}}` (SST platform/src/components/aws/router.ts, KV_SITE_METADATA).
 * `KvRoutesUpdate` adds `<type>,<namespace>,<host>,<path>` to a Router's list of routes, which leads to the
 * resources that the namespace's metadata names (router-base-route.ts). Of the values only the keys of the
 * account's resources that they name are kept: `find` returns these.
 */
export function recordedKeys(
  checkpoint: ParsedCheckpoint,
  find: (value: unknown) => readonly string[],
): readonly RecordedKeys[] {
  const own = checkpoint.resources.filter(isOwn);
  const entries = own.flatMap((resource) => entriesOf(resource, find));
  const routes = own.flatMap((resource) => routeOf(resource, entries));
  return [...entries.map(({ keys }) => keys), ...routes];
}

interface Entries {
  readonly namespace: string;
  readonly keys: RecordedKeys;
}

function entriesOf(
  resource: StateResource,
  find: (value: unknown) => readonly string[],
): readonly Entries[] {
  if (typeOfThing(resource.type, resource.urn) !== entriesType) return [];
  const { store, namespace, member } = written(resource);
  const entries = member('entries');
  if (store === null || namespace === null) return [];
  // Encrypted as a whole: its names cannot be seen.
  const names = isRecord(entries) && !(secretMark in entries) ? Object.keys(entries) : [];
  const keys = names.map((name) => `${namespace}:${name}`).sort();
  return [
    {
      namespace,
      keys: {
        urn: resource.urn,
        store,
        keys: keys.slice(0, namedAtMost),
        total: keys.length,
        leadsTo: names.length === 0 ? [] : find(entries),
      },
    },
  ];
}

/** The key by which Pulumi marks an object that stands for a secret (sdk/go/common/resource/sig). */
const secretMark = '4dabf18193072939515e22adb298388d';

function routeOf(resource: StateResource, all: readonly Entries[]): readonly RecordedKeys[] {
  if (typeOfThing(resource.type, resource.urn) !== routeType) return [];
  const { store, namespace, member } = written(resource);
  const [, target] = textOf(member('entry'))?.split(',') ?? [];
  if (store === null || namespace === null) return [];
  const leadsTo = all
    .filter((entries) => entries.keys.store === store && entries.namespace === target)
    .flatMap(({ keys }) => keys.leadsTo);
  const key = `${namespace}:${textOf(member('key')) ?? 'routes'}`;
  return [
    { urn: resource.urn, store, keys: [key], total: 1, leadsTo: [...new Set(leadsTo)].sort() },
  ];
}

/** Outputs have the written values; a run that was cut off leaves only inputs. */
function written({ inputs, outputs }: StateResource) {
  const member = (name: string): unknown => outputs[name] ?? inputs[name];
  const store = textOf(member('store'));
  return {
    store: store?.startsWith('arn:') ? store : null,
    namespace: textOf(member('namespace')),
    member,
  };
}
