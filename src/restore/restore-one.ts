import type { KindModule } from '../kinds/kind-module.ts';
import type { Restoring, SavedResource } from '../kinds/restoring/restoring.ts';
import type { Resource } from '../model/resource.ts';
import { resourceFromStep } from '../model/resource-from-step.ts';
import { failedRestore } from './restore-failures.ts';
import { names } from './renames.ts';
import { endRestore, restoreContext } from './restore-run.ts';
import type { Ending, RestoreRun } from './restore-run.ts';

/** Brings one resource back, without the settings that name resources that come after it. */
export async function restoreOne(saved: SavedResource, run: RestoreRun): Promise<void> {
  const { reason } = run.stopped;
  if (reason !== null) {
    endRestore(saved, { outcome: 'held', reason }, run);
    return;
  }
  try {
    endRestore(saved, await restoreResource(saved, run), run);
  } catch (error) {
    endRestore(saved, failedRestore(error, saved, run), run);
  }
}

/** Gives it the settings that name others, once all of them are there. */
export async function completeOne(saved: SavedResource, run: RestoreRun): Promise<void> {
  const id = run.incomplete.get(saved.key);
  const outcome = run.outcomes.get(saved.key);
  if (id === undefined || !outcome) return;
  const { reason } = run.stopped;
  try {
    const { restore } = moduleOf(saved, run) ?? { restore: null };
    if (restore === null || 'impossible' in restore || reason !== null) {
      endRestore(saved, { ...outcome, outcome: 'held', reason: reason ?? 'unknown-kind' }, run);
      return;
    }
    const differs = (await restore.complete?.(saved, { id }, restoreContext(saved, run))) ?? [];
    await run.journal?.write({ event: 'finished', key: saved.key });
    endRestore(
      saved,
      { ...outcome, outcome: 'done', differs: [...outcome.differs, ...differs] },
      run,
    );
  } catch (error) {
    const ending = failedRestore(error, saved, run);
    endRestore(saved, { ...outcome, ...ending }, run);
  }
}

async function restoreResource(saved: SavedResource, run: RestoreRun): Promise<Ending> {
  const module = moduleOf(saved, run);
  if (!module) return { outcome: 'skipped', reason: 'unknown-kind' };
  const earlier = await madeByEarlierRestore(saved, module, run);
  if (earlier) return earlier;
  const fresh = await reread(saved, saved.id, { module, run });
  const { restore } = module;
  if ('impossible' in restore) {
    return fresh
      ? { outcome: 'there', restoredAs: saved.id }
      : { outcome: 'skipped', reason: 'not-restorable', error: skippedError(restore.impossible) };
  }
  const isOurs = run.before.begun.get(saved.key) === 'create';
  if (fresh && !isOurs) return undoChanges(saved, { fresh, restore, run });
  return makeAgain(saved, restore, run);
}

/** A resource that an earlier restore made, and that is still there. */
async function madeByEarlierRestore(
  saved: SavedResource,
  module: KindModule,
  run: RestoreRun,
): Promise<Ending | null> {
  const made = run.before.made.get(saved.key);
  if (!made || !(await reread(saved, made.id, { module, run }))) return null;
  for (const [was, is] of made.renames) run.renames.set(was, is);
  if (!run.before.finished.has(saved.key)) run.incomplete.set(saved.key, made.id);
  return { outcome: 'there', restoredAs: made.id, differs: made.differs };
}

/** Never deleted, or made again by somebody: only the changes of this sweep are undone. */
async function undoChanges(
  saved: SavedResource,
  {
    fresh,
    restore,
    run,
  }: { readonly fresh: Resource; readonly restore: Restoring; readonly run: RestoreRun },
): Promise<Ending> {
  if (wasDeleted(saved, run)) {
    const message = 'Somebody made it again since it was deleted; that one stays as it is.';
    return { outcome: 'skipped', reason: 'name-taken', error: skippedError(message) };
  }
  const undoing = (await restore.undo?.(saved, fresh, restoreContext(saved, run))) ?? null;
  if (undoing === null) return { outcome: 'there', restoredAs: saved.id };
  const { action } = undoing;
  if (run.deps.dryRun) return { outcome: 'planned', action };
  await run.journal?.write({ event: 'started', key: saved.key, action });
  const differs = await undoing.run();
  await run.journal?.write({ event: 'finished', key: saved.key });
  return { outcome: 'done', action, restoredAs: saved.id, differs };
}

async function makeAgain(
  saved: SavedResource,
  restore: Restoring,
  run: RestoreRun,
): Promise<Ending> {
  const blockedBy = await blockersOf(saved, restore, run);
  if (blockedBy.length > 0) return { outcome: 'held', reason: 'waits-for-failed', blockedBy };
  const differs = await restore.foresee(saved);
  if (run.deps.dryRun) return { outcome: 'planned', action: 'create', differs };
  restoreContext(saved, run).progress('making it again');
  await run.journal?.write({ event: 'started', key: saved.key, action: 'create' });
  const made = await restore.make(saved, restoreContext(saved, run));
  if (made.result === 'taken')
    return { outcome: 'skipped', reason: 'name-taken', error: skippedError(made.message) };
  const { id, renames } = made;
  await run.journal?.write({ event: 'made', key: saved.key, id, renames, differs: made.differs });
  for (const [was, is] of renames) run.renames.set(was, is);
  if (restore.complete) run.incomplete.set(saved.key, id);
  else await run.journal?.write({ event: 'finished', key: saved.key });
  return { outcome: 'done', action: 'create', restoredAs: id, differs: made.differs };
}

/** Keys of resources that it names and that could not be brought back: AWS would refuse it. */
async function blockersOf(
  saved: SavedResource,
  restore: Restoring,
  run: RestoreRun,
): Promise<readonly string[]> {
  const missing = run.saved.filter(({ key, kind }) => {
    const outcome = run.outcomes.get(key)?.outcome;
    return (
      restore.after.includes(kind) &&
      (outcome === 'failed' || outcome === 'held' || outcome === 'skipped')
    );
  });
  if (missing.length === 0) return [];
  const parts = saved.parts('').filter((part) => /\.(xml|json)$/.test(part));
  const texts = await Promise.all(parts.map((part) => saved.text(part)));
  return missing
    .filter(({ id, arn, identifiers }) =>
      [id, ...(arn === null ? [] : [arn]), ...identifiers].some((word) =>
        texts.some((text) => text !== null && names(text, word)),
      ),
    )
    .map(({ key }) => key);
}

function wasDeleted({ key }: SavedResource, { past }: RestoreRun): boolean {
  return [...past.journal.outcomes.values()].some(
    (outcome) => outcome.key === key && outcome.action === 'delete' && outcome.outcome === 'done',
  );
}

function moduleOf({ kind }: SavedResource, { modules }: RestoreRun): KindModule | null {
  return modules.get(kind) ?? null;
}

function reread(
  { key, kind, arn, region, id: was }: SavedResource,
  id: string,
  { module, run }: { readonly module: KindModule; readonly run: RestoreRun },
): Promise<Resource | null> {
  const { session, clock } = run.deps;
  const known = id === was ? arn : null;
  return module.reread(resourceFromStep({ key, kind, resource: id, arn: known, region }), {
    session,
    clock,
    signal: run.untilAnswered,
  });
}

function skippedError(message: string) {
  return { code: 'Skipped', message, requestId: null };
}
