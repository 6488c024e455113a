import type { Command, Sentence } from './command.ts';
import type { Family } from './error-family.ts';
import type { Evidence } from './finding.ts';
import type { Kind } from './kind.ts';

/** One error of a deploy or a remove, as its output or a stage's update record tells it. */
export interface DeployError {
  /** AWS's code, or a word of ours where AWS has none: `StageLocked`, `ReplicatedFunction`. */
  readonly code: string;
  readonly family: Family;
  /** The kind that the operation was to make or remove; null where the output does not say. */
  readonly kind: Kind | null;
  /** The physical name, whole or only its end, where the output was cut off. */
  readonly name: string | null;
  readonly nameIsCut: boolean;
  /** `urn:pulumi:...`, or SST's `Web sst:aws:Nextjs → WebFn aws:cloudfront:Function`. */
  readonly path: string | null;
  /** The SST component that the path begins with: `Web`. */
  readonly component: string | null;
  /** The last name of the path: `WebCloudfrontFunctionRequest`. */
  readonly logicalName: string | null;
  readonly app: string | null;
  readonly stage: string | null;
  /** Region of the home in which it was recorded, or that the output names. */
  readonly region: string | null;
  /** The command of SST that failed, where the output or the record says it. */
  readonly run: string | null;
  /** The version of SST and the account that the output names. */
  readonly sstVersion: string | null;
  readonly account: string | null;
  /** Name or ARN of the CloudFormation stack that the error names. */
  readonly stack: string | null;
  readonly message: string;
  /** `input`, or where it was read: `s3://.../update/...`. */
  readonly from: string;
}

/** A command to type, a line to write, or a thing to do by hand. */
export type Remedy = CommandRemedy | AdviceRemedy;

export interface CommandRemedy {
  readonly type: 'command';
  readonly command: Command;
  /** Its effect, or a condition that must be checked before. */
  readonly note: string | null;
  /** Keys of the findings that a sweep takes: sweeps of several errors become one. */
  readonly takes?: readonly string[];
}

export interface AdviceRemedy {
  readonly type: 'config' | 'wait';
  readonly text: string;
  readonly note: string | null;
}

/** One explanation of an error that facts of the account support. */
export interface Cause {
  readonly code: string;
  /** One sentence. */
  readonly title: string;
  readonly evidence: readonly Evidence[];
  /** Number of these that are shown without --verbose: one, where it is not given. */
  readonly evidenceShown?: number;
  readonly remedies: readonly Remedy[];
  /** The command to run afterwards. */
  readonly after: Remedy | null;
  /** Will the error come back, and what stops that? */
  readonly recurrence: Sentence;
}

/** A cause that facts of the account rule out. */
export interface RuledOut {
  readonly code: string;
  /** `a leftover (none of this name was found)`: the cause, and the reason against it. */
  readonly reason: string;
}

/** Facts about the stage of an error. */
export interface StageVersions {
  readonly app: string;
  readonly stage: string;
  /** Regions of the homes that hold a state of it. */
  readonly regions: readonly string[];
  /** From its update records, oldest first. */
  readonly sstVersions: readonly string[];
}

/** An error with its causes, the likeliest first. None: AWS shows none, and `next` says where to look. */
export interface Diagnosis {
  readonly error: DeployError;
  readonly stages: readonly StageVersions[];
  readonly causes: readonly Cause[];
  readonly ruledOut: readonly RuledOut[];
  readonly next: readonly Sentence[];
}

/** Errors that are told together: the first one's diagnosis, with one sweep for all of them. */
export interface DiagnosisBlock {
  /** Codes of the errors in this block. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** The messages of errors that are not known. */
  readonly messages: readonly string[];
  /** Number of the errors in this block. */
  readonly errors: number;
  readonly diagnosis: Diagnosis;
}

/** One habit that leads to errors, or a limit that is near. */
export interface Recommendation {
  readonly code: string;
  readonly detail: string;
  readonly advice: Sentence;
}

export interface Preflight {
  readonly caller: string;
  /** The profile that was used and the one that `sst.config.ts` names. */
  readonly profile: { readonly used: string; readonly named: string | null };
  /** Operations that were denied. */
  readonly denied: readonly string[];
}
