import { z } from 'zod';
import { count, members, named, optional, tags, text, texts, time } from './schema-parts.ts';

const object = z.strictObject({
  key: named,
  /** Absent: `null` in an unversioned bucket, else made up from the position. */
  versionId: optional(named),
  at: optional(time),
  deleteMarker: optional(z.boolean()),
  /** The body as text; JSON values may be given as they are. */
  body: optional(z.union([text, z.array(z.unknown()), members])),
  file: optional(named).describe('A body by reference: a file beside the account’s file.'),
  /** A body that is not text. */
  base64: optional(text),
  /** The body is kept gzipped, as SST does with `state.compress`. */
  gzip: optional(z.boolean()),
  /** Shown in lists in place of the body’s own size, so that a list need not make up the body. */
  size: optional(count),
  contentType: optional(text),
  contentEncoding: optional(text),
  /** Other headers that a GET gives back: `x-amz-meta-...`, `cache-control`. */
  headers: optional(z.record(z.string(), z.string())),
  storageClass: optional(named),
  /** Governance or compliance lock on this version. */
  lockedUntil: optional(time),
  /** Absent: `COMPLIANCE`. Only a governance lock can be bypassed. */
  lockMode: optional(z.enum(['GOVERNANCE', 'COMPLIANCE'])),
  /** A legal hold on this version. It has no end, and nothing bypasses it. */
  legalHold: optional(z.boolean()),
});
export type ObjectData = z.infer<typeof object>;

const bulk = z.strictObject({
  /** Delete markers included. */
  versions: count,
  /** So many to a key; where it is more than one, the newest of them is a delete marker. */
  perKey: z.number().int().min(1),
  at: optional(time),
});
export type BulkData = z.infer<typeof bulk>;

const bucket = z.strictObject({
  name: named,
  region: named,
  createdAt: optional(time),
  changedAt: optional(time).describe(
    'When its settings were last written; absent: when it was made.',
  ),
  versioning: optional(z.enum(['Enabled', 'Suspended']).nullable()),
  mfaDelete: optional(z.boolean()),
  objectLock: optional(z.boolean()),
  tags: optional(tags),
  /** Canned grant of CloudFront’s and S3’s log delivery in the ACL. */
  logDelivery: optional(z.union([z.boolean(), z.enum(['cloudfront', 's3'])])),
  encryption: optional(z.enum(['AES256', 'aws:kms'])),
  lifecycleRules: optional(count),
  policy: optional(text),
  configuration: optional(z.record(z.string(), z.string().nullable())).describe(
    'Other settings as their XML, by sub-resource; null: taken away.',
  ),
  /** Where server access logs go. */
  logging: optional(z.strictObject({ bucket: named, prefix: optional(text) })),
  accessPoints: optional(texts).describe('Names of those that are attached to it.'),
  /** It exists, but every call is denied. */
  owner: optional(named).describe('Of a bucket that is somebody else’s.'),
  opensToOthers: optional(z.boolean()).describe(
    'Of a bucket that is somebody else’s: its policy lets every account in.',
  ),
  bulk: optional(bulk).describe('Versions that are made up by rule, beside the objects.'),
  objects: optional(z.array(object)).describe('Versions, oldest first as they were written.'),
  /** Multipart uploads that were begun and never finished. */
  uploads: optional(z.array(z.strictObject({ key: named, id: named, at: optional(time) }))),
});
export type BucketData = z.infer<typeof bucket>;

/** How S3 takes its time, and how much of it. What is absent costs nothing and is taken without a limit. */
const pace = z.strictObject({
  /** Simulated milliseconds from a list’s request to its answer. */
  listMs: optional(z.number().min(0)),
  /** The same for a deletion of objects. */
  deleteMs: optional(z.number().min(0)),
  /** So many deleted keys per simulated second and bucket; a call beyond that is 503 `SlowDown`. */
  keysPerSecond: optional(z.number().min(1)),
});
export type S3Pace = z.infer<typeof pace>;

const multiRegionAccessPoint = z.strictObject({
  name: named,
  /** One of each region. */
  buckets: texts,
});
export type MultiRegionAccessPointData = z.infer<typeof multiRegionAccessPoint>;

export const s3Schema = z.strictObject({
  buckets: z.array(bucket),
  pace: optional(pace),
  multiRegionAccessPoints: optional(z.array(multiRegionAccessPoint)),
});
