import { createHash } from 'node:crypto';

import type { Environment } from '../service.ts';
import { elements, wrap } from '../xml.ts';
import { digestOf } from './body.ts';
import type { Bucket } from './buckets.ts';
import { isoSeconds } from './reply.ts';
import type { ObjectVersion } from './versions.ts';

const users = new Map<string, { ID: string; DisplayName: string }>();

/** The account's canonical user, which owns every bucket and object. */
export function canonicalUser(account: string): { ID: string; DisplayName: string } {
  const known = users.get(account);
  if (known) return known;
  const ID = createHash('sha256').update(account).digest('hex');
  users.set(account, { ID, DisplayName: 'owner' });
  return { ID, DisplayName: 'owner' };
}

/** What both lists tell of a version. */
export function objectRow(
  environment: Environment,
  bucket: Bucket,
  version: ObjectVersion,
  encode: (key: string) => string,
) {
  const { size, etag } = digestOf(environment, bucket.name, version);
  return {
    Key: encode(version.key),
    LastModified: isoSeconds(version.at),
    ETag: etag,
    Size: size,
    StorageClass: version.source.storageClass ?? 'STANDARD',
  };
}

/** How many of them no list has told before; from now on they are told. */
export function firstTold(versions: readonly ObjectVersion[]): number {
  let first = 0;
  for (const version of versions) {
    if (!version.told) first += 1;
    version.told = true;
  }
  return first;
}

/** A common prefix stands once for all of its keys. */
export function commonPrefixes(
  page: readonly (object | { commonPrefix: string })[],
  encode: (key: string) => string,
): string {
  const prefixes = page.flatMap((entry) => ('commonPrefix' in entry ? [entry.commonPrefix] : []));
  return prefixes
    .map((Prefix) => wrap('CommonPrefixes', elements({ Prefix: encode(Prefix) })))
    .join('');
}

export function encodeOptional(
  value: string | undefined,
  encode: (key: string) => string,
): string | undefined {
  return value === undefined ? undefined : encode(value);
}
