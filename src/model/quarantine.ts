import type { Kind } from './kind.ts';
import type { Confidence, Verdict } from './verdict.ts';

/** What was known of a resource when its quarantine began. Its deletion asks for the same again. */
export interface QuarantineNote {
  readonly key: string;
  readonly kind: Kind;
  readonly resource: string;
  readonly region: string;
  readonly verdict: Verdict;
  readonly row: number;
  readonly confidence: Confidence | null;
  /** Codes of its evidence. */
  readonly codes: readonly string[];
  /** `Finding.lastingFingerprint`. */
  readonly fingerprint: string;
  /** Keys or ARNs of the resources that referenced it or its versions. */
  readonly usedBy: readonly string[];
  /** Keys of its published versions. */
  readonly versions: readonly string[];
  /** ISO, AWS's time: from then on it was noted and, where its kind has a switch, switched off. */
  readonly since: string;
  /** Id of the sweep that noted it. */
  readonly sweep: string;
}

/** By key. */
export type QuarantineNotes = ReadonlyMap<string, QuarantineNote>;

/** The proof in a note; who writes it adds the time and the sweep. */
export type QuarantineProof = Omit<QuarantineNote, 'since' | 'sweep'>;

/**
 * `begins`: noted, and disabled where its kind can be, by this sweep. `waits`: its time is not over, or something
 * that uses it stays. `anew`: it is not as it was noted, so its time begins again. `over`: this plan deletes
 * it. `left`: no leftover any more, or gone.
 */
type QuarantineState = 'begins' | 'waits' | 'anew' | 'over' | 'left';

/** One resource of a quarantine, as a plan sees it. */
export interface QuarantineEntry {
  readonly key: string;
  readonly kind: Kind;
  readonly resource: string;
  readonly region: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly state: QuarantineState;
  readonly since: string;
  readonly until: string;
  /** One sentence for people. */
  readonly detail: string;
  /** The proof of a note that is to be written; null: the note that there is stays, or goes. */
  readonly proof: QuarantineProof | null;
}

export interface Quarantine {
  readonly durationMs: number;
  /** By key. */
  readonly entries: readonly QuarantineEntry[];
}
