import { gzipSync } from 'node:zlib';

let member: Buffer | null = null;

/** Members of a gzip file follow one another: a gigabyte is 64 times the same 16 MB. */
export function bomb(gigabytes: number): Buffer {
  const same = (member ??= gzipSync(Buffer.alloc(16 * 1024 * 1024, 0x20)));
  return Buffer.concat(Array.from({ length: gigabytes * 64 }, () => same));
}
