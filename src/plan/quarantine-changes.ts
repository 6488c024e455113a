import { byId } from '../graph/graph.ts';
import type { Finding } from '../model/finding.ts';
import type { QuarantineNote, QuarantineProof } from '../model/quarantine.ts';
import { durations } from '../model/times.ts';
import { isLessSure } from '../model/verdict.ts';
import type { AccountIndex } from './account-index.ts';

/** A resource and what its note tells of it. */
export interface Noted {
  readonly note: QuarantineNote;
  readonly now: QuarantineProof;
  readonly finding: Finding;
  /** Milliseconds since its quarantine began. */
  readonly waitedMs: number;
}

/** For so long lists may still show a distribution as it was before it was disabled. */
const readsLagMs = 10 * durations.minuteMs;

/** One way in which a resource may differ from its note: then its time begins anew. */
interface ChangeRule {
  readonly change: string;
  holds(noted: Noted): boolean;
}

/** The same proof as a sweep asks for between plan and step (`recheckRules`), over days. */
const changeRules: readonly ChangeRule[] = [
  {
    change: 'It was switched on again.',
    holds: ({ finding, waitedMs }) => finding.enabled === true && waitedMs >= readsLagMs,
  },
  {
    change: 'Its configuration, its tags or its claims are not as they were.',
    holds: ({ note, now }) => note.fingerprint !== now.fingerprint,
  },
  {
    change: 'Something uses it that did not.',
    holds: ({ note, now }) => now.usedBy.some((user) => !note.usedBy.includes(user)),
  },
  {
    change: 'It has a version that it had not.',
    holds: ({ note, now }) => now.versions.some((version) => !note.versions.includes(version)),
  },
  { change: 'Its verdict is another.', holds: ({ note, now }) => note.verdict !== now.verdict },
  {
    change: 'It is less sure that it is a leftover.',
    holds: ({ note, now }) => isLessSure(now.confidence, note.confidence),
  },
  {
    change: 'Something else speaks for it.',
    holds: (noted) => noted.note.row !== noted.now.row && !lostUsers(noted),
  },
  {
    change: 'Something new was found about it.',
    holds: (noted) =>
      !lostUsers(noted) && noted.now.codes.some((code) => !noted.note.codes.includes(code)),
  },
];

/** Its users went, as they do when their own quarantine is over: that is no news against it. */
function lostUsers({ note, now }: Noted): boolean {
  return note.usedBy.some((user) => !now.usedBy.includes(user));
}

/** The sentence that says what differs from the note; null: nothing does. */
export function changeSince(noted: Noted): string | null {
  return changeRules.find((rule) => rule.holds(noted))?.change ?? null;
}

/** The proof for a finding, as its note will keep it. */
export function proofOf(finding: Finding, index: AccountIndex): QuarantineProof {
  return {
    key: finding.key,
    kind: finding.kind,
    resource: finding.id,
    region: finding.region,
    verdict: finding.verdict,
    row: finding.row,
    confidence: finding.confidence,
    codes: [...new Set(finding.evidence.map(({ code }) => code))].sort(byId),
    fingerprint: finding.lastingFingerprint,
    usedBy: index.usersOf(finding).toSorted(byId),
    versions: index
      .versionsOf(finding)
      .map(({ key }) => key)
      .sort(byId),
  };
}
