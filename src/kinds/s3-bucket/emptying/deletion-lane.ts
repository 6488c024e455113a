import type { StepContext, StepResult } from '../../kind-module.ts';
import { archiveFirst } from './archiving.ts';
import type { Versioning } from '../contents.ts';
import { createDeletionPace } from './deletion-pace.ts';
import type { NamedVersion } from './kept-pages.ts';
import { deleteVersions, type Refusal } from './object-deletion.ts';
import { createWriteGuard } from './write-guard.ts';
import type { BucketPlace } from '../versions.ts';

/** Deletes pages while others are listed; how fast follows what S3 takes. */
export interface DeletionLane {
  /** Takes a page as soon as there is room for it. Throws what an earlier page failed with. */
  add(versions: readonly NamedVersion[]): Promise<void>;
  /** Waits for all that was taken. Throws what any of it failed with. */
  settle(): Promise<void>;
  /** Why no more is taken: a key that S3 will not delete, or an approval that does not hold any more. */
  stop(): StepResult | Refusal | null;
  deleted(): number;
}

/** Each has up to a thousand keys; S3 takes between a tenth of a second and some seconds for one. */
const mostAtOnce = 8;
/** Before the first answer: what S3 surely takes. */
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
        // Copies take their time: what was approved before them may not be so any more.
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
      // Where nothing has to be archived first, what the turn allows waits for nothing else.
      if (!context.archive) await pace.turn(versions.length, context.signal);
      throwFailure();
      const page = run(versions).finally(() => running.delete(page));
      running.add(page);
      // It is sent before the next one is written: S3 counts from the first on.
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
