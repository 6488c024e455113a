import { Refusal, type WireResponse } from '../wire.ts';
import { childOf, childrenOf, elements, parseXml, textOf, type XmlContent } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import { arnOf, type Call } from './call.ts';
import { malformedXml, mfaMissing } from './configuration.ts';
import { refuseUnmet } from './objects.ts';
import { refuseDenied } from './policy.ts';
import { emptyReply, xmlReply } from './reply.ts';
import type { ObjectVersion } from './versions.ts';

/** What a deletion did: a version is gone, or a delete marker was put on top. */
interface Deletion {
  readonly versionId?: string | undefined;
  readonly isMarker: boolean;
}

/** DeleteObject: 204 whether there was anything or not. */
export function deleteObject(bucket: Bucket, call: Call): WireResponse {
  call.pace.take(bucket.name, 1);
  const { count } = bucket.versions;
  const versionId = call.request.query.get('versionId');
  if (versionId !== undefined && needsMfa(bucket, call)) throw mfaMissing();
  refuseOtherThan(bucket, call, {
    key: call.key,
    versionId,
    etag: call.request.headers['if-match'],
  });
  const { versionId: id, isMarker } = remove(bucket, call, call.key, versionId);
  const reply = emptyReply(204, {
    ...(id === undefined ? {} : { 'x-amz-version-id': id }),
    ...(isMarker ? { 'x-amz-delete-marker': 'true' } : {}),
  });
  return { ...reply, rows: count - bucket.versions.count };
}

/**
 * DeleteObjects: at most a thousand entries; what cannot be deleted is told per key inside a 200.
 * MFA delete fails the whole call.
 */
export function deleteObjects(bucket: Bucket, call: Call): WireResponse {
  requireChecksum(call.request.headers);
  const text = Buffer.from(call.request.body).toString('utf8');
  // Before anything is parsed: what is too much costs S3 next to nothing.
  call.pace.take(bucket.name, text.split('<Object>').length - 1);
  const { count } = bucket.versions;
  const body = parseXml(text);
  const request = childOf(body, 'Delete');
  const entries = childrenOf(request, 'Object');
  if (entries.length === 0 || entries.length > 1000) throw malformedXml();
  const deletesVersions = entries.some((entry) => textOf(entry, 'VersionId') !== undefined);
  if (deletesVersions && needsMfa(bucket, call)) throw mfaMissing();
  const isQuiet = textOf(request, 'Quiet')?.trim() === 'true';
  const failing = failingKeys(call);
  let xml = '';
  for (const entry of entries) {
    const key = textOf(entry, 'Key');
    if (key === undefined || key === '') throw malformedXml();
    const error = failing(key);
    const row = error ? errorRow(key, entry, error) : deleteEntry(bucket, call, key, entry);
    if (!isQuiet || row.startsWith('<Error>')) xml += row;
  }
  return { ...xmlReply('DeleteResult', xml), rows: count - bucket.versions.count };
}

