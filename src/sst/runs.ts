import { compare } from '../model/order.ts';
import type { Run, StateVersion } from '../model/stage.ts';

/**
 * Commands in which the engine itself decides which resources leave a state. In all others (edit, repair,
 * refresh, and those of later SST versions) a person may decide: that is how resources are handed over.
 */
const enginesOwn: ReadonlySet<string> = new Set(['deploy', 'remove']);

/** Whether a person may have taken something out of the state in this run, as far as its record shows. */
export function isByHand({ record }: Pick<Run, 'record'>): boolean {
  return record === null || !enginesOwn.has(record.command);
}

/** Versions of one stage's lock object, oldest first. */
export type LockVersion = Pick<StateVersion, 'at' | 'deleteMarker'>;

/** An update record's object: S3's times of its first and last version. */
export interface UpdateObject {
  readonly id: string;
  readonly firstAt: string;
  readonly lastAt: string;
}

interface Span {
  readonly start: string;
  readonly end: string | null;
}

/**
 * The runs of one stage, oldest first. A run lasts from its lock's version to the lock's next delete
 * marker, and at least until the last write of its record: a run that was unlocked by force while at work
 * goes on writing. Where the lock's versions were erased it lasts from its record's first version to the
 * next run's; the newest one then has no end. All times are S3's, so a laptop's clock does not matter.
 */
export function runsOf(
  lockVersions: readonly LockVersion[],
  updates: readonly UpdateObject[],
): readonly Run[] {
  const spans = lockSpans(lockVersions);
  const ordered = updates.toSorted((a, b) => compare(a.firstAt, b.firstAt) || compare(b.id, a.id));
  const taken = new Set<Span>();
  const runs = ordered.map((update, index): Run => {
    const span = spans.findLast(
      (candidate) => !taken.has(candidate) && contains(candidate, update.firstAt),
    );
    if (span) {
      taken.add(span);
      return runOf(update, span, 'lock');
    }
    return runOf(
      update,
      { start: update.firstAt, end: ordered[index + 1]?.firstAt ?? null },
      'record',
    );
  });
  // Before SST 3.2.48 there were no records, and retention erases them: the lock alone still marks a run.
  const bare = spans.filter((span) => !taken.has(span)).map((span) => runOf(null, span, 'lock'));
  return [...runs, ...bare].toSorted((a, b) => compare(a.startedAt, b.startedAt));
}

/**
 * SST looks for a lock and then writes its own, so two runs may both have written one before either deleted
 * it. Nobody can tell which of them a marker then ends: both last to the last marker.
 */
function lockSpans(versions: readonly LockVersion[]): readonly Span[] {
  const spans: Span[] = [];
  let open: string[] = [];
  versions.forEach(({ at, deleteMarker }, index) => {
    if (!deleteMarker) open.push(at);
    else if (open.length === 1 || versions[index + 1]?.deleteMarker !== true) {
      spans.push(...open.map((start) => ({ start, end: at })));
      open = [];
    }
  });
  return [...spans, ...open.map((start) => ({ start, end: null }))];
}

function runOf(update: UpdateObject | null, span: Span, spanFrom: Run['spanFrom']): Run {
  return {
    id: update?.id ?? null,
    startedAt: span.start,
    endedAt: update && span.end !== null ? latest(span.end, update.lastAt) : span.end,
    spanFrom,
    record: null,
    recordedAt: update?.lastAt ?? null,
  };
}

function contains(span: Span, at: string): boolean {
  return span.start <= at && (span.end === null || at <= span.end);
}

function latest(a: string, b: string): string {
  return a < b ? b : a;
}
