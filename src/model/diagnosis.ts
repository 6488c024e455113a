import type { Command, Sentence } from './command.ts';
import type { Family } from './error-family.ts';
import type { Evidence } from './finding.ts';
import type { Kind } from './kind.ts';

/** One error of a deploy or a remove, as its output or a stage's update record tells it. */
export interface DeployError {
  /** AWS's code, or a word of ours for what has none: `StageLocked`, `ReplicatedFunction`. */
  readonly code: string;
  readonly family: Family;
  /** What was to be made or removed; null where the output does not say. */
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
  /** Region of the home in which it was recorded, or that an output says. */
  readonly region: string | null;
  /** What SST was doing, where the output or the record says it. */
  readonly run: string | null;
  /** The version of SST and the account that an output says. */
  readonly sstVersion: string | null;
  readonly account: string | null;
  /** Name or ARN of the CloudFormation stack that it speaks of. */
  readonly stack: string | null;
  readonly message: string;
  /** `input`, or where it was read: `s3://.../update/...`. */
  readonly from: string;
}

/** One thing to type, to write, or to wait for. */
export type Remedy = CommandRemedy | AdviceRemedy;

export interface CommandRemedy {
  readonly type: 'command';
  readonly command: Command;
  /** What it does, or what must be looked at before. */
  readonly note: string | null;
  /** Keys of the findings that a sweep is for: sweeps of several errors become one. */
  readonly takes?: readonly string[];
}

export interface AdviceRemedy {
  readonly type: 'config' | 'wait';
  readonly text: string;
  readonly note: string | null;
}

/** One explanation of an error that the account bears out. */
export interface Cause {
  readonly code: string;
  /** One sentence. */
  readonly title: string;
  readonly evidence: readonly Evidence[];
  /** How many of these are told without --verbose: one, where nothing else is said. */
  readonly evidenceShown?: number;
  readonly remedies: readonly Remedy[];
  /** What to run afterwards. */
  readonly after: Remedy | null;
  /** Whether it will come back, and what stops that. */
  readonly recurrence: Sentence;
}

/** A cause that the account does not bear out. */
export interface RuledOut {
  readonly code: string;
  /** `a leftover (none of this name was found)`: the cause, and why it is none. */
  readonly reason: string;
}

/** What is known of the stage that an error is about. */
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

/** Errors that are told as one: the first one's diagnosis, with one sweep for all of them. */
export interface DiagnosisBlock {
  /** Codes of the errors that it stands for. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** What was said, of errors that are not known. */
  readonly messages: readonly string[];
  /** How many errors it stands for. */
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
