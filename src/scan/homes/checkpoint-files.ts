import type { Kind } from '../../model/kind.ts';
import type { Checkpoint, CurrentCheckpoint, OwnedResource } from '../../model/stage.ts';
import { checkpointOf, type ParsedCheckpoint, parseCheckpoint } from '../../sst/checkpoint.ts';
import { mentionsIn, type Needles } from '../../sst/mentions.ts';
import { parseStateObject } from '../../sst/state-object.ts';
import { leadingEntries } from '../../sst/lost-entries.ts';
import { isOwn, ownedResources } from '../../sst/owned.ts';
import { recordedKeys } from '../../sst/routes.ts';
import type { HomePlace, ListedVersion } from './version-pages.ts';
import type { ScanContext } from '../scan-context.ts';
import { readStateFile } from './state-files.ts';

/** What of the account's resources a checkpoint is searched for. */
export interface Known {
  readonly needles: Needles;
  /** The kind that lists things of a type; null: none does. */
  kindOf(type: string): Kind | null;
  hasThing(type: string, id: string): boolean;
  /** Keys of the resources that an entry of a checkpoint is, by type and id. */
  keysOf(entry: OwnedResource): readonly string[];
}

interface Place {
  readonly home: HomePlace;
  readonly stage: string;
}

/** Reads a version that is not the current one: what it owned of what still exists. */
export async function readCheckpoint(
  version: ListedVersion,
  place: Place,
  known: Known,
  context: ScanContext,
): Promise<Checkpoint> {
  if (version.deleteMarker) return unreadable(version);
  const read = await readStateFile(
    version,
    { ...place, use: 'owned' },
    (bytes) => ownsOf(parseCheckpoint(bytes), version, known),
    context,
  );
  return read ?? unreadable(version);
}

/** Reads the current checkpoint: besides what it owns, all that it names in any way. */
export async function readCurrent(
  version: ListedVersion,
  place: Place,
  known: Known,
  context: ScanContext,
): Promise<CurrentCheckpoint> {
  let claimed: ReadonlySet<string> | null = null;
  const read = await readStateFile(
    version,
    // Any stage may have imported or looked up what another one left, if it was there by then.
    { ...place, use: 'current', hides: () => ({ madeBefore: claimed ? null : version.at }) },
    (bytes): CurrentCheckpoint => {
      // What is not believed as history may still say what is in use: a false claim only makes it live.
      const value = parseStateObject(bytes);
      claimed = mentionsIn(value, known.needles);
      const parsed = checkpointOf(value);
      const owns = ownsOf(parsed, version, known);
      const lists = new Set(owns.owned.flatMap((entry) => known.keysOf(entry)));
      const mentions = new Set([...claimed, ...lists]);
      return {
        ...owns,
        mentions: [...mentions].sort(),
        lists: [...lists].sort(),
        pending: parsed.pending,
        ...leadingEntries(parsed, {
          ...known,
          isNamed: (text) => mentionsIn(text, known.needles).size > 0,
        }),
      };
    },
    context,
  );
  return (
    read ?? {
      ...unreadable(version),
      mentions: [...(claimed ?? [])].sort(),
      lists: [],
      pending: [],
      lost: [],
      stopping: [],
    }
  );
}

function ownsOf(
  parsed: ParsedCheckpoint,
  { versionId, at }: ListedVersion,
  known: Known,
): Checkpoint {
  const find = (value: unknown) => [...mentionsIn(value, known.needles)].sort();
  return {
    versionId,
    at,
    readable: true,
    resources: parsed.resources.length,
    owns: parsed.resources.filter(isOwn).length,
    pendingOperations: parsed.pendingOperations,
    owned: ownedResources(parsed).filter((entry) => known.keysOf(entry).length > 0),
    writes: recordedKeys(parsed, find).filter(({ store }) => find(store).length > 0),
  };
}

function unreadable({ versionId, at }: ListedVersion): Checkpoint {
  const nothing = { resources: 0, owns: 0, pendingOperations: 0, owned: [], writes: [] };
  return { versionId, at, readable: false, ...nothing };
}
