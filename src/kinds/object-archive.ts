import type { NamedVersion } from './s3-bucket/emptying/kept-pages.ts';
import type { BucketPlace } from './s3-bucket/versions.ts';
import type { CallContext } from '../aws/call-context.ts';

/** An object version that could not be archived: it must not be deleted. */
export interface NotArchived {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** Destination of the objects of buckets that are emptied. */
export interface ObjectArchive {
  /**
   * Resolves once all versions are stored for good except those in the answer. A version with an ETag is
   * stored as it was listed, or not at all (`PreconditionFailed`).
   */
  keep(
    place: BucketPlace,
    versions: readonly NamedVersion[],
    context: CallContext,
  ): Promise<readonly NotArchived[]>;
}

/** A version or delete marker as an archive lists it. */
export interface ArchivedVersion {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly at: string | null;
  readonly deleteMarker: boolean;
  readonly sizeBytes: number;
  /** Absent in archives older than this member; null for a delete marker. */
  readonly storageClass?: string | null;
  /** Path of its bytes in the archive; null for a delete marker. */
  readonly file: string | null;
  /** Headers of the GET's answer; null where the archive keeps them with the object itself. */
  readonly headers: ArchivedHeaders | null;
}

export interface ArchivedHeaders {
  readonly ContentType?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ExpiresString?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
  /** In the form of the header: `a=1&b=2`. */
  readonly Tagging?: string | undefined;
}

/** One bucket's objects in an archive. */
export interface ArchivedObjects {
  /** Shown to people. */
  readonly location: string;
  /** In the order in which they were written: oldest first within a key. */
  versions(): Promise<readonly ArchivedVersion[]>;
  /** Writes one version back; with `onlyNew` nothing that exists is replaced. */
  put(
    version: ArchivedVersion,
    place: BucketPlace,
    given: { readonly context: CallContext; readonly onlyNew: boolean },
  ): Promise<void>;
}
