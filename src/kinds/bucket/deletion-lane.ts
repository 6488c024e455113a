import type { BucketPlace, ObjectVersion } from './versions.ts';
import type { StepContext } from '../kind-module.ts';
import { archiveFirst } from './archiving.ts';
import { deleteVersions } from './object-deletion.ts';
import type { Deletion, Refusal } from './object-deletion.ts';

/** Deletes pages while the next ones are listed; how many at once follows what S3 takes. */
export interface DeletionLane {
  /** Takes a page as soon as there is room for it. Throws what an earlier page failed with. */
  add(versions: readonly ObjectVersion[]): Promise<void>;
  /** Waits for all that was taken. Throws what any of it failed with. */
  settle(): Promise<void>;
  hasRefusals(): boolean;
  refusals(): readonly Refusal[];
}

const widest = 8;

/** Halved where S3 asked for less, else one more. */
function nextWidth(width: number, { slowedDown }: Deletion): number {
  return slowedDown ? Math.max(1, Math.floor(width / 2)) : Math.min(widest, width + 1);
}

export function createDeletionLane(
  place: BucketPlace,
  context: StepContext,
  onDeleted: (count: number) => void,
): DeletionLane {
  const running = new Set<Promise<void>>();
  const refusals: Refusal[] = [];
  const failures: unknown[] = [];
  let width = 4;

  async function run(versions: readonly ObjectVersion[]): Promise<void> {
    try {
      const archived = await archiveFirst(place, versions, context);
      refusals.push(...archived.refusals);
      const deletion = await deleteVersions(place, archived.versions, context);
      width = nextWidth(width, deletion);
      refusals.push(...deletion.refusals);
      onDeleted(deletion.deleted);
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
      throwFailure();
      const page = run(versions).finally(() => running.delete(page));
      running.add(page);
    },
    async settle() {
      await Promise.all(running);
      throwFailure();
    },
    hasRefusals: () => refusals.length > 0,
    refusals: () => refusals,
  };
}