function deleteEntry(bucket: Bucket, call: Call, Key: string, entry: XmlContent): string {
  const VersionId = textOf(entry, 'VersionId') || undefined;
  try {
    refuseOtherThan(bucket, call, {
      key: Key,
      versionId: VersionId,
      etag: textOf(entry, 'ETag') || undefined,
    });
    const { versionId, isMarker } = remove(bucket, call, Key, VersionId);
    const DeleteMarker = isMarker ? true : undefined;
    const DeleteMarkerVersionId = isMarker ? versionId : undefined;
    return elements({ Deleted: { Key, VersionId, DeleteMarker, DeleteMarkerVersionId } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code: Code, message: Message } = error.error;
    return elements({ Error: { Key, VersionId, Code, Message } });
  }
}

interface KeyError {
  readonly Code: string;
  readonly Message: string;
}

const lockedMessage = 'Access Denied because object protected by object lock.';
const keyErrors = {
  'per-key-error': {
    Code: 'InternalError',
    Message: 'We encountered an internal error. Please try again.',
  },
  'per-key-denied': {
    Code: 'AccessDenied',
    Message:
      'User is not authorized to perform: s3:DeleteObjectVersion with an explicit deny in a resource-based policy',
  },
  'per-key-locked': { Code: 'AccessDenied', Message: lockedMessage },
} as const satisfies Record<string, KeyError>;

/** What the faults that strike this call say of a key. A fault without keys means all of them. */
function failingKeys({ strikes }: Call): (key: string) => KeyError | null {
  const struck = (['per-key-error', 'per-key-denied', 'per-key-locked'] as const).flatMap(
    (kind) => {
      const fault = strikes(kind);
      return fault ? [{ keys: fault.keys && new Set(fault.keys), error: keyErrors[kind] }] : [];
    },
  );
  return (key) => struck.find(({ keys }) => keys?.has(key) ?? true)?.error ?? null;
}

function errorRow(Key: string, entry: XmlContent, error: KeyError): string {
  return elements({ Error: { Key, VersionId: textOf(entry, 'VersionId'), ...error } });
}

/** A condition is one on the current version, so it cannot stand beside a version id. */
function refuseOtherThan(
  bucket: Bucket,
  call: Call,
  {
    key,
    versionId,
    etag,
  }: {
    readonly key: string;
    readonly versionId: string | undefined;
    readonly etag: string | undefined;
  },
): void {
  if (etag === undefined) return;
  if (versionId !== undefined) {
    const message = 'A header you provided implies functionality that is not implemented';
    throw new Refusal(501, 'NotImplemented', message);
  }
  if (etag !== '*') refuseDenied(bucket.denials, 's3:GetObject', arnOf(bucket.name, key));
  refuseUnmet(bucket, call, { key, wanted: etag });
}

function remove(bucket: Bucket, call: Call, key: string, versionId: string | undefined): Deletion {
  const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
  refuseDenied(bucket.denials, action, arnOf(bucket.name, key));
  const { versions, settings } = bucket;
  if (versionId !== undefined) {
    const version = versions.find(key, versionId);
    if (version) refuseLocked(version, call);
    if (version) versions.remove(version);
    return { versionId, isMarker: version?.deleteMarker ?? false };
  }
  const unversioned = settings.versioning === 'Enabled' ? null : versions.find(key, 'null');
  if (unversioned) versions.remove(unversioned);
  if (!settings.versioning) return { isMarker: false };
  return { versionId: putMarker(bucket, call, key), isMarker: true };
}

/** A deletion without a version id hides the object and keeps it. */
function putMarker({ versions, settings }: Bucket, { environment }: Call, key: string): string {
  const versionId = settings.versioning === 'Enabled' ? environment.token(32) : 'null';
  const at = Math.floor(environment.clock.now().getTime() / 1000) * 1000;
  const source = { key, deleteMarker: true };
  versions.add({ key, versionId, at, deleteMarker: true, source });
  return versionId;
}

/** Object Lock guards single versions until a time; delete markers are never guarded. */
function refuseLocked(
  { source, deleteMarker }: ObjectVersion,
  { environment, request }: Call,
): void {
  if (deleteMarker) return;
  if (source.legalHold === true) throw new Refusal(403, 'AccessDenied', lockedMessage);
  if (source.lockedUntil === undefined) return;
  if (new Date(source.lockedUntil) <= environment.clock.now()) return;
  const bypasses = request.headers['x-amz-bypass-governance-retention'] === 'true';
  if (bypasses && source.lockMode === 'GOVERNANCE') return;
  throw new Refusal(403, 'AccessDenied', lockedMessage);
}

function needsMfa({ settings }: Bucket, { request }: Call): boolean {
  return settings.mfaDelete === true && request.headers['x-amz-mfa'] === undefined;
}

function requireChecksum(headers: Readonly<Record<string, string>>): void {
  const has = Object.keys(headers).some(
    (name) =>
      name === 'content-md5' || name.startsWith('x-amz-checksum-') || name === 'x-amz-trailer',
  );
  if (has) return;
  const message = 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*';
  throw new Refusal(400, 'InvalidRequest', message);
}
