import type { AccountNames } from './elsewhere.ts';
import type { Gap } from './gap.ts';
import type { KindFacts } from './kind.ts';
import type { Answer } from './question.ts';
import type { Resource, Tags } from './resource.ts';
import type { Home, Stack, StageState } from './stage.ts';

/** Everything that was read of an account. The match needs nothing else but the options. */
export interface Inventory {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly caller: string;
  readonly simulated: boolean;
  readonly endpoint: string | null;
  /** AWS's clock when the scan began reading (`Date` header), or the local one. */
  readonly now: string;
  readonly clockIsLocal: boolean;
  readonly regions: readonly string[];
  /** Every resource of every listed kind, SST's or not: references come from all of them. */
  readonly resources: readonly Resource[];
  readonly kinds: readonly KindFacts[];
  readonly homes: readonly Home[];
  /** Buckets of states and code that some region's `/sst/bootstrap` names, whatever they are called. */
  readonly bootstrapBuckets: readonly string[];
  readonly stages: readonly StageState[];
  readonly stacks: readonly Stack[];
  /** Tagged with `sst:app` or `sst:stage`, but of no listed kind. */
  readonly others: readonly TaggedResource[];
  /** Resources, and hosts of function URLs, that environments of functions and IAM's policies name. */
  readonly mentions: readonly Mention[];
  readonly gaps: readonly Gap[];
  /** Names that other accounts use; absent: only this account was looked at. */
  readonly elsewhere?: readonly AccountNames[];
  /** Answers to the match's questions, by look-up key. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Of an earlier look: signs for others, while no verdict rests on one that it would ask for itself. */
  readonly earlier?: Readonly<Record<string, Answer>>;
  readonly calls: CallCounts;
}

/** Text of one resource names another; both by key. */
export interface Mention {
  readonly from: string;
  readonly to: string;
  /** `environment`: of a function. `policy`: of a role, a user or a group; `pattern`: the same, by a pattern. */
  readonly relation: 'environment' | 'policy' | 'pattern';
}

export interface TaggedResource {
  readonly arn: string;
  readonly region: string;
  readonly tags: Tags;
}

export interface CallCounts {
  readonly total: number;
  /** `CloudFront.ListDistributions`. Keys sorted. */
  readonly byOperation: Readonly<Record<string, number>>;
}
