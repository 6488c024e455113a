import type { Kind } from '../../model/kind.ts';
import type { Resource, Tags } from '../../model/resource.ts';
import type { Difference } from '../../model/restore.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { ArchivedObjects } from '../object-archive.ts';

/** A resource as a sweep's backup keeps it. */
export interface SavedResource {
  readonly key: string;
  readonly kind: Kind;
  readonly id: string;
  readonly arn: string | null;
  readonly name: string | null;
  readonly region: string;
  readonly tags: Tags | null;
  /** Every identifier by which others may have named it. */
  readonly identifiers: readonly string[];
  /** A part's bytes unchanged; null where the backup has none. */
  bytes(part: string): Promise<Uint8Array | null>;
  /** The part as text, with old ids replaced by the new ones of restored resources. */
  text(part: string): Promise<string | null>;
  /** Why a part could not be read for the backup; null for any other part. */
  missing(part: string): string | null;
  /** Its objects in an archive; null where there is no archive. */
  readonly objects: ArchivedObjects | null;
  /** Names of the parts below a folder: `versions/`. */
  parts(folder: string): readonly string[];
}

export interface RestoreContext extends CallContext {
  readonly sweep: string;
  /** For AWS's caller references: equal in every attempt to make this resource again. */
  readonly reference: string;
  /** An earlier restore of this sweep began to make it, so a resource of its name may be its own. */
  readonly begun: boolean;
  progress(detail: string): void;
}

/** An id that another resource may name, and the new id. */
export type Rename = readonly [was: string, is: string];

export type MakeResult =
  | {
      readonly result: 'made';
      readonly id: string;
      readonly renames: readonly Rename[];
      readonly differs: readonly Difference[];
    }
  /** Another resource has its name, and stays as it is. */
  | { readonly result: 'taken'; readonly message: string };

export interface Restoring {
  /** Kinds that its configuration may name: they are restored first. */
  readonly after: readonly Kind[];
  /** IAM actions of its calls, besides those of a sweep. */
  readonly permissions: readonly string[];
  /** The differences that are certain before anything is made. */
  foresee(saved: SavedResource): Promise<readonly Difference[]>;
  /**
   * Makes it anew. A call after a restore that was killed at any point (`begun`) continues and makes
   * nothing twice. Throws AWS's errors and `MissingPart`.
   */
  make(saved: SavedResource, context: RestoreContext): Promise<MakeResult>;
  /** Restores settings that name resources which are made after it. A repeated call changes nothing more. */
  readonly complete?: (
    saved: SavedResource,
    made: { readonly id: string },
    context: RestoreContext,
  ) => Promise<readonly Difference[]>;
  /**
   * For a resource that was never deleted: undoes this sweep's other steps on it; null where there is
   * nothing to undo.
   */
  readonly undo?: (
    saved: SavedResource,
    fresh: Resource,
    context: RestoreContext,
  ) => Promise<Undoing | null>;
}

export interface Undoing {
  readonly action: 'enable' | 'fill';
  run(): Promise<readonly Difference[]>;
}

/** The reason why a kind cannot be restored, in one sentence for people. */
export interface NotRestored {
  readonly impossible: string;
}

/** The backup lacks a part without which the resource cannot be made. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart';

  constructor(part: string, why: string | null) {
    super(
      `The backup has no ${part}, without which it cannot be made${why === null ? '.' : `: ${why}`}`,
    );
  }
}

export async function requiredText(saved: SavedResource, part: string): Promise<string> {
  const text = await saved.text(part);
  if (text === null) throw new MissingPart(part, saved.missing(part));
  return text;
}

/** A part of the backup that is JSON; null where the backup has none. */
export async function savedJson<T>(saved: SavedResource, part: string): Promise<T | null> {
  const text = await saved.text(part);
  return text === null ? null : (JSON.parse(text) as T);
}

export function difference(
  part: string,
  [was, is]: readonly [string | null, string | null],
  detail: string,
): Difference {
  return { part, was, is, detail };
}

/** The difference of every kind whose ids AWS gives out. */
export function newId(was: string, is: string | null): Difference {
  return difference('id', [was, is], 'AWS gives every new one an id of its own.');
}
