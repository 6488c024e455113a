import { Refusal, type WireResponse } from '../wire.ts';
import { elements } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { emptyReply, isoSeconds, xmlReply } from './reply.ts';
import { canonicalUser, encodeOptional } from './rows.ts';
import { keyEncoder, pageLimit, take } from './walk.ts';

/** ListMultipartUploads: by key, then by upload id; both markers are exclusive. */
export function listUploads(bucket: Bucket, { environment, request }: Call): WireResponse {
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const encode = keyEncoder(query.get('encoding-type'));
  const limit = pageLimit(query.get('max-uploads'));
  const behind = bucket.uploads
    .filter(({ key }) => key.startsWith(prefix))
    .filter(
      ({ key, id }) => key > keyMarker || (key === keyMarker && idMarker !== '' && id > idMarker),
    )
    .sort((a, b) => (`${a.key}\u0000${a.id}` < `${b.key}\u0000${b.id}` ? -1 : 1));
  const { page, isTruncated } = take(behind, limit);
  const last = page.at(-1);
  const Initiator = canonicalUser(environment.account);
  return xmlReply(
    'ListMultipartUploadsResult',
    elements({
      Bucket: bucket.name,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: isTruncated && last ? encode(last.key) : undefined,
      NextUploadIdMarker: isTruncated && last ? last.id : undefined,
      Prefix: encodeOptional(query.get('prefix'), encode),
      EncodingType: query.get('encoding-type'),
      MaxUploads: limit,
      IsTruncated: isTruncated,
      Upload: page.map(({ key, id, at }) => ({
        Key: encode(key),
        UploadId: id,
        Initiator,
        Owner: Initiator,
        StorageClass: 'STANDARD',
        Initiated: isoSeconds(at),
      })),
    }),
  );
}

export function abortUpload({ uploads }: Bucket, { key, request }: Call): WireResponse {
  const id = request.query.get('uploadId');
  const index = uploads.findIndex((upload) => upload.key === key && upload.id === id);
  if (index === -1) {
    const message =
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
    throw new Refusal(404, 'NoSuchUpload', message);
  }
  uploads.splice(index, 1);
  return emptyReply(204);
}
