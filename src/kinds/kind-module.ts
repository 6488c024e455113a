import type { CallContext } from '../aws/call-context.ts';
import type { Gap, GapScope } from '../model/gap.ts';
import type { KindFacts, StepAction } from '../model/kind.ts';
import type { Mention } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { ObjectArchive } from './object-archive.ts';
import type { NotRestored, Restoring } from './restoring/restoring.ts';

export interface Listing {
  readonly resources: readonly Resource[];
  /** Rows that could not be completed. A list that fails as a whole is thrown instead. */
  readonly gaps: readonly Gap[];
}

/**
 * Text that people write: a function's environment, the policies of a role. It may hold secrets: the scan
 * searches it for identifiers of the account's resources, and forgets it.
 */
export interface FreeText {
  /** Key of the resource that holds it. */
  readonly from: string;
  readonly relation: Exclude<Mention['relation'], 'pattern'>;
  /** Any JSON value. */
  readonly value: unknown;
  /** Null: it was read. */
  readonly unread: UnreadText | null;
}

/** A read that failed, and with it one text or all of them. */
interface UnreadText {
  readonly operation: string;
  /** Null: it is asked once for the account. */
  readonly region: string | null;
  readonly error: unknown;
}

/** The outcome of one attempt at one step. Other errors are thrown. */
export type StepResult =
  | { readonly result: 'done' }
  /** It did not exist any more. */
  | { readonly result: 'gone' }
  /** AWS will take it later: still propagating, replicas, an update in progress. */
  | { readonly result: 'wait'; readonly reason: string; readonly retryAfterSeconds: number }
  /** Another resource uses it. */
  | { readonly result: 'in-use'; readonly message: string }
  /** The step must not go on: a condition on which it rests does not hold any more. */
  | { readonly result: 'skipped'; readonly reason: string; readonly message: string }
  /** The ETag is not the newest: match again before another attempt. */
  | { readonly result: 'stale' }
  /** This run cannot do it: a pricing plan, Object Lock or a policy forbids it. */
  | { readonly result: 'refused'; readonly reason: string; readonly message: string };

export interface StepContext extends CallContext {
  /**
   * Id of the sweep, for the tags that mark our own change before it is made (the design's "our own
   * traces").
   */
  readonly sweep: string;
  /** `empty` stops at an object newer than the stage's removal. Null: that time is not known. */
  readonly newerThan: string | null;
  /**
   * Asked before each further part of a long step: null while everything on which the step rests was seen
   * to hold within the last minute, else the result with which the step ends.
   */
  stillApproved(): Promise<StepResult | null>;
  /** `empty` copies objects into it before it deletes them. */
  readonly archive?: ObjectArchive;
  progress(done: number, detail: string): void;
}

/**
 * One part of a resource's backup: a file's name below the resource's folder, and its bytes or the reason
 * why it is missing.
 */
export type BackupPart =
  | { readonly name: string; readonly content: string | Uint8Array }
  | { readonly name: string; readonly missing: string };

interface KindNotes {
  /** The sources besides its own list: of tags, owners and uses. */
  readonly found: string;
  /** Reasons for which AWS, or this tool, refuses a deletion. */
  readonly blockers: string;
  /** Contents of the backup, and the parts that cannot come back unchanged. */
  readonly restores: string;
}

/** Everything the tool knows of one kind. A new kind is one file with one of these, and one registry line. */
export interface KindModule {
  readonly facts: KindFacts;
  /** For docs/kinds.md, in a few words each. */
  readonly notes: KindNotes;
  /** IAM actions of its calls; `iam-policy` prints them, and no other call is made. */
  readonly permissions: { readonly scan: readonly string[]; readonly sweep: readonly string[] };
  /** `cloudfront:ListFunctions`: the operation that a gap names when the list fails. */
  readonly listOperation: string;
  /** Kinds and regions that are in doubt when the list of a region fails. */
  gapScope(region: string): GapScope;
  /**
   * Pattern of this kind's ARNs in the tagging API: a tagged ARN that a complete list lacks is a ghost of a
   * deleted resource. Null: that API does not know the kind.
   */
  readonly arns: RegExp | null;
  /**
   * All resources of the kind, whoever made them: of a regional kind those of that region, else those of
   * the account, with the region us-east-1. `tags` stay null: the tagging API has them for all kinds at
   * once. Throws AWS's errors.
   */
  list(context: CallContext, region: string): Promise<Listing>;
  /**
   * Texts of the kind's resources that may name others, whether or not their list can be read; the same
   * region as for the list. Absent: resources of this kind hold none. AWS's errors are unread texts; only an
   * abort is thrown.
   */
  readonly texts?: (context: CallContext, region: string) => Promise<readonly FreeText[]>;
  /** Reads one resource again by calls of its own, tags included; null when it is gone. */
  reread(resource: Resource, context: CallContext): Promise<Resource | null>;
  backup(resource: Resource, context: CallContext): Promise<readonly BackupPart[]>;
  /** How a resource is made again from its backup, or why it cannot be. */
  readonly restore: Restoring | NotRestored;
  readonly steps: Readonly<
    Partial<
      Record<
        Exclude<StepAction, 'settle'>,
        (resource: Resource, context: StepContext) => Promise<StepResult>
      >
    >
  >;
  /**
   * For `settle`: one check of all waiting resources, by lists. An id that is not in the answer is gone;
   * `undone`: the awaited change does not show, which right after it may be a read that lags behind. Absent
   * where the kind has no such step.
   */
  readonly poll?: (
    ids: readonly string[],
    context: CallContext,
  ) => Promise<ReadonlyMap<string, 'pending' | 'ready' | 'undone'>>;
}
