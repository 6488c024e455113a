import type { CallContext } from '../aws/call-context.ts';
import type { Gap, GapScope } from '../model/gap.ts';
import type { KindFacts, StepAction } from '../model/kind.ts';
import type { Resource } from '../model/resource.ts';
import type { ObjectArchive } from './object-archive.ts';
import type { NotRestored, Restoring } from './restoring/restoring.ts';

export interface Listing {
  readonly resources: readonly Resource[];
  /** Rows that could not be completed. A list that fails as a whole is thrown instead. */
  readonly gaps: readonly Gap[];
}

/** What one attempt at one step came to. Errors that are none of these are thrown. */
export type StepResult =
  | { readonly result: 'done' }
  /** It was not there any more. */
  | { readonly result: 'gone' }
  /** AWS wants it later: still propagating, replicas, an update in progress. */
  | { readonly result: 'wait'; readonly reason: string; readonly retryAfterSeconds: number }
  /** Something uses it. */
  | { readonly result: 'in-use'; readonly message: string }
  /** It must not go on: what it rests on does not hold any more. */
  | { readonly result: 'skipped'; readonly reason: string; readonly message: string }
  /** The ETag is not the newest: match again before another attempt. */
  | { readonly result: 'stale' }
  /** This run cannot do it: a pricing plan, Object Lock, a policy. */
  | { readonly result: 'refused'; readonly reason: string; readonly message: string };

export interface StepContext extends CallContext {
  /** Marks our own change before it is made (the design's "our own traces"). */
  readonly sweep: string;
  /** `empty` stops at an object newer than this: the stage's removal. Null: no such time is known. */
  readonly newerThan: string | null;
  /**
   * Before each further part of a step that takes long: null while what the step rests on was seen
   * to hold within the last minute; else what the step ends with.
   */
  stillApproved(): Promise<StepResult | null>;
  /** `empty` keeps objects there before it deletes them. */
  readonly archive?: ObjectArchive;
  progress(done: number, detail: string): void;
}

/** One part of a resource's backup: a file's name below the resource's folder, and its bytes or why not. */
export type BackupPart =
  | { readonly name: string; readonly content: string | Uint8Array }
  | { readonly name: string; readonly missing: string };

interface KindNotes {
  /** Besides its own list: where tags, owners and uses are read. */
  readonly found: string;
  /** With what AWS, or this tool, refuses a deletion. */
  readonly blockers: string;
  /** What the backup keeps, and what cannot come back as it was. */
  readonly restores: string;
}

/** Everything the tool knows of one kind. A new kind is one file with one of these, and one registry line. */
export interface KindModule {
  readonly facts: KindFacts;
  /** For docs/kinds.md, in a few words each. */
  readonly notes: KindNotes;
  /** IAM actions of its calls; `iam-policy` prints them, and no other call is made. */
  readonly permissions: { readonly scan: readonly string[]; readonly sweep: readonly string[] };
  /** `cloudfront:ListFunctions`: what is named when the list fails. */
  readonly listOperation: string;
  /** What is touched when the list of a region fails. */
  gapScope(region: string): GapScope;
  /**
   * ARNs of this kind, as the tagging API writes them: a row of those that the list, read whole, does
   * not have is a ghost of something deleted. Null: that API does not know the kind.
   */
  readonly arns: RegExp | null;
  /**
   * All of them, whoever made them: of a regional kind those of that region, else those of the
   * account, and the region is us-east-1. `tags` stay null: the tagging API says them for all kinds at
   * once. Throws what AWS answers.
   */
  list(context: CallContext, region: string): Promise<Listing>;
  /** Reads one again by its own calls, tags included; null when it is gone. */
  reread(resource: Resource, context: CallContext): Promise<Resource | null>;
  backup(resource: Resource, context: CallContext): Promise<readonly BackupPart[]>;
  /** How it is made again from its backup, or why it cannot be. */
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
   * For `settle`: one look at all that wait, by lists. A missing id is gone; `undone`: the change
   * that is waited for is not to be seen, which right after it may be a read that lags behind.
   * Absent where the kind has no such step.
   */
  readonly poll?: (
    ids: readonly string[],
    context: CallContext,
  ) => Promise<ReadonlyMap<string, 'pending' | 'ready' | 'undone'>>;
}
