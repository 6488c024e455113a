import type { StepContext, StepResult } from '../../kind-module.ts';
import { archiveFirst } from './archiving.ts';
import type { Versioning } from '../contents.ts';
import { createDeletionPace } from './deletion-pace.ts';
import type { NamedVersion } from './kept-pages.ts';
import { deleteVersions, type Refusal } from './object-deletion.ts';
import { createWriteGuard } from './write-guard.ts';
import type { BucketPlace } from '../versions.ts';

/** Deletes pages while others are listed, at the speed that S3 accepts. */
export interface DeletionLane {
  /** Takes a page as soon as there is room for it. Throws the error of an earlier page. */
  add(versions: readonly NamedVersion[]): Promise<void>;
  /** Waits for every page. Throws the error of any of them. */
  settle(): Promise<void>;
  /**
   * The reason why no more pages are taken: a key that S3 will not delete, or an approval that does not
   * hold any more.
   */
  stop(): StepResult | Refusal | null;
  deleted(): number;
}

/**
 * Calls at a time: each has up to a thousand keys, and takes S3 between a tenth of a second and some
 * seconds.
 */
const mostAtOnce = 8;
/** Calls at a time before the first answer: within the rate that S3 guarantees. */
const mostAtFirst = 3;

export function createDeletionLane(
  place: BucketPlace,
  context: StepContext & { readonly versioning: Versioning },
): DeletionLane {
  const pace = createDeletionPace(context.clock);
  const guard = createWriteGuard({
    ...context.versioning,
    archived: context.archive !== undefined,
  });
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let stop: StepResult | Refusal | null = null;
  let deleted = 0;
  let width = mostAtFirst;

  async function run(versions: readonly NamedVersion[]): Promise<void> {
    try {
      const archived = await archiveFirst(place, versions, context);
      stop ??= archived.refusals[0] ?? null;
      if (context.archive) {
        // Copies take time: their approval may have expired meanwhile.
        const changed = await context.stillApproved();
        stop ??= changed;
        if (changed) return;
        await pace.turn(archived.versions.length, context.signal);
      }
      const deletion = await deleteVersions(place, archived.versions, { ...context, pace, guard });
      width = mostAtOnce;
      stop ??= deletion.refusals[0] ?? null;
      deleted += deletion.deleted;
      context.progress(deleted, `${deleted} object versions deleted`);
    } catch (error) {
      failures.push(error);
    }
  }

  function throwFailure(): void {
    if (failures.length > 0) throw failures[0];
  }

  return {
    async add(versions) {
      while (running.size >= width) await Promise.race(running);
      stop ??= await context.stillApproved();
      if (stop) return;
      // Without an archive, the deletion follows its turn at once.
      if (!context.archive) await pace.turn(versions.length, context.signal);
      throwFailure();
      const page = run(versions).finally(() => running.delete(page));
      running.add(page);
      // This call is sent before the next body is written: S3 counts from the first call on.
      await context.clock.sleep(0, context.signal);
    },
    async settle() {
      await Promise.all(running);
      throwFailure();
    },
    stop: () => stop,
    deleted: () => deleted,
  };
}
