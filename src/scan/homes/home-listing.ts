import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { parseStateKey, stageId } from '../../sst/state-keys.ts';
import type { ScanContext } from '../scan-context.ts';
import {
  type HomePlace,
  type ListedRow,
  type ListedVersion,
  versionPages,
} from './version-pages.ts';

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

async function listVersions(
  home: HomePlace,
  prefix: string,
  context: ScanContext,
): Promise<readonly ListedVersion[]> {
  const byKey = new Map<string, ListedRow[]>();
  for await (const rows of versionPages(home, prefix, context)) {
    for (const row of rows) append(byKey, row.key, row);
  }
  return [...byKey.values()].flatMap(oldestFirst);
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
