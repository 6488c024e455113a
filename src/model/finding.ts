import type { Gap } from './gap.ts';
import type { CallCounts } from './inventory.ts';
import type { Kind } from './kind.ts';
import type { Cost } from './prices.ts';
import type { QuotaUse } from './quotas.ts';
import type { Blocker } from './resource.ts';
import type { Home, LostEntry, PendingOperation, StackResource } from './stage.ts';
import type { Confidence, Verdict } from './verdict.ts';

export interface Evidence {
  /** Machine readable; the verdict comes from codes, never from sentences. */
  readonly code: string;
  /** Where it was read: `s3://...`, an ARN, `CloudFront.ListDistributions`. */
  readonly source: string;
  /** One sentence. */
  readonly detail: string;
}

/** One resource that is, or looks like, SST's, with its verdict and evidence. */
export interface Finding {
  readonly key: string;
  readonly kind: Kind;
  readonly id: string;
  readonly arn: string | null;
  readonly name: string | null;
  readonly region: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly component: string | null;
  readonly verdict: Verdict;
  readonly confidence: Confidence | null;
  /** The row of the design's table that decided. */
  readonly row: number;
  readonly evidence: readonly Evidence[];
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  readonly busyUntil: string | null;
  readonly usedBy: readonly string[];
  readonly uses: readonly string[];
  readonly losesData: boolean;
  readonly sizeBytes: number | null;
  readonly monthlyCostUsd: number | null;
  readonly gaps: readonly string[];
  readonly consoleUrl: string;
  /**
   * Stages (`app/stage`) to which it belongs by tag or history, whatever the verdict: the order of a plan
   * rests on it.
   */
  readonly ofStages: readonly string[];
  /** One of `ofStages` lives on: it is planned only where its id was typed. */
  readonly stageLivesOn: boolean;
  /** Only its answers to requests keep it from being a leftover: `--allow-traffic` overrides that. */
  readonly answers: boolean;
  /**
   * Signs of use: requests, invocations, events, a name that resolves; also counts that could not be read.
   * Empty: everything was looked up, and nothing shows use. Null: it was not looked up, or nothing could
   * tell, as for buckets.
   */
  readonly use: readonly Evidence[] | null;
  /** A site's own asset bucket or store: a deploy makes its lost contents again. */
  readonly siteAssets: boolean;
  readonly blockers: readonly Blocker[];
  /** Keys of live stores whose recorded routes point at it. */
  readonly routedFrom: readonly string[];
  /** When its stage was removed, or it left its stage's state. */
  readonly departedAt: string | null;
  /** The newest earlier state that lists it as its own, and the run in which it left; null: none is known. */
  readonly lastListed: LastListed | null;
  /** Hash of configuration, references and claims: a saved plan refuses when it differs. */
  readonly fingerprint: string;
  /**
   * Hash of configuration, times, tags and claims, less what the disabling of a sweep changes of them: a
   * quarantine begins anew when it differs.
   */
  readonly lastingFingerprint: string;
  /** It is switched on; null: its kind has no switch. */
  readonly enabled: boolean | null;
}

/** A version of a state's object in its home, by which the state can be brought back. */
export interface LastListed {
  readonly app: string;
  readonly stage: string;
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly versionId: string;
  readonly at: string;
  /** The run in which it left, where that is known. `edit`: by a person rather than by a deploy or remove. */
  readonly leftBy: { readonly command: string; readonly byHand: boolean } | null;
  readonly leftAt: string;
  /** A completed deploy or remove took it out, and no person. */
  readonly proven: boolean;
  /** Options of that state that keep it when its component goes: `retainOnDelete`. */
  readonly kept: readonly string[];
}

export type StageStatus = 'live' | 'removed' | 'unfinished' | 'busy' | 'unknown' | 'abandoned';

/** A state file that lies below a delete marker. */
export interface DeletedState {
  readonly home: string;
  readonly key: string;
  readonly at: string;
  /** Version id of the marker: without it the file shows again. */
  readonly marker: string;
  /** When the version below it was written; null: none is left. */
  readonly writtenAt: string | null;
  /** Keys of the resources that this version owned and that still exist. */
  readonly owned: readonly string[];
}

/** A CloudFormation stack of SST v2. */
export interface StackFacts {
  readonly name: string;
  readonly status: string;
  readonly failed: readonly StackResource[];
}

/** One app and stage in one place, as reports show it. */
export interface StageReport {
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  readonly source: 'sst-state' | 'cloudformation';
  readonly location: string;
  readonly status: StageStatus;
  readonly resources: number;
  readonly sstVersion: string | null;
  readonly lastRun: {
    readonly id: string;
    readonly command: string;
    readonly startedAt: string;
    readonly completedAt: string | null;
    readonly errors: readonly string[];
  } | null;
  readonly lock: { readonly createdAt: string; readonly command: string | null } | null;
  readonly removedAt: string | null;
  readonly updatedAt: string | null;
  readonly history: 'complete' | 'partial' | 'none';
  /** A bootstrap parameter names its home: without that SST does not find it. Stacks need none. */
  readonly registered: boolean;
  /** The word for `--abandon`: `[BUCKET:]APP/STAGE@UPDATE`. Null for stacks. */
  readonly abandonWord: string | null;
  readonly pending: readonly PendingOperation[];
  /** Entries of its state whose resource AWS has no more; none where that could not be read. */
  readonly lost: readonly LostEntry[];
  /** Entries at which SST stops once their resources are deleted. */
  readonly stopping: readonly LostEntry[];
  /** Somebody deleted the state file: its newest version is a delete marker. */
  readonly deletedState: DeletedState | null;
  /** Its CloudFormation stack; null: it has a state. */
  readonly stack: StackFacts | null;
  /**
   * Signs that something of it is needed: it answers, runs, or is named or used by resources of others.
   * Empty: everything was looked up, and nothing shows need. Null: not all of it was looked up.
   */
  readonly use: readonly Evidence[] | null;
}

export interface Summary {
  readonly live: number;
  readonly leftover: number;
  readonly retained: number;
  readonly busy: number;
  readonly unknown: number;
  readonly protected: number;
  readonly byConfidence: { readonly certain: number; readonly high: number; readonly low: number };
  /** Findings without a certain owner that `--app` or `--stage` hid. */
  readonly hidden: number;
  /** Monthly cost of the leftovers. */
  readonly cost: Cost;
}

/** The report of a scan: data for every format. */
export interface Report {
  readonly account: string;
  readonly simulated: boolean;
  readonly endpoint: string | null;
  readonly generatedAt: string;
  readonly regions: readonly string[];
  readonly homes: readonly Home[];
  readonly stages: readonly StageReport[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly summary: Summary;
  /** Of the whole account, whatever is shown of it. */
  readonly quotas: readonly QuotaUse[];
  readonly calls: CallCounts;
  /** Sentences that every output shows first: a foreign endpoint, a local clock, a wrong account. */
  readonly warnings: readonly string[];
}
