import { UserError } from '../../model/errors.ts';
import type { StateFiles } from '../files.ts';
import { accountFolder } from '../sweep-paths.ts';
import { s3AppendLog } from './append-log.ts';
import type { Lease } from './lease.ts';
import { s3Locks } from './locks.ts';
import type { StateObjects } from './state-objects.ts';

/** State files that are objects of S3, for runners without a disk that outlives them. */
export function s3StateFiles(objects: StateObjects): StateFiles {
  /** By path: the ETag that the last read or write saw; null: there was no such object. */
  const seen = new Map<string, string | null>();
  const leases = new Map<string, Lease>();

  const leaseOver = (path: string): Lease | null => {
    for (const [folder, lease] of leases) if (path.startsWith(`${folder}/`)) return lease;
    return null;
  };

  async function read(path: string): Promise<Uint8Array | null> {
    const there = await objects.get(path);
    seen.set(path, there?.etag ?? null);
    return there?.content ?? null;
  }

  return {
    keeper: objects.location(''),
    absolute: (path) => objects.location(path),
    async write(path, content) {
      const lease = leaseOver(path);
      lease?.refuseLost();
      const etag = await objects.put(path, content, expectedOf(seen.get(path)));
      if (etag === null) {
        throw new UserError(
          'STATE_CHANGED',
          `Somebody else changed ${objects.location(path)} meanwhile.`,
          { hint: 'Run it again.', exitCode: 6 },
        );
      }
      seen.set(path, etag);
      await lease?.confirm();
    },
    async read(path) {
      const content = await read(path);
      return content === null ? null : new TextDecoder().decode(content);
    },
    readBytes: read,
    list: (path) => objects.names(path),
    append: (path) => s3AppendLog(path, { objects, lease: () => leaseOver(path) }),
    locks: s3Locks(objects, (account, lease) => {
      if (lease) leases.set(accountFolder(account), lease);
      else leases.delete(accountFolder(account));
    }),
  };
}

/** What was never read may be anything. */
function expectedOf(etag: string | null | undefined) {
  if (etag === undefined) return null;
  return etag === null ? ('nothing' as const) : { etag };
}
