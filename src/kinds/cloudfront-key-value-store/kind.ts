import {
  DeleteKeyValueStoreCommand,
  DescribeKeyValueStoreCommand,
  ListKeyValueStoresCommand,
} from '@aws-sdk/client-cloudfront';
import type { KeyValueStore } from '@aws-sdk/client-cloudfront';

import { UnreadableAnswer } from '../../aws/failures.ts';
import { cloudFrontPage } from '../../aws/pages.ts';
import { rawBodyOf } from '../../aws/raw-body.ts';
import type { Resource } from '../../model/resource.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import { readCloudFrontTags } from '../cloudfront-tags.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart, KindModule } from '../kind-module.ts';
import { configurationHash, isoTime, resourceOf } from '../resource-shape.ts';
import { settingKind } from '../cloudfront-settings/setting-kind.ts';
import { wait } from '../step-results.ts';
import { restoreStore } from './restoring.ts';

/** A list's row; servers other than AWS leave members out. */
type Row = Partial<KeyValueStore>;

const kind = 'cloudfront-key-value-store';

const store = settingKind<Row>({
  kind,
  readOperation: 'cloudfront:DescribeKeyValueStore',
  goneCode: 'EntityNotFound',
  async page(marker, { session, signal }) {
    const { KeyValueStoreList: list } = await session.clients
      .cloudfront()
      .send(new ListKeyValueStoresCommand({ MaxItems: 100, ...(marker && { Marker: marker }) }), {
        abortSignal: signal,
      });
    return cloudFrontPage<Row>(list);
  },
  async read(name, { session, signal }) {
    const { KeyValueStore: row, ETag: etag } = await session.clients
      .cloudfront()
      .send(new DescribeKeyValueStoreCommand({ Name: name }), { abortSignal: signal });
    // Functions name a store by its ARN alone: without that, a store in use would look unused.
    if (row && isThin(row)) throw new UnreadableAnswer(`The answer is not the store ${name}.`);
    return { row, etag };
  },
  rawConfig: (name, { session, signal }) =>
    rawBodyOf(new DescribeKeyValueStoreCommand({ Name: name }), (command) =>
      session.clients.cloudfront().send(command, { abortSignal: signal }),
    ),
  remove: (name, etag, { session, signal }) =>
    session.clients
      .cloudfront()
      .send(new DeleteKeyValueStoreCommand({ Name: name, IfMatch: etag }), {
        abortSignal: signal,
      }),
  // A new store takes some seconds until it can be used; Terraform too waits for `READY` first.
  notYet: ({ Status: status }) => (status === 'PROVISIONING' ? wait('provisioning', 30) : null),
  idOf: ({ Name: name }) => name,
  isThin,
  resource: resourceFromRow,
});

/**
 * Identified by its name, as in SST's states; its ARN, which functions name, has a UUID that AWS gives out
 * once (API reference, `KeyValueStore`).
 */
export const cloudfrontKeyValueStore: KindModule = {
  facts: {
    kind,
    label: 'key-value store',
    plural: 'key-value stores',
    // AWS refuses while a function names it, but its entries are in no backup. Match lifts this for stores
    // with nothing but SST's own entries.
    guarded: false,
    holdsData: true,
    global: true,
    regional: false,
    useIsSeenBy: null,
    serves: false,
    tagged: false,
    idsAreUnique: false,
    pulumiTypes: ['aws:cloudfront/keyValueStore:KeyValueStore'],
    cloudFormationTypes: ['AWS::CloudFront::KeyValueStore'],
    follows: null,
    nameLimit: 64,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 2 },
    ageRestsOn:
      'CloudFront keeps no creation time of key-value stores; the time is that of the last change of the store itself.',
    creationIsKnown: false,
    quota: { plural: 'key-value stores', limit: 50, adjustable: true },
    storesCode: false,
    billedAtRest: 'nothing',
    alreadyExistsCodes: ['EntityAlreadyExists'],
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/functions',
  },
  notes: {
    found: 'functions name it by its ARN; carries no tags of SST',
    blockers:
      'in use by a function; still being made; entries that SST did not write, without `--delete-data`',
    restores:
      'name, comment and tags; no entries, and its ARN is new, and mapped in functions that name it',
  },
  permissions: {
    scan: [
      'cloudfront:DescribeKeyValueStore',
      'cloudfront:ListKeyValueStores',
      'cloudfront:ListTagsForResource',
    ],
    sweep: ['cloudfront:DeleteKeyValueStore'],
  },
  listOperation: 'cloudfront:ListKeyValueStores',
  ...store,
  arns: /^arn:[^:]*:cloudfront::\d*:key-value-store\//,
  reread,
  backup,
  restore: restoreStore,
};

function isThin({ ARN: arn, LastModifiedTime: modifiedAt }: Row): boolean {
  return !arn || !modifiedAt;
}

/** The status is AWS's progress and no configuration. */
function resourceFromRow(name: string, row: Row): Resource {
  const { ARN: arn = null, Id: id, Comment: comment, LastModifiedTime: modifiedAt } = row;
  return resourceOf(kind, name, {
    arn,
    name,
    region: 'global',
    modifiedAt: isoTime(modifiedAt),
    description: comment || null,
    identifiers: [name, ...(arn ? [arn] : []), ...(id ? [id] : [])],
    configuration: configurationHash({ arn, id, comment, modifiedAt }),
  });
}

async function reread(resource: Resource, context: CallContext): Promise<Resource | null> {
  const fresh = await store.reread(resource, context);
  if (!fresh) return null;
  const tags = fresh.arn === null ? null : await readCloudFrontTags(fresh.arn, context);
  return { ...fresh, tags };
}

/** Entries are read through a separate endpoint per store, which takes requests signed with SigV4A only. */
async function backup(resource: Resource, context: CallContext): Promise<readonly BackupPart[]> {
  const tags = async () => {
    if (resource.arn === null) throw new Error('It has no ARN.');
    return jsonText(await readCloudFrontTags(resource.arn, context));
  };
  return [
    ...(await store.backup(resource, context)),
    await backupPart('tags.json', tags, context),
    {
      name: 'entries.json',
      missing:
        'Its entries can only be read through the data plane, which this tool does not call.',
    },
  ];
}
