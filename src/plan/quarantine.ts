import type { Finding } from '../model/finding.ts';
import type { QuarantineEntry, QuarantineNote, QuarantineNotes } from '../model/quarantine.ts';
import { latest, plus, toMs } from '../model/times.ts';
import type { AccountIndex } from './account-index.ts';
import type { HoldBack } from './hold-backs.ts';
import { changeSince, proofOf } from './quarantine-changes.ts';

/** What a plan must know of a quarantine besides the findings. */
export interface QuarantineContext {
  readonly notes: QuarantineNotes;
  /** Nothing of the account was left unread: what has a note and no finding is gone. */
  readonly isWhole: boolean;
  /** Keys of resources that a sweep which is resumed has begun to take: their time was over then. */
  readonly begun: ReadonlySet<string>;
  /** Keys of resources that a sweep which is resumed may not delete, because it was to disable them. */
  readonly onlyDisabled: ReadonlySet<string>;
}

export const noQuarantine: QuarantineContext = {
  notes: new Map(),
  isWhole: false,
  begun: new Set(),
  onlyDisabled: new Set(),
};

/**
 * The time from which a quarantine that begins now counts. A clock that went backwards does not shorten it: it
 * begins at no time before the newest that a note knows.
 */
export function quarantineBegins(now: string, notes: QuarantineNotes): string {
  return latest(now, ...[...notes.values()].map(({ since }) => since)) ?? now;
}

export interface QuarantineAsked {
  /** The resources with steps of their own that the plan would delete without a quarantine. */
  readonly wanted: readonly Finding[];
  readonly index: AccountIndex;
  readonly context: QuarantineContext;
  readonly durationMs: number;
  /** ISO, AWS's time. */
  readonly now: string;
}

/** Says of each resource that would be deleted whether it waits, and why; by key. */
export function judgeQuarantine(asked: QuarantineAsked): ReadonlyMap<string, QuarantineEntry> {
  const begins = quarantineBegins(asked.now, asked.context.notes);
  return new Map(asked.wanted.map((finding) => [finding.key, entryOf(finding, begins, asked)]));
}

function entryOf(
  finding: Finding,
  begins: string,
  { index, context, durationMs, now }: QuarantineAsked,
): QuarantineEntry {
  const { key } = finding;
  const note = context.notes.get(key);
  const proof = proofOf(finding, index);
  const entry = (
    state: QuarantineEntry['state'],
    since: string,
    detail: (until: string) => string,
  ): QuarantineEntry => {
    const until = plus(since, durationMs);
    return {
      ...namesOf(finding),
      state,
      since,
      until,
      detail: detail(until),
      proof: state === 'begins' || state === 'anew' ? proof : null,
    };
  };
  if (context.begun.has(key))
    return entry('over', note?.since ?? now, () => 'A sweep has begun to delete it.');
  if (!note)
    return entry('begins', begins, (until) => `Its quarantine begins, and lasts until ${until}.`);
  const waitedMs = toMs(now) - toMs(note.since);
  const changed = changeSince({ note, now: proof, finding, waitedMs });
  if (changed !== null) {
    return entry(
      'anew',
      begins,
      (until) => `${changed} Its quarantine begins anew, and lasts until ${until}.`,
    );
  }
  const mayGo = finding.enabled !== true && !context.onlyDisabled.has(key);
  return mayGo && waitedMs >= durationMs
    ? entry('over', note.since, (until) => `Its quarantine was over at ${until}.`)
    : entry('waits', note.since, (until) => `It is in quarantine until ${until}.`);
}

/** Its time is over, and something that stays keeps it all the same. */
export function heldEntry(entry: QuarantineEntry, { detail }: HoldBack): QuarantineEntry {
  return { ...entry, state: 'waits', detail: `Its quarantine is over, and it waits: ${detail}` };
}

/**
 * The notes of resources that are no leftovers any more, or gone. Where something could not be read, a note
 * stays: it alone deletes nothing.
 */
export function leftQuarantine({
  index,
  context,
  durationMs,
}: Omit<QuarantineAsked, 'wanted' | 'now'>): readonly QuarantineEntry[] {
  return [...context.notes.values()].flatMap((note) => {
    const finding = index.resolve(note.key);
    const why = finding === null ? missingText(context) : otherVerdictText(note, finding);
    if (why === null) return [];
    const { key, kind, resource, region, since } = note;
    return [
      {
        key,
        kind,
        resource,
        region,
        app: finding?.app ?? null,
        stage: finding?.stage ?? null,
        state: 'left' as const,
        since,
        until: plus(since, durationMs),
        detail: why,
        proof: null,
      },
    ];
  });
}

function missingText({ isWhole }: QuarantineContext): string | null {
  return isWhole ? 'It is gone.' : null;
}

function otherVerdictText({ verdict }: QuarantineNote, finding: Finding): string | null {
  if (finding.verdict === verdict) return null;
  if (finding.verdict === 'unknown' && finding.gaps.length > 0) return null;
  const [first] = finding.evidence;
  const on = finding.enabled === true ? 'It was switched on again, and is' : 'It is';
  return `${on} ${finding.verdict} now${first ? `: ${first.detail}` : '.'}`;
}

function namesOf({ key, kind, id, region, app, stage }: Finding) {
  return { key, kind, resource: id, region, app, stage };
}
