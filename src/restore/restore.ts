import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';

import type { RestoreOutcomeKind, RestoreReport } from '../model/restore.ts';
import { archivedObjects, archivesOf } from '../archive/archives.ts';
import { openJournal } from '../storage/journal.ts';
import type { PastSweep } from '../storage/past-sweeps.ts';
import { sweepPaths } from '../storage/sweep-paths.ts';
import { completeOne, restoreOne } from './restore-one.ts';
import { restoreState } from './restore-journal.ts';
import { restoreOrder } from './restore-order.ts';
import type { RestoreDeps, RestoreRun } from './restore-run.ts';
import { savedResources } from './saved.ts';

const atOnce = 6;

/**
 * Makes the resources that a sweep deleted again, and enables those that it only disabled. Nothing else that
 * exists is changed. Killed at any point, or called twice, it comes to the same end.
 */
export async function restore(past: PastSweep, deps: RestoreDeps): Promise<RestoreReport> {
  const { clock, files, machine, dryRun } = deps;
  const { account, sweep } = past;
  const request = { account, sweep: `${sweep} (restore)`, clock, machine };
  const lock = dryRun ? null : await files.locks.take(request);
  try {
    return await runRestore(past, deps);
  } finally {
    await lock?.release();
  }
}

async function runRestore(past: PastSweep, deps: RestoreDeps): Promise<RestoreReport> {
  const startedAt = deps.clock.now().toISOString();
  const run = await prepare(past, deps);
  const interrupt = () => void (run.stopped.reason ??= 'interrupted');
  deps.signal.addEventListener('abort', interrupt, { once: true });
  if (deps.signal.aborted) interrupt();
  try {
    await run.journal?.write({ event: 'restore-started', sweep: past.sweep });
    await inOrder(run, (saved) => restoreOne(saved, run));
    await inOrder(run, (saved) => completeOne(saved, run));
    await run.journal?.write({ event: 'restore-finished' });
  } finally {
    deps.signal.removeEventListener('abort', interrupt);
    await run.journal?.close();
  }
  return reportOf(run, startedAt);
}

async function prepare(past: PastSweep, deps: RestoreDeps): Promise<RestoreRun> {
  const paths = sweepPaths(past.account, past.sweep);
  const renames = new Map<string, string>();
  const untilAnswered = new AbortController().signal;
  setMaxListeners(0, untilAnswered);
  const { session, clock, files } = deps;
  const archives = await archivesOf(past.account, past.sweep, files);
  const saved = await savedResources(paths.backup, {
    files,
    renames: () => renames,
    objectsOf: async (kind, id) =>
      kind === 's3-bucket'
        ? archivedObjects(id, archives, { session, clock, signal: untilAnswered })
        : null,
  });
  return {
    past,
    deps,
    modules: new Map(deps.kinds.map((module) => [module.facts.kind, module])),
    saved: restoreOrder(saved, deps.kinds),
    before: restoreState((await deps.files.read(paths.restore)) ?? ''),
    journal: deps.dryRun ? null : await openJournal(paths.restore, deps),
    renames,
    outcomes: new Map(),
    incomplete: new Map(),
    stopped: { reason: null },
    untilAnswered,
  };
}

/** One kind after the other, since a kind may name those before it; some of a kind at once. */
async function inOrder(
  { saved }: RestoreRun,
  each: (saved: RestoreRun['saved'][number]) => Promise<void>,
): Promise<void> {
  const limit = pLimit(atOnce);
  for (const kind of new Set(saved.map((one) => one.kind))) {
    const ofKind = saved.filter((one) => one.kind === kind);
    const ends = await Promise.allSettled(ofKind.map((one) => limit(() => each(one))));
    // After a failure of the state directory, running steps may finish; then the failure is thrown.
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason;
  }
}

function reportOf(run: RestoreRun, startedAt: string): RestoreReport {
  const { past, deps, outcomes, saved, stopped } = run;
  const all = saved.flatMap(({ key }) => outcomes.get(key) ?? []);
  const count = (kind: RestoreOutcomeKind) => all.filter(({ outcome }) => outcome === kind).length;
  return {
    sweep: past.sweep,
    account: past.account,
    dryRun: deps.dryRun,
    startedAt,
    finishedAt: deps.clock.now().toISOString(),
    outcomes: all,
    summary: {
      done: count('done'),
      there: count('there'),
      planned: count('planned'),
      skipped: count('skipped'),
      held: count('held'),
      failed: count('failed'),
    },
    calls: deps.session.calls(),
    interrupted: stopped.reason === 'interrupted' || deps.signal.aborted,
  };
}
