import type { WireRequest } from '../wire.ts';
import { createBucket, deleteBucket, listBuckets } from './account-buckets.ts';
import { controlApis } from './access-points.ts';
import { type Address, isControl } from './address.ts';
import { bucketApi, bucketWrite, locate, type Api } from './call.ts';
import { configurationReads, configurationWrites } from './configuration.ts';
import { copyObject } from './copying.ts';
import { deleteObject, deleteObjects } from './deletion.ts';
import { listObjects, listObjectsByMarker } from './list-objects.ts';
import { listVersions } from './list-versions.ts';
import { completeUpload, copyPart, createUpload } from './multipart.ts';
import { getLegalHold, getRetention } from './object-lock.ts';
import { getObject, getObjectTagging, headObject, putObject } from './objects.ts';
import { emptyReply } from './reply.ts';
import { settingDeletes, settingPuts, writtenReads } from './settings-by-xml.ts';
import { abortUpload, listUploads } from './uploads.ts';

const listBucketsApi: Api = {
  name: 'ListBuckets',
  action: 's3:ListAllMyBuckets',
  answer: listBuckets,
};
const createBucketApi: Api = {
  name: 'CreateBucket',
  action: 's3:CreateBucket',
  writes: true,
  answer: createBucket,
};

// HEAD shares the permission of ListObjectsV2.
const headBucketApi = bucketApi('HeadBucket', 's3:ListBucket', ({ region }) =>
  emptyReply(200, { 'x-amz-bucket-region': region }),
);

const bucketGets: Readonly<Record<string, Api>> = {
  ...writtenReads(configurationReads),
  versions: bucketApi('ListObjectVersions', 's3:ListBucketVersions', listVersions),
  uploads: bucketApi('ListMultipartUploads', 's3:ListBucketMultipartUploads', listUploads),
  'list-type': bucketApi('ListObjectsV2', 's3:ListBucket', listObjects),
};
const listObjectsApi = bucketApi('ListObjects', 's3:ListBucket', listObjectsByMarker);
const listParameters = ['marker', 'prefix', 'delimiter', 'max-keys', 'encoding-type', 'x-id'];
const bucketPuts = { ...configurationWrites, ...settingPuts };
const deleteBucketApi = bucketWrite('DeleteBucket', 's3:DeleteBucket', deleteBucket);
// The bucket's policy is asked for each key on the way, and what it denies is told per key.
const deleteObjectsApi: Api = {
  name: 'DeleteObjects',
  action: 's3:DeleteObject',
  writes: true,
  answer: (call) => deleteObjects(locate(call), call),
};

const getApi = bucketApi('GetObject', 's3:GetObject', getObject);
const headApi = bucketApi('HeadObject', 's3:GetObject', headObject);
const putApi = bucketWrite('PutObject', 's3:PutObject', putObject);
const copyApi = bucketWrite('CopyObject', 's3:PutObject', copyObject);
// Parts of an upload need the permission of a PUT.
const createUploadApi = bucketWrite('CreateMultipartUpload', 's3:PutObject', createUpload);
const copyPartApi = bucketWrite('UploadPartCopy', 's3:PutObject', copyPart);
const completeUploadApi = bucketWrite('CompleteMultipartUpload', 's3:PutObject', completeUpload);
const taggingApi = bucketApi('GetObjectTagging', 's3:GetObjectTagging', getObjectTagging);
const deleteApi = bucketWrite('DeleteObject', 's3:DeleteObject', deleteObject);
const objectReads: Readonly<Record<string, Api>> = {
  retention: bucketApi('GetObjectRetention', 's3:GetObjectRetention', getRetention),
  'legal-hold': bucketApi('GetObjectLegalHold', 's3:GetObjectLegalHold', getLegalHold),
};
const abortApi = bucketWrite('AbortMultipartUpload', 's3:AbortMultipartUpload', abortUpload);

/** Finds the operation by method, by what is addressed, and by the sub-resource in the query. */
export function apiFor(
  { method, query, headers, path }: WireRequest,
  { bucket, key }: Address,
): Api | null {
  if (isControl({ path, headers })) return (method === 'GET' && controlApis[path]) || null;
  if (bucket === null) return method === 'GET' ? listBucketsApi : null;
  if (headers['x-amz-copy-source'] !== undefined) {
    if (key === null) return null;
    return query.has('uploadId') ? copyPartApi : copyApi;
  }
  return key === null ? bucketApiFor(method, query) : objectApiFor(method, query);
}

function bucketApiFor(method: string, query: ReadonlyMap<string, string>): Api | null {
  switch (method) {
    case 'GET':
      return named(bucketGets, query) ?? (hasOnly(listParameters, query) ? listObjectsApi : null);
    case 'HEAD':
      return headBucketApi;
    case 'PUT':
      return named(bucketPuts, query) ?? (hasNoSubresource(query) ? createBucketApi : null);
    case 'DELETE':
      return named(settingDeletes, query) ?? (hasNoSubresource(query) ? deleteBucketApi : null);
    case 'POST':
      return query.has('delete') ? deleteObjectsApi : null;
    default:
      return null;
  }
}

function objectApiFor(method: string, query: ReadonlyMap<string, string>): Api | null {
  if (method === 'DELETE' && query.has('uploadId')) return abortApi;
  if (method === 'POST' && query.has('uploads')) return createUploadApi;
  if (method === 'POST' && query.has('uploadId')) return completeUploadApi;
  if (method === 'GET' && query.has('tagging'))
    return query.has('versionId')
      ? { ...taggingApi, action: 's3:GetObjectVersionTagging' }
      : taggingApi;
  const read = method === 'GET' ? named(objectReads, query) : null;
  if (read) return read;
  const api = { GET: getApi, HEAD: headApi, PUT: putApi, DELETE: deleteApi }[method] ?? null;
  if (!api || !hasNoSubresource(query)) return null;
  if (!query.has('versionId')) return api;
  const versioned = { GET: 's3:GetObjectVersion', HEAD: 's3:GetObjectVersion' }[method];
  return { ...api, action: versioned ?? 's3:DeleteObjectVersion' };
}

function named(
  apis: Readonly<Record<string, Api>>,
  query: ReadonlyMap<string, string>,
): Api | null {
  const subresource = Object.keys(apis).find((name) => query.has(name));
  return subresource === undefined ? null : (apis[subresource] ?? null);
}

function hasOnly(names: readonly string[], query: ReadonlyMap<string, string>): boolean {
  return [...query.keys()].every((name) => names.includes(name) || name.startsWith('X-Amz-'));
}

/** A request with an unknown sub-resource (`?torrent`, `?acl` of an object) is another operation. */
function hasNoSubresource(query: ReadonlyMap<string, string>): boolean {
  return [...query].every(
    ([name, value]) => value !== '' || name === 'x-id' || name.startsWith('X-Amz-'),
  );
}
