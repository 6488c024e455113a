import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { UnreadableAnswer } from '../../aws/failures.ts';
import { alongTrail } from '../../aws/page-trails.ts';
import { readPages, requireMember } from '../../aws/pages.ts';
import type { StateVersion } from '../../model/stage.ts';
import type { CallContext } from '../../aws/call-context.ts';

export interface HomePlace {
  readonly bucket: string;
  readonly region: string;
}

/** One version of one object, with the facts by which a cache knows it. */
export interface ListedVersion extends StateVersion {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
}

interface Markers {
  readonly key: string;
  readonly version: string | null;
}

/** All versions and delete markers below a prefix of a state bucket, page after page as S3 lists them. */
export function versionPages(
  { bucket, region }: HomePlace,
  prefix: string,
  { session, signal }: CallContext,
): AsyncGenerator<readonly ListedRow[], void, undefined> {
  const client = session.clients.s3(region);
  return readPages<ListedRow, Markers>(
    alongTrail(
      async (markers) => {
        const answer = await client.send(
          new ListObjectVersionsCommand({
            Bucket: bucket,
            Prefix: prefix,
            ExpectedBucketOwner: session.account,
            ...(markers && { KeyMarker: markers.key }),
            ...(markers?.version && { VersionIdMarker: markers.version }),
          }),
          { abortSignal: signal },
        );
        if (answer.IsTruncated === undefined && answer.Name === undefined)
          throw new UnreadableAnswer('The answer is not a list of object versions.');
        const rows = [
          ...(answer.Versions ?? []).map((row) => listedRow(row, false)),
          ...(answer.DeleteMarkers ?? []).map((row) => listedRow(row, true)),
        ];
        const next = answer.IsTruncated
          ? {
              key: requireMember(answer.NextKeyMarker, 'NextKeyMarker'),
              version: answer.NextVersionIdMarker ?? null,
            }
          : null;
        return { rows, next };
      },
      session,
      `S3.ListObjectVersions ${bucket} ${prefix}`,
    ),
  );
}

export interface ListedRow extends ListedVersion {
  readonly latest: boolean;
}

function listedRow(
  row: {
    Key?: string | undefined;
    VersionId?: string | undefined;
    LastModified?: Date | undefined;
    ETag?: string | undefined;
    Size?: number | undefined;
    IsLatest?: boolean | undefined;
  },
  deleteMarker: boolean,
): ListedRow {
  const { LastModified: at } = row;
  if (!at) throw new UnreadableAnswer('A row of the list has no LastModified.');
  return {
    key: requireMember(row.Key, 'Key'),
    versionId: row.VersionId || 'null',
    at: at.toISOString(),
    deleteMarker,
    etag: row.ETag ?? '',
    size: row.Size ?? 0,
    latest: row.IsLatest === true,
  };
}
