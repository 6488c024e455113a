import { UserError } from '../../model/errors.ts';
import type { AccountLocks, LockRequest } from '../files.ts';
import { lockPath } from '../sweep-paths.ts';
import { keepLease, leaseMs, lockContent, lockText, newLock, type Lease } from './lease.ts';
import type { LockContent } from './lease.ts';
import type { StateObject, StateObjects } from './state-objects.ts';

/** S3's times are whole seconds, and its servers need not agree on them. */
const slackMs = 5000;

/** An ETag that no object has: the MD5 of nothing, in front of which no upload ever stood. */
const noEtag = '"00000000000000000000000000000000"';

/** Locks that are objects. `onLease` is told each lock that is held, and each that is held no more. */
export function s3Locks(
  objects: StateObjects,
  onLease: (account: string, lease: Lease | null) => void,
): AccountLocks {
  return {
    async take(request) {
      const path = lockPath(request.account);
      const content = newLock(request.sweep);
      const etag = await write(content, path, { objects, request });
      const lease = keepLease(content, etag, { objects, path, clock: request.clock });
      try {
        await refuseIgnoredConditions(path, content, objects);
      } catch (error) {
        await lease.release();
        throw error;
      }
      onLease(request.account, lease);
      return {
        lost: lease.lost,
        async release() {
          onLease(request.account, null);
          await lease.release();
        },
      };
    },
    async holder(account) {
      const there = await objects.get(lockPath(account));
      return there && isHeld(there, objects) ? (lockContent(there)?.sweep ?? null) : null;
    },
  };
}

/** The ETag of the lock that is ours from now on. */
async function write(
  content: LockContent,
  path: string,
  { objects, request }: { objects: StateObjects; request: LockRequest },
): Promise<string> {
  const text = lockText(content);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const there = await objects.get(path);
    if (there && isHeld(there, objects))
      throw running(there, { account: request.account, location: objects.location(path) });
    const etag = await objects.put(path, text, there ? { etag: there.etag } : 'nothing');
    if (etag !== null) return etag;
  }
  throw new UserError(
    'SWEEP_RUNNING',
    `Other sweeps of account ${request.account} keep starting.`,
    {
      exitCode: 6,
    },
  );
}

/** Both times are S3's own. */
function isHeld(there: StateObject, objects: StateObjects): boolean {
  if (lockContent(there)?.released) return false;
  return objects.now().getTime() - there.modifiedAt.getTime() <= leaseMs + slackMs;
}

/** Some servers that speak S3 take no notice of conditions: there two sweeps would both have the lock. */
async function refuseIgnoredConditions(
  path: string,
  content: LockContent,
  objects: StateObjects,
): Promise<void> {
  // Other bytes than the lock's: a write of the same ones counts as one whose answer was lost.
  const text = lockText({ ...content, renewal: -1 });
  for (const expected of ['nothing', { etag: noEtag }] as const)
    if ((await objects.put(path, text, expected)) !== null)
      throw new UserError(
        'STATE_UNSAFE',
        `${objects.location(path)} was overwritten although the write asked not to.`,
        { hint: 'This server of S3 heeds no conditional writes. Choose another --state-dir.' },
      );
}

function running(
  there: StateObject,
  { account, location }: { readonly account: string; readonly location: string },
): UserError {
  const sweep = lockContent(there)?.sweep;
  const until = new Date(there.modifiedAt.getTime() + leaseMs + slackMs).toISOString();
  return new UserError(
    'SWEEP_RUNNING',
    `${sweep === undefined ? 'A sweep' : `The sweep ${sweep}`} of account ${account} holds ${location}.`,
    { hint: `Wait for it. If its runner died, the lock ends by itself at ${until}.`, exitCode: 6 },
  );
}
