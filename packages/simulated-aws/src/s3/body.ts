import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import type { ObjectData } from '../account-s3.ts';
import type { Environment } from '../service.ts';
import type { ObjectVersion } from './versions.ts';

type Source = Pick<Environment, 'body' | 'readFile'>;

/** The bytes that are kept, as a GET returns them: gzipped where the data says so. */
export function bodyOf(environment: Source, bucket: string, version: ObjectVersion): Uint8Array {
  const { source } = version;
  if (source.base64 !== undefined) return Buffer.from(source.base64, 'base64');
  const plain = plainBody(environment, bucket, version);
  return source.gzip && !isGzipped(plain) ? gzipSync(plain) : plain;
}

function plainBody(environment: Source, bucket: string, version: ObjectVersion): Uint8Array {
  const { body, file } = version.source;
  if (typeof body === 'string') return Buffer.from(body);
  if (body !== undefined) return Buffer.from(JSON.stringify(body));
  if (file !== undefined) return environment.readFile(file);
  return environment.body(bucket, version.key, version.versionId) ?? new Uint8Array();
}

function isGzipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Size and ETag: the MD5 of the kept bytes, in quotes. Where the data gives a size alone, the ETag
 * follows from the version's name, so that a list never has to make up bodies.
 */
export function digestOf(
  environment: Source,
  bucket: string,
  version: ObjectVersion,
): { readonly size: number; readonly etag: string } {
  if (version.digest) return version.digest;
  const { size, body, base64, file } = version.source;
  // Not kept: it costs little to make, and a bucket may have a million of these.
  if (size !== undefined && body === undefined && base64 === undefined && file === undefined)
    return { size, etag: md5(`${bucket}/${version.key}/${version.versionId}/${size}`) };
  const bytes = bodyOf(environment, bucket, version);
  version.digest = { size: bytes.length, etag: md5(bytes) };
  return version.digest;
}

function md5(content: string | Uint8Array): string {
  return `"${hash('md5', content, 'hex')}"`;
}

/** A body that came in, as data: text where it is text, else base64. */
export function dataOf(bytes: Uint8Array): Pick<ObjectData, 'body' | 'base64'> {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return Buffer.from(text).equals(buffer) ? { body: text } : { base64: buffer.toString('base64') };
}

/**
 * The object inside a PUT's body. SDKs may send it in chunks of their own, with a checksum behind it
 * (`aws-chunked`, `STREAMING-UNSIGNED-PAYLOAD-TRAILER`): `5\r\nhello\r\n0\r\nx-amz-checksum-…`.
 */
export function payloadOf(body: Uint8Array, headers: Readonly<Record<string, string>>): Uint8Array {
  const isChunked =
    (headers['content-encoding'] ?? '').includes('aws-chunked') ||
    (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  return (isChunked ? unchunked(Buffer.from(body)) : null) ?? body;
}

/** Null where there are no chunks up to an empty last one: a server may have put them together. */
function unchunked(bytes: Buffer): Uint8Array | null {
  const chunks: Buffer[] = [];
  for (let position = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    const line = lineEnd === -1 ? '' : bytes.toString('latin1', position, lineEnd);
    const [, hex] = /^([0-9a-f]+)(?:;.*)?$/i.exec(line) ?? [];
    if (hex === undefined) return null;
    const size = Number.parseInt(hex, 16);
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    position = lineEnd + 2 + size + 2;
  }
}

/** What of `content-encoding` belongs to the object and not to the transport. */
export function contentEncodingOf(header: string | undefined): string | undefined {
  const encodings = (header ?? '').split(',').map((encoding) => encoding.trim());
  return (
    encodings.filter((encoding) => encoding !== '' && encoding !== 'aws-chunked').join(',') ||
    undefined
  );
}
