import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import type { AwsSession } from '../../aws/aws-session.ts';
import { classifyFailure } from '../../aws/failures.ts';
import { readAll } from '../../aws/pages.ts';
import type { S3Place } from '../../aws/s3-place.ts';
import { stateNotRead, stateNotWritten } from '../state-errors.ts';

export interface StateObject {
  readonly content: Uint8Array;
  readonly etag: string;
  /** By S3's clock, in whole seconds. */
  readonly modifiedAt: Date;
}

/** What must be there for a write: nothing, exactly the object with this ETag, or whatever there is (null). */
type Expected = 'nothing' | { readonly etag: string } | null;

/** The objects below a prefix; keys are relative to it. */
export interface StateObjects {
  /** With the prefix, for people. */
  location(key: string): string;
  /** Null where there is none. */
  get(key: string): Promise<StateObject | null>;
  /** The new ETag; null: something else is there than what was expected, and nothing was written. */
  put(key: string, content: Uint8Array | string, expected: Expected): Promise<string | null>;
  /** Names below a folder, sorted. */
  names(folder: string): Promise<readonly string[]>;
  /** S3's time, by its newest answer: this machine's clock may be wrong by days. */
  now(): Date;
}

/** S3 answers 409 to a conditional write beside which the object is deleted, and wants it sent again. */
const conflictsAtMost = 5;

/** Every call says whose bucket it must be: a name that was given up belongs to whoever takes it. */
export function stateObjects(
  { bucket, prefix }: S3Place,
  { session, region }: { readonly session: AwsSession; readonly region: string },
): StateObjects {
  const s3 = session.clients.s3(region);
  const keyOf = (key: string) => `${prefix}/${key}`;
  const location = (key: string) => `s3://${bucket}/${keyOf(key)}`.replace(/\/$/, '');
  const ofBucket = { Bucket: bucket, ExpectedBucketOwner: session.account };

  async function tryPut(key: string, content: Uint8Array | string, expected: Expected) {
    const command: PutObjectCommandInput = { ...ofBucket, Key: keyOf(key), Body: content };
    if (expected === 'nothing') command.IfNoneMatch = '*';
    else if (expected !== null) command.IfMatch = expected.etag;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { ETag: etag } = await s3.send(new PutObjectCommand(command));
        if (etag) return etag;
        throw new Error('the answer has no ETag');
      } catch (error) {
        const { code, status, message } = classifyFailure(error);
        if (expected !== null && (status === 412 || code === 'NoSuchKey')) return null;
        if (status === 409 && attempt < conflictsAtMost) continue;
        throw stateNotWritten(`${location(key)}: ${code}: ${message.replace(/\.$/, '')}`, error);
      }
    }
  }

  async function get(key: string): Promise<StateObject | null> {
    try {
      const answer = await s3.send(new GetObjectCommand({ ...ofBucket, Key: keyOf(key) }));
      const { Body: body, ETag: etag, LastModified: modifiedAt } = answer;
      if (!body || !etag || !modifiedAt) throw new Error('the answer is not whole');
      return { content: await body.transformToByteArray(), etag, modifiedAt };
    } catch (error) {
      const { code, message } = classifyFailure(error);
      if (code === 'NoSuchKey') return null;
      throw stateNotRead(`${location(key)}: ${code}: ${message.replace(/\.$/, '')}`, error);
    }
  }

  return {
    location,
    get,
    async put(key, content, expected) {
      const etag = await tryPut(key, content, expected);
      if (etag !== null) return etag;
      // The answer to a write may have been lost: then it was our own write that stood in the way of its repetition.
      const there = await get(key);
      return there && Buffer.compare(there.content, Buffer.from(content)) === 0 ? there.etag : null;
    },
    async names(folder) {
      const below = `${keyOf(folder)}/`;
      try {
        const rows = await readAll(async (token) => {
          const answer = await s3.send(
            new ListObjectsV2Command({
              ...ofBucket,
              Prefix: below,
              Delimiter: '/',
              ...(token !== null && { ContinuationToken: token }),
            }),
          );
          const folders = (answer.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []);
          const files = (answer.Contents ?? []).flatMap(({ Key }) => Key ?? []);
          return { rows: [...folders, ...files], next: answer.NextContinuationToken || null };
        });
        const names = rows.map((row) => row.slice(below.length).replace(/\/$/, ''));
        return [...new Set(names)].filter((name) => name !== '').sort();
      } catch (error) {
        const { code, message } = classifyFailure(error);
        throw stateNotRead(`${location(folder)}: ${code}: ${message.replace(/\.$/, '')}`, error);
      }
    },
    now() {
      if (session.clockIsLocal()) throw stateNotWritten('S3 does not say what time it is');
      return session.now();
    },
  };
}
