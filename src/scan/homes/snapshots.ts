import { touching } from '../../model/gap.ts';
import type { Checkpoint, EngineDeletion, Snapshot, StageState } from '../../model/stage.ts';
import { toMs } from '../../model/times.ts';
import { parseDeletions } from '../../sst/event-log.ts';
import { wroteState } from '../../sst/run-spans.ts';
import { eventLogKey, snapshotKey } from '../../sst/state-keys.ts';
import type { ScanContext } from '../scan-context.ts';
import { type Known, readCheckpoint } from './checkpoint-files.ts';
import { readStateFile } from './state-object.ts';
import type { OpenStage } from './open-stage.ts';
import { type ListedVersion, versionPages } from './version-pages.ts';

/** Number of snapshots without a hit that are read, newest first. */
const snapshotsWithoutHit = 8;
/** Ids of updates begin with the complement of their time, so the newest come first (pkg/id/id.go). */
const pagesOfFolder = 2;

interface Work {
  readonly known: Known;
  /** Keys of resources that may be of this stage, and that nothing claims. */
  readonly wanted: ReadonlySet<string>;
  readonly context: ScanContext;
}

/**
 * `state.retention` (SST 4.17.0) erases the versions of the state after every run, and keeps the snapshot,
 * the event log and the record of the newest ones; a remove lays delete markers over the snapshots, under
 * which they can be read (pkg/project/provider/aws.go, `prune` and `cleanup`). So where versions of the state
 * are gone, the snapshots list the stage's resources, and the event log after them the engine's deletions.
 */
export async function readSnapshots(
  state: StageState,
  open: OpenStage,
  { known, wanted, context }: Work,
): Promise<StageState> {
  const missing = missingIn(state, wanted, known);
  if (missing.size === 0 || !open.home.versioned || !isPruned(state)) return state;
  const files = await listFiles(open, context);
  const place = { home: open.home, stage: open.id };
  const read: Snapshot[] = [];
  let withoutHit = 0;
  for (const { id } of state.runs.toReversed()) {
    const listed = id === null ? null : files.of(snapshotKey(state.app, state.stage, id));
    if (id === null || !listed) continue;
    const checkpoint = await readCheckpoint(listed, place, known, context);
    const owned = checkpoint.owned.flatMap((entry) => known.keysOf(entry));
    const hits = owned.filter((key) => missing.delete(key));
    const next = read.at(-1);
    if (hits.length > 0 && next) {
      const log = files.of(eventLogKey(state.app, state.stage, next.runId));
      const deletions = log ? await readDeletions(log, checkpoint, { open, context }) : null;
      read.splice(-1, 1, { ...next, deletions });
    }
    read.push({ runId: id, checkpoint, deletions: null });
    withoutHit = hits.length > 0 ? 0 : withoutHit + 1;
    if (missing.size === 0 || withoutHit >= snapshotsWithoutHit) break;
  }
  return { ...state, snapshots: read.toReversed() };
}

function missingIn(
  { current, checkpoints }: StageState,
  wanted: ReadonlySet<string>,
  known: Known,
): Set<string> {
  const missing = new Set(wanted);
  for (const key of current?.lists ?? []) missing.delete(key);
  for (const { owned } of checkpoints)
    for (const entry of owned) for (const key of known.keysOf(entry)) missing.delete(key);
  return missing;
}

/** Is there a run of which only its record is left, older than all states that are? */
function isPruned(state: StageState): boolean {
  const [oldest] = state.versions;
  return (
    oldest !== undefined &&
    state.runs.some(
      (run) => run.id !== null && toMs(run.startedAt) < toMs(oldest.at) && !wroteState(run, state),
    )
  );
}

interface ListedFiles {
  /** The one version that a key ever had; null: none, or somebody wrote over it. SST writes each once. */
  of(key: string): ListedVersion | null;
}

async function listFiles(
  { home, listed, id }: OpenStage,
  context: ScanContext,
): Promise<ListedFiles> {
  const versions = new Map<string, ListedVersion[]>();
  for (const folder of ['snapshot', 'eventlog']) {
    const origin = {
      source: 'sst-state',
      operation: 's3:ListBucketVersions',
      region: home.region,
      affects: touching({ stages: [id] }),
    };
    const rows = await context.gaps.guard(
      origin,
      () => newestRows(home, `${folder}/${listed.app}/${listed.stage}/`, context),
      [],
    );
    for (const row of rows) {
      if (!row.deleteMarker) versions.set(row.key, [...(versions.get(row.key) ?? []), row]);
    }
  }
  return {
    of(key) {
      const [only, ...more] = versions.get(key) ?? [];
      // While versioning is suspended a version is written over in place.
      return only && more.length === 0 && only.versionId !== 'null' ? only : null;
    },
  };
}

/** The first pages alone. The last key of an unfinished list may have more versions: it is left out. */
async function newestRows(
  home: OpenStage['home'],
  prefix: string,
  context: ScanContext,
): Promise<readonly ListedVersion[]> {
  const rows: ListedVersion[] = [];
  let pages = 0;
  for await (const page of versionPages(home, prefix, context)) {
    rows.push(...page);
    pages += 1;
    if (pages < pagesOfFolder) continue;
    const last = rows.at(-1)?.key;
    return rows.filter(({ key }) => key !== last);
  }
  return rows;
}

/** The entries of the checkpoint before, or the keys that SST wrote by it, that the engine deleted. */
async function readDeletions(
  version: ListedVersion,
  { owned, writes }: Checkpoint,
  { open, context }: { readonly open: OpenStage; readonly context: ScanContext },
): Promise<readonly EngineDeletion[] | null> {
  const deletions = await readStateFile(
    version,
    { home: open.home, stage: open.id, use: 'deletions' },
    parseDeletions,
    context,
  );
  const urns = new Set([...owned, ...writes].map(({ urn }) => urn));
  return deletions?.filter(({ urn }) => urns.has(urn)) ?? null;
}
