import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { isS3Location, parseS3Location, type S3Place } from '../aws/s3-place.ts';
import { UserError } from '../model/errors.ts';

/** What the tasks of one engine hand to each other: text files below one place. */
export interface SharedFiles {
  /** Null where there is no such file. */
  read(path: string): Promise<string | null>;
  write(path: string, text: string): Promise<void>;
  /** For people, and as a value of `--state-dir`. */
  at(path: string): string;
}

/** `s3://bucket/prefix`, or a folder that all tasks mount. */
export function sharedFiles(location: string): SharedFiles {
  if (!isS3Location(location)) return filesIn(location);
  const place = parseS3Location(location);
  if (place && place.prefix !== '') return objectsIn(place);
  throw new UserError('USAGE', `"${location}" names no bucket and prefix.`, {
    hint: 'Set SST_SWEEP_SHARED to s3://bucket/prefix.',
  });
}

function objectsIn({ bucket: Bucket, prefix }: S3Place): SharedFiles {
  // Region and keys are those of the task's role, as any client in it finds them.
  const client = new S3Client({});
  const keyOf = (path: string) => `${prefix}/${path}`;
  return {
    async read(path) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(path) }));
        if (!Body) throw new Error(`The answer for ${keyOf(path)} has no content.`);
        return await Body.transformToString('utf8');
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    async write(path, text) {
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(path), Body: text }));
    },
    at: (path) => `s3://${Bucket}/${keyOf(path)}`,
  };
}

function filesIn(folder: string): SharedFiles {
  const at = (path: string) => join(folder, path);
  return {
    async read(path) {
      try {
        return await readFile(at(path), 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async write(path, text) {
      await mkdir(dirname(at(path)), { recursive: true });
      await writeFile(at(path), text);
    },
    at,
  };
}
