import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../../model/clock.ts';
import { UserError } from '../../model/errors.ts';
import type { HeldLock } from '../files.ts';
import type { StateObject, StateObjects } from './state-objects.ts';
import { jsonOrNull } from '../../model/json.ts';

/** How long a lock holds without being renewed; by S3's clock, since each runner's own may be wrong. */
export const leaseMs = 300_000;
const renewEveryMs = 60_000;
/** A holder stops this long before another may take over: a call that has begun must be over by then. */
const marginMs = 60_000;

const schema = 'sst-sweep/lock@1';

/** The object of a lock. It is never deleted, so that nobody can delete another's. */
export interface LockContent {
  readonly schema: typeof schema;
  readonly sweep: string;
  /** By chance, so that no two holders write the same bytes. */
  readonly owner: string;
  /** Counted, for the same reason. */
  readonly renewal: number;
  readonly released: boolean;
}

export function newLock(sweep: string): LockContent {
  return { schema, sweep, owner: randomBytes(16).toString('hex'), renewal: 0, released: false };
}

export function lockText(content: LockContent): string {
  return `${JSON.stringify(content)}\n`;
}

const lockSchema = z.object({
  schema: z.literal(schema),
  sweep: z.string(),
  owner: z.string(),
  renewal: z.number(),
  released: z.boolean(),
}) satisfies z.ZodMiniType<LockContent>;

/** Null: something else lies there. Its lease ends like that of a lock. */
export function lockContent({ content }: StateObject): LockContent | null {
  const parsed = lockSchema.safeParse(jsonOrNull(new TextDecoder().decode(content)));
  return parsed.success ? parsed.data : null;
}

export interface Lease extends HeldLock {
  /** Throws where another may hold the lock by now. */
  refuseLost(): void;
  /** After a write: as `refuseLost`, by the time of S3's answer to it; renews what is about to end. */
  confirm(): Promise<void>;
}

/** A lock that was just written, kept until it is released. */
export function keepLease(
  first: LockContent,
  etag: string,
  { objects, path, clock }: { objects: StateObjects; path: string; clock: Clock },
): Lease {
  const lost = new AbortController();
  const released = new AbortController();
  let held = { content: first, etag, renewedAt: objects.now().getTime() };
  let renewing: Promise<void> | null = null;

  const isEnding = () => objects.now().getTime() - held.renewedAt >= leaseMs - marginMs;

  async function write(released: boolean): Promise<void> {
    const content = { ...held.content, renewal: held.content.renewal + 1, released };
    const next = await objects.put(path, lockText(content), { etag: held.etag });
    if (next === null) lost.abort();
    else held = { content, etag: next, renewedAt: objects.now().getTime() };
  }

  // A second renewal beside the first would have the ETag of before.
  const renew = () => (renewing ??= write(false).finally(() => (renewing = null)));

  async function renewUntilReleased(): Promise<void> {
    while (!lost.signal.aborted) {
      await clock.sleep(renewEveryMs, released.signal);
      if (isEnding()) lost.abort();
      // A try that fails, or hangs, is followed by others until the lease is about to end.
      else renew().catch(() => undefined);
    }
  }
  renewUntilReleased().catch((error: unknown) => {
    if (!released.signal.aborted) lost.abort(error);
  });

  function refuseLost(): void {
    if (lost.signal.aborted)
      throw new UserError(
        'LOCK_LOST',
        `The lock ${objects.location(path)} could not be renewed in time, so another sweep may have it.`,
        { hint: 'Nothing more was changed. Run it again to end what is left.' },
      );
  }

  return {
    lost: lost.signal,
    refuseLost,
    async confirm() {
      if (isEnding()) await renew();
      refuseLost();
    },
    async release() {
      released.abort();
      await renewing?.catch(() => undefined);
      try {
        if (!lost.signal.aborted) await write(true);
      } catch (error) {
        // It ends by itself.
        if (!(error instanceof UserError)) throw error;
      }
    },
  };
}
