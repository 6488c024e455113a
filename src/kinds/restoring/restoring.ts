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
  /** All that something may have named it by. */
  readonly identifiers: readonly string[];
  /** A part's bytes as they were; null where the backup has none. */
  bytes(part: string): Promise<Uint8Array | null>;
  /** The same as text, with the new ids of what came back under another one. */
  text(part: string): Promise<string | null>;
  /** Why a part could not be read when it was backed up; null for any other part. */
  missing(part: string): string | null;
  /** What an archive keeps of its objects; null where there is none. */
  readonly objects: ArchivedObjects | null;
  /** Names of the parts below a folder of its own: `versions/`. */
  parts(folder: string): readonly string[];
}

export interface RestoreContext extends CallContext {
  readonly sweep: string;
  /** For what AWS takes only once per reference: the same for every try to make this one again. */
  readonly reference: string;
  /** An earlier restore of this sweep began to make it, so what bears its name may be its own. */
  readonly begun: boolean;
  progress(detail: string): void;
}

/** An id that another resource may name, and what it is now. */
export type Rename = readonly [was: string, is: string];

export type MakeResult =
  | {
      readonly result: 'made';
      readonly id: string;
      readonly renames: readonly Rename[];
      readonly differs: readonly Difference[];
    }
  /** Something else bears its name: that stays as it is. */
  | { readonly result: 'taken'; readonly message: string };

export interface Restoring {
  /** Kinds of which its configuration names some: those come first. */
  readonly after: readonly Kind[];
  /** IAM actions of its calls, besides those of a sweep. */
  readonly permissions: readonly string[];
  /** What can be told before anything is made: what will not be as it was. */
  foresee(saved: SavedResource): Promise<readonly Difference[]>;
  /**
   * Makes it anew. Called again after it was killed anywhere (`begun`), it goes on where it was and makes
   * nothing twice. Throws what AWS answers, and `MissingPart`.
   */
  make(saved: SavedResource, context: RestoreContext): Promise<MakeResult>;
  /** Gives back what names resources that are made after it. Called again, it changes nothing more. */
  readonly complete?: (
    saved: SavedResource,
    made: { readonly id: string },
    context: RestoreContext,
  ) => Promise<readonly Difference[]>;
  /** It was never deleted: what this sweep's other steps did to it; null where there is nothing to undo. */
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

/** A kind that cannot be restored says so, in one sentence for people. */
export interface NotRestored {
  readonly impossible: string;
}

/** Without this part of the backup it cannot be made. */
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

/** A part of the backup that is JSON; null where there is none. */
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

/** The difference that every kind with ids of AWS's has. */
export function newId(was: string, is: string | null): Difference {
  return difference('id', [was, is], 'AWS gives every new one an id of its own.');
}
