import type { UnreadState } from '../../model/gap.ts';
import type { AppStage } from '../../model/resource.ts';
import type { CurrentCheckpoint } from '../../model/stage.ts';
import { checkpointOf } from '../../sst/checkpoint.ts';
import { leadingEntries } from '../../sst/lost-entries.ts';
import { mentionsIn } from '../../sst/mentions.ts';
import { isOwn } from '../../sst/owned.ts';
import { parseStateObject, StateFileError, textOfDamaged } from '../../sst/state-object.ts';
import { lendingOf } from '../../sst/attachments.ts';
import { unreadThings } from '../../sst/unread-types.ts';
import { createGapKeeper, type ScanContext } from '../scan-context.ts';
import { type Known, ownsOf, type Place, unreadable } from './checkpoint-files.ts';
import { readStateFile } from './state-object.ts';
import type { ListedVersion } from './version-pages.ts';

/** Number of versions before an unreadable state that are read, newest first. */
const olderVersions = 4;

/**
 * Reads the current checkpoint: the resources that it owns, and all that it names in any way. Where it cannot
 * be read, the gap touches every resource that it may name, and tells which older version can be read. The
 * user's word that it names nothing of others is not believed against its own text or the versions before it.
 * `versions` are all of the file, oldest first.
 */
export async function readCurrent(
  versions: readonly ListedVersion[],
  { place, pair, known }: { readonly place: Place; readonly pair: AppStage; readonly known: Known },
  context: ScanContext,
): Promise<CurrentCheckpoint | null> {
  const version = versions.at(-1);
  if (!version || version.deleteMarker) return null;
  const ignored = context.options.ignoreStages.includes(place.stage);
  let named: ReadonlySet<string> = new Set();
  let isJson = false;
  let damaged = false;
  const unread = createGapKeeper(() => undefined);
  const read = await readStateFile(
    version,
    {
      ...place,
      use: 'current',
      // Any stage may have imported or looked up a resource that another one left, if it existed by then.
      hides: (isDamaged) => {
        damaged = isDamaged;
        return { madeBefore: isJson || ignored ? null : version.at };
      },
    },
    (bytes): CurrentCheckpoint => {
      // A checkpoint that is not believed as history may still show use: a false claim only makes a resource
      // live.
      const value = jsonOr(bytes, () => {
        if (ignored) named = mentionsIn(textOfDamaged(bytes), known.needles);
      });
      named = mentionsIn(value, known.needles, context.options.words);
      isJson = true;
      const parsed = checkpointOf(value);
      const owns = ownsOf(parsed, version, known);
      const lists = new Set(owns.owned.flatMap((entry) => known.keysOf(entry)));
      return {
        ...owns,
        mentions: [...new Set([...named, ...lists])].sort(),
        lists: [...lists].sort(),
        unread: unreadThings(parsed),
        lending: lendingOf(parsed.resources),
        pending: parsed.pending,
        ...leadingEntries(parsed, {
          ...known,
          isNamed: (text) => mentionsIn(text, known.needles).size > 0,
        }),
      };
    },
    { ...context, gaps: unread },
  );
  if (read) return read;
  const older = await olderStates(versions.slice(0, -1), { place, known }, context);
  // An empty one may be the accident: brought back, it would make the stage forget all that it owns.
  const filled = older.find(({ owns }) => owns > 0);
  const state: UnreadState = {
    ...pair,
    bucket: place.home.bucket,
    key: version.key,
    region: place.home.region,
    damaged,
    readableVersion: filled ? { id: filled.versionId, at: filled.at } : null,
    ignored,
  };
  for (const gap of unread.all()) context.gaps.add({ ...gap, state });
  return {
    ...unreadable(version),
    mentions: [
      ...new Set([...named, ...(ignored ? older.flatMap(({ mentions }) => mentions) : [])]),
    ].sort(),
    lists: [],
    unread: [],
    lending: { own: [], named: [] },
    pending: [],
    lost: [],
    stopping: [],
  };
}

/** The JSON of a state. Where it is no JSON, its text may be searched before the error is thrown. */
function jsonOr(bytes: Uint8Array, search: () => void): unknown {
  try {
    return parseStateObject(bytes);
  } catch (error) {
    search();
    throw error;
  }
}

interface OlderState {
  readonly versionId: string;
  readonly at: string;
  /** As `Checkpoint.owns`; 0: it cannot be read, and only its text was searched. */
  readonly owns: number;
  readonly mentions: readonly string[];
}

/**
 * The newest few, newest first. An unreadable one is no gap of its own: the current state's gap covers all
 * that it could say.
 */
async function olderStates(
  versions: readonly ListedVersion[],
  { place, known }: { readonly place: Place; readonly known: Known },
  context: ScanContext,
): Promise<readonly OlderState[]> {
  const silent = { ...context, gaps: createGapKeeper(() => undefined) };
  const tried = versions.filter(({ deleteMarker }) => !deleteMarker).slice(-olderVersions);
  const found: OlderState[] = [];
  for (const version of tried.toReversed()) {
    const read = await readStateFile(
      version,
      { ...place, use: 'mentions' },
      (bytes): OlderState => {
        const { versionId, at } = version;
        return { versionId, at, ...contentOf(bytes, known) };
      },
      silent,
    );
    if (read) found.push(read);
  }
  return found;
}

function contentOf(bytes: Uint8Array, known: Known): Pick<OlderState, 'owns' | 'mentions'> {
  const find = (value: unknown) => [...mentionsIn(value, known.needles)].sort();
  let value: unknown = null;
  try {
    value = parseStateObject(bytes);
    const { resources } = checkpointOf(value);
    return { owns: resources.filter(isOwn).length, mentions: find(value) };
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    return { owns: 0, mentions: find(value ?? textOfDamaged(bytes)) };
  }
}
