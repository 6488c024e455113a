import type { BucketData, ObjectData } from '../account-s3.ts';
import { alphanumeric } from '../environment.ts';
import type { Environment } from '../service.ts';
import { denialsOf, type Denials } from './policy.ts';
import { addBulk } from './bulk.ts';
import { createVersions, type Versions } from './versions.ts';

/** What is set on a bucket, as data; a missing member has AWS's default. */
type Settings = Omit<
  BucketData,
  'name' | 'region' | 'createdAt' | 'changedAt' | 'objects' | 'bulk' | 'uploads'
>;

interface Upload {
  readonly key: string;
  readonly id: string;
  readonly at: number;
  /** What CreateMultipartUpload said of the object. */
  readonly content?: Partial<ObjectData>;
  readonly parts?: Map<number, Part>;
}

interface Part {
  readonly etag: string;
  readonly size: number;
  /** Null where the source's bytes are not kept. */
  readonly bytes: Uint8Array | null;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: number;
  /** When it was made, or a setting of it was last written. */
  changedAt: number;
  readonly settings: Settings;
  readonly denials: Denials;
  readonly versions: Versions;
  readonly uploads: Upload[];
}

export type Buckets = Map<string, Bucket>;

type Times = Pick<Environment, 'time'>;

export function seedBuckets(data: readonly BucketData[], environment: Times): Buckets {
  return new Map(data.map((bucket) => [bucket.name, seedBucket(bucket, environment)]));
}

export function seedBucket(
  { name, region, createdAt, changedAt, objects, bulk, uploads, ...settings }: BucketData,
  environment: Times,
): Bucket {
  const versions = createVersions();
  const isVersioned = Boolean(settings.versioning);
  for (const [index, source] of (objects ?? []).entries()) {
    const { key } = source;
    const versionId = source.versionId ?? (isVersioned ? madeUp(name, key, index) : 'null');
    const replaced = versionId === 'null' ? versions.find(key, versionId) : null;
    if (replaced) versions.remove(replaced);
    const at = wholeSeconds(environment.time(source.at));
    const deleteMarker = source.deleteMarker ?? false;
    versions.add({ key, versionId, at, deleteMarker, source: withLock(source, environment) });
  }
  if (bulk) addBulk(versions, bulk, { bucket: name, at: wholeSeconds(environment.time(bulk.at)) });
  return {
    name,
    region,
    createdAt: wholeSeconds(environment.time(createdAt)),
    changedAt: wholeSeconds(environment.time(changedAt ?? createdAt)),
    settings: { ...settings },
    get denials() {
      return denialsIn(this.settings.policy);
    },
    versions,
    uploads: (uploads ?? []).map(({ key, id, at }) => ({
      key,
      id,
      at: wholeSeconds(environment.time(at)),
    })),
  };
}

const known = new Map<string | undefined, Denials>();

/** A policy is read once, however many keys are asked about. */
function denialsIn(policy: string | undefined): Denials {
  const denials = known.get(policy) ?? denialsOf(policy);
  known.set(policy, denials);
  return denials;
}

/** A lock's end is a fixed time from now on, even where the data gave it relative to its own now. */
function withLock(source: ObjectData, environment: Times): ObjectData {
  if (source.lockedUntil === undefined) return source;
  return { ...source, lockedUntil: environment.time(source.lockedUntil).toISOString() };
}

/** Version ids have 32 characters; one that the data leaves out follows from its position. */
function madeUp(bucket: string, key: string, index: number): string {
  return alphanumeric(`${bucket}/${key}#${index}`, 32);
}

export function wholeSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000) * 1000;
}

/** The bucket as data again: every time and version id written out. */
export function bucketData({
  name,
  region,
  createdAt,
  changedAt,
  settings,
  ...rest
}: Bucket): BucketData {
  const objects = rest.versions.written().map(({ key, versionId, at, source }): ObjectData => ({
    ...source,
    key,
    versionId,
    at: new Date(at).toISOString(),
  }));
  const uploads = rest.uploads.map(({ key, id, at }) => ({
    key,
    id,
    at: new Date(at).toISOString(),
  }));
  return {
    name,
    region,
    createdAt: new Date(createdAt).toISOString(),
    ...(changedAt === createdAt ? {} : { changedAt: new Date(changedAt).toISOString() }),
    ...settings,
    ...(objects.length > 0 ? { objects } : {}),
    ...(uploads.length > 0 ? { uploads } : {}),
  };
}
