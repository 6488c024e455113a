import type { OwnCommand, Sentence } from './command.ts';
import type { Confidence, Verdict } from './verdict.ts';
import type { Kind, StepAction } from './kind.ts';
import type { CallCounts } from './inventory.ts';
import type { Cost } from './prices.ts';
import type { Quarantine } from './quarantine.ts';
import type { QuotaGain } from './quotas.ts';

export interface Step {
  /** `disable:EABC`, `empty:bucket`, `delete:name`. */
  readonly id: string;
  readonly action: StepAction;
  readonly key: string;
  readonly kind: Kind;
  readonly resource: string;
  readonly arn: string | null;
  readonly region: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly waitsFor: readonly string[];
  readonly estimateSeconds: number;
  readonly losesData: boolean;
}

/**
 * The basis of the plan when it was made: a finding with the same row, no less sure and without a new code
 * goes on.
 */
export interface PlannedOn {
  readonly key: string;
  readonly row: number;
  readonly verdict: Verdict;
  readonly confidence: Confidence | null;
  readonly codes: readonly string[];
  readonly fingerprint: string;
  /** Keys or ARNs of the resources that referenced it: `in use` is worth another try only while these go. */
  readonly usedBy: readonly string[];
  /** It was planned although one of its stages lives on, so its id was typed or answered for. */
  readonly stageLivesOn: boolean;
}

export interface Exclusion {
  readonly key: string;
  readonly kind: Kind;
  readonly resource: string;
  readonly region: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly verdict: Verdict;
  /** It was asked for: nothing was typed or ticked, or this was. */
  readonly chosen: boolean;
  readonly reason: ExclusionReason;
  /** One sentence for people. */
  readonly detail: string;
  /** The command that would take it, or null where none does. */
  readonly command: OwnCommand | null;
}

export type ExclusionReason =
  | 'not-a-leftover' // live, busy, protected
  | 'unknown' // typed by exact id only
  | 'gap' // the cause is a gap: close it or vouch for it
  | 'retained'
  | 'low-confidence'
  | 'not-chosen'
  | 'loses-data'
  | 'protected-stage-name'
  | 'stage-lives-on'
  | 'stage-is-wanted' // --stages-from names its stage
  | 'in-quarantine' // --quarantine: disabled or noted, and deleted later
  | 'answers'
  | 'in-use'
  | 'referenced'
  | 'routed'
  | 'distribution-stays' // a distribution of its stage is not in the plan
  | 'blocked' // staging, tenants, pricing plan, Object Lock, MFA delete
  | 'no-deleter'; // the kind is report only

export interface Plan {
  readonly account: string;
  readonly createdAt: string;
  readonly fingerprint: string;
  readonly steps: readonly Step[];
  readonly basis: readonly PlannedOn[];
  readonly excluded: readonly Exclusion[];
  /** Null: without `--quarantine`. */
  readonly quarantine: Quarantine | null;
  readonly refusal: {
    readonly code: string;
    readonly message: string;
    readonly hint: Sentence;
  } | null;
}

/** Keys of the resources that a plan disables and does not delete: their quarantine begins. */
export function onlyDisabled({ steps }: Pick<Plan, 'steps'>): ReadonlySet<string> {
  const taken = new Set(steps.flatMap(({ action, key }) => (action === 'disable' ? [] : [key])));
  return new Set(steps.map(({ key }) => key).filter((key) => !taken.has(key)));
}

/** Keys of the resources that a plan deletes, versions that go with their function included. */
export function deletedBy(plan: Pick<Plan, 'steps' | 'basis'>): ReadonlySet<string> {
  const disabled = onlyDisabled(plan);
  return new Set(plan.basis.map(({ key }) => key).filter((key) => !disabled.has(key)));
}

/** Quotas and money that a plan frees when it is run. */
export interface Gains {
  readonly quotas: readonly QuotaGain[];
  readonly cost: Cost;
}

export type OutcomeKind = 'done' | 'gone' | 'failed' | 'held' | 'parked' | 'skipped';

export interface AwsErrorData {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
}

export interface Outcome {
  readonly step: string;
  readonly key: string;
  readonly kind: Kind;
  readonly resource: string;
  readonly region: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly action: StepAction;
  readonly outcome: OutcomeKind;
  readonly reason: string | null;
  readonly error: AwsErrorData | null;
  readonly blockedBy: readonly string[];
  readonly retryAfter: string | null;
}

export interface SweepResult {
  readonly sweep: string;
  readonly account: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly plan: string;
  readonly outcomes: readonly Outcome[];
  readonly summary: Readonly<Record<OutcomeKind, number>>;
  readonly excluded: readonly Exclusion[];
  readonly quarantine: Quarantine | null;
  readonly calls: CallCounts;
  readonly backup: string | null;
  readonly interrupted: boolean;
}
