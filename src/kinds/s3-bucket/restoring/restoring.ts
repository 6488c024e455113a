import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Difference } from '../../../model/restore.ts';
import { difference, savedJson } from '../../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
  Undoing,
} from '../../restoring/restoring.ts';
import { lostSettings } from '../settings/backup-only-settings.ts';
import { putBack } from './objects-restoring.ts';
import {
  bringSetting,
  isEmpty,
  readSetting,
  settingWritePermissions,
} from '../settings/settings.ts';
import type { BucketSetting } from '../settings/table.ts';
import type { BucketPlace } from '../versions.ts';

/**
 * In this order, since some depend on earlier ones: an ACL needs ACLs enabled, a public policy no public
 * access block.
 */
const first = [
  'ownership',
  'public-access-block',
  'acl',
  'encryption',
  'tags',
  'cors',
  'website',
  'object-lock',
  'acceleration',
  'request-payment',
] as const satisfies readonly BucketSetting[];

/** Settings that may name functions, distributions and other buckets. */
const last = [
  'policy',
  'logging',
  'notification',
  'lifecycle',
] as const satisfies readonly BucketSetting[];

const all: readonly BucketSetting[] = [...first, 'versioning', ...last];

/** S3 holds a name for a while after its bucket was deleted, up to an hour in another region. */
const retryDelaysMs = [2_000, 10_000, 30_000, 60_000];

export const restoreBucket: Restoring = {
  after: [],
  permissions: [
    's3:CreateBucket',
    ...settingWritePermissions,
    's3:PutObject',
    's3:PutObjectTagging',
  ],
  foresee,
  make,
  complete,
  undo: fill,
};

async function foresee(saved: SavedResource): Promise<readonly Difference[]> {
  const unread = all.flatMap((setting) => {
    const why = saved.missing(`${setting}.json`);
    return why === null
      ? []
      : [difference(setting, [null, null], `It could not be read for the backup: ${why}`)];
  });
  return [
    ...unread,
    ...(await lostSettings(saved)),
    ...(await lostTags(saved)),
    ...(await lostObjects(saved)),
  ];
}

async function lostObjects(saved: SavedResource): Promise<readonly Difference[]> {
  const contents = await savedJson<{ empty: boolean }>(saved, 'contents.json');
  if (contents?.empty) return [];
  const detail = saved.objects
    ? `They come back from ${saved.objects.location}; times and version ids are new.`
    : 'They were not archived (--archive).';
  return [difference('objects', [null, null], detail)];
}

interface TagSet {
  readonly TagSet: readonly { readonly Key: string; readonly Value: string }[];
}

async function lostTags(saved: SavedResource): Promise<readonly Difference[]> {
  const { TagSet: tags = [] } = (await savedJson<TagSet>(saved, 'tags.json')) ?? {};
  return tags
    .filter(({ Key }) => Key.startsWith('aws:'))
    .map(({ Key, Value }) =>
      difference(`tag ${Key}`, [Value, null], 'Only AWS writes tags that begin with "aws:".'),
    );
}

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const place: BucketPlace = { name: saved.id, region: saved.region };
  const refusal = await create(saved, context);
  if (refusal !== null) return { result: 'taken', message: refusal };
  // In us-east-1 S3 answers a second creation with success: the bucket may be somebody's by now.
  if (!(await isPristine(place, context)))
    return { result: 'taken', message: 'A bucket of this name is there, and is in use.' };
  return { result: 'made', id: saved.id, renames: [], differs: await foresee(saved) };
}

/** Returns a message where the name belongs to somebody else. */
async function create(saved: SavedResource, context: RestoreContext): Promise<string | null> {
  const { session, signal, clock, begun } = context;
  const objectLock = (await savedJson<object>(saved, 'object-lock.json')) !== null;
  for (const delayMs of [...retryDelaysMs, null]) {
    try {
      await session.clients.s3(saved.region).send(
        new CreateBucketCommand({
          Bucket: saved.id,
          ...(saved.region !== 'us-east-1' && {
            CreateBucketConfiguration: {
              LocationConstraint: saved.region as BucketLocationConstraint,
            },
          }),
          ...(objectLock && { ObjectLockEnabledForBucket: true }),
        }),
        { abortSignal: signal },
      );
      return null;
    } catch (error) {
      const { code, message } = classifyFailure(error);
      if (code === 'BucketAlreadyExists') return message;
      if (code === 'BucketAlreadyOwnedByYou') return begun ? null : message;
      if (code !== 'OperationAborted' || delayMs === null) throw error;
      context.progress('S3 still holds the name of the deleted bucket');
      await clock.sleep(delayMs, signal);
    }
  }
  return null;
}

async function isPristine(place: BucketPlace, context: RestoreContext): Promise<boolean> {
  if (!(await isEmpty(place, context))) return false;
  const found = await Promise.all(
    (['tags', 'policy', 'cors', 'lifecycle'] as const).map((setting) =>
      readSetting(setting, place, context),
    ),
  );
  return found.every((setting) => setting === null);
}

/** For a bucket that the sweep emptied without deleting it: archived keys that are gone come back. */
async function fill(
  saved: SavedResource,
  _fresh: Resource,
  context: RestoreContext,
): Promise<Undoing | null> {
  const { objects } = saved;
  if (objects === null) return null;
  const place: BucketPlace = { name: saved.id, region: saved.region };
  const run = () => putBack(objects, place, { context, wholeKeys: true });
  return { action: 'fill', run };
}

/** All settings; those that name other resources come last, when these exist. */
async function complete(
  saved: SavedResource,
  _made: { readonly id: string },
  context: RestoreContext,
): Promise<readonly Difference[]> {
  const place: BucketPlace = { name: saved.id, region: saved.region };
  for (const setting of first) await bring(setting, saved, { place, context });
  const { objects } = saved;
  const differs = objects
    ? await withVersions(saved, { place, context }, () =>
        putBack(objects, place, { context, wholeKeys: false }),
      )
    : [];
  await bring('versioning', saved, { place, context });
  for (const setting of last) await bring(setting, saved, { place, context });
  return differs;
}

/** Old versions can only be written while versioning is enabled. */
async function withVersions<T>(
  saved: SavedResource,
  { place, context }: { readonly place: BucketPlace; readonly context: RestoreContext },
  work: () => Promise<T>,
): Promise<T> {
  const versioning = await savedJson<{ Status?: string }>(saved, 'versioning.json');
  if (versioning?.Status !== undefined)
    await bringSetting('versioning', { Status: 'Enabled' }, { place, context });
  return work();
}

async function bring(
  setting: BucketSetting,
  saved: SavedResource,
  given: { readonly place: BucketPlace; readonly context: RestoreContext },
): Promise<void> {
  const part = `${setting}.json`;
  if (saved.missing(part) !== null) return;
  const wanted = await savedJson<object>(saved, part);
  await bringSetting(setting, setting === 'tags' ? withoutReserved(wanted) : wanted, given);
}

function withoutReserved(wanted: object | null): object | null {
  if (wanted === null) return null;
  const { TagSet: tags } = wanted as TagSet;
  const own = tags.filter(({ Key }) => !Key.startsWith('aws:'));
  return own.length === 0 ? null : { TagSet: own };
}
