import { Refusal, type WireResponse } from '../wire.ts';
import { childOf, childrenOf, elements, parseXml, textOf, type XmlContent } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import { arnOf, type Call } from './call.ts';
import { malformedXml, mfaMissing } from './configuration.ts';
import { refuseChanged } from './objects.ts';
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
  const versionId = call.request.query.get('versionId');
  if (versionId !== undefined && needsMfa(bucket, call)) throw mfaMissing();
  if (versionId === undefined) refuseChanged(bucket, call, call.key);
  const { versionId: id, isMarker } = remove(bucket, call, call.key, versionId);
  return emptyReply(204, {
    ...(id === undefined ? {} : { 'x-amz-version-id': id }),
    ...(isMarker ? { 'x-amz-delete-marker': 'true' } : {}),
  });
}

/**
 * DeleteObjects: at most a thousand entries; what cannot be deleted is told per key inside a 200.
 * MFA delete fails the whole call.
 */
export function deleteObjects(bucket: Bucket, call: Call): WireResponse {
  requireChecksum(call.request.headers);
  const body = parseXml(Buffer.from(call.request.body).toString('utf8'));
  const request = childOf(body, 'Delete');
  const entries = childrenOf(request, 'Object');
  if (entries.length === 0 || entries.length > 1000) throw malformedXml();
  const deletesVersions = entries.some((entry) => textOf(entry, 'VersionId') !== undefined);
  if (deletesVersions && needsMfa(bucket, call)) throw mfaMissing();
  const isQuiet = textOf(request, 'Quiet')?.trim() === 'true';
  const fault = call.strikes('per-key-error');
  const failing = fault && (fault.keys ? new Set(fault.keys) : 'all');
  let xml = '';
  for (const entry of entries) {
    const key = textOf(entry, 'Key');
    if (key === undefined || key === '') throw malformedXml();
    const fails = failing === 'all' || failing?.has(key) === true;
    const row = fails ? internalError(key, entry) : deleteEntry(bucket, call, key, entry);
    if (!isQuiet || row.startsWith('<Error>')) xml += row;
  }
  return xmlReply('DeleteResult', xml);
}

function deleteEntry(bucket: Bucket, call: Call, Key: string, entry: XmlContent): string {
  const VersionId = textOf(entry, 'VersionId') || undefined;
  try {
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

function internalError(Key: string, entry: XmlContent): string {
  const Message = 'We encountered an internal error. Please try again.';
  const VersionId = textOf(entry, 'VersionId');
  return elements({ Error: { Key, VersionId, Code: 'InternalError', Message } });
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
  if (deleteMarker || source.lockedUntil === undefined) return;
  if (new Date(source.lockedUntil) <= environment.clock.now()) return;
  const bypasses = request.headers['x-amz-bypass-governance-retention'] === 'true';
  if (bypasses && source.lockMode === 'GOVERNANCE') return;
  const message = 'Access Denied because object protected by object lock.';
  throw new Refusal(403, 'AccessDenied', message);
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
