import { GetBucketVersioningCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { UnreadableAnswer } from '../../aws/failures.ts';
import { readPages, requireMember } from '../../aws/pages.ts';
import type { StateVersion } from '../../model/stage.ts';
import { parseStateKey, stageId } from '../../sst/state-keys.ts';
import type { ScanContext } from '../scan-context.ts';

export interface HomePlace {
  readonly bucket: string;
  readonly region: string;
}

/** One version of one object, with what a cache needs to know it by. */
export interface ListedVersion extends StateVersion {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
}

/** All object versions that a home's listing shows for one stage, oldest first. */
export interface ListedStage {
  readonly app: string;
  readonly stage: string;
  readonly states: readonly ListedVersion[];
  readonly locks: readonly ListedVersion[];
  /** By update id. */
  readonly updates: ReadonlyMap<string, readonly ListedVersion[]>;
}

export interface HomeListing {
  readonly versioned: boolean;
  readonly stages: readonly ListedStage[];
}

/** Lists `app/`, `lock/` and `update/` of a home, all versions. */
export async function listHome(home: HomePlace, context: ScanContext): Promise<HomeListing> {
  const [versioned, ...lists] = await Promise.all([
    isVersioned(home, context),
    ...['app/', 'lock/', 'update/'].map((prefix) => listVersions(home, prefix, context)),
  ]);
  const stages = new Map<
    string,
    {
      app: string;
      stage: string;
      states: ListedVersion[];
      locks: ListedVersion[];
      updates: Map<string, ListedVersion[]>;
    }
  >();
  for (const version of lists.flat()) {
    const key = parseStateKey(version.key);
    if (!key) continue;
    const { app, stage } = key;
    const listed = stages.get(stageId(key)) ?? {
      app,
      stage,
      states: [],
      locks: [],
      updates: new Map<string, ListedVersion[]>(),
    };
    stages.set(stageId(key), listed);
    if (key.type === 'update') append(listed.updates, key.id, version);
    else (key.type === 'app' ? listed.states : listed.locks).push(version);
  }
  return {
    versioned,
    stages: [...stages.values()].toSorted((a, b) => (stageId(a) < stageId(b) ? -1 : 1)),
  };
}

/** A stage that is deployed daily has thousands of versions: a list is never copied to grow it. */
function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

async function isVersioned(
  { bucket, region }: HomePlace,
  { session, signal }: ScanContext,
): Promise<boolean> {
  const answer = await session.clients
    .s3(region)
    .send(
      new GetBucketVersioningCommand({ Bucket: bucket, ExpectedBucketOwner: session.account }),
      { abortSignal: signal },
    );
  return answer.Status === 'Enabled';
}

interface Markers {
  readonly key: string;
  readonly version: string | null;
}

async function listVersions(
  { bucket, region }: HomePlace,
  prefix: string,
  { session, signal }: ScanContext,
): Promise<readonly ListedVersion[]> {
  const client = session.clients.s3(region);
  const pages = readPages<ListedRow, Markers>(async (markers) => {
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
  });
  const byKey = new Map<string, ListedRow[]>();
  for await (const rows of pages) {
    for (const row of rows) append(byKey, row.key, row);
  }
  return [...byKey.values()].flatMap(oldestFirst);
}

interface ListedRow extends ListedVersion {
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

/**
 * S3 lists a key's versions newest first, and that order holds within one second too. The SDK hands
 * versions and delete markers over as two lists, so where both fall into one second they take turns,
 * as an object's writes and deletions do.
 */
function oldestFirst(rows: readonly ListedRow[]): readonly ListedVersion[] {
  const versions = rows.filter(({ deleteMarker }) => !deleteMarker).toReversed();
  const markers = rows.filter(({ deleteMarker }) => deleteMarker).toReversed();
  const merged: ListedRow[] = [];
  while (versions.length > 0 || markers.length > 0) {
    const [version] = versions;
    const [marker] = markers;
    const turn =
      !marker ||
      (version !== undefined &&
        (version.at < marker.at ||
          (version.at === marker.at && isVersionsTurn(version, marker, merged.at(-1)))));
    const next = (turn ? versions : markers).shift();
    if (next) merged.push(next);
  }
  return merged;
}

function isVersionsTurn(
  version: ListedRow,
  marker: ListedRow,
  last: ListedRow | undefined,
): boolean {
  if (version.latest !== marker.latest) return marker.latest;
  return last === undefined || last.deleteMarker;
}
