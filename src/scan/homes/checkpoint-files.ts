import type { Kind } from '../../model/kind.ts';
import type { Checkpoint, OwnedResource } from '../../model/stage.ts';
import { type ParsedCheckpoint, parseCheckpoint } from '../../sst/checkpoint.ts';
import { mentionsIn, type Needles } from '../../sst/mentions.ts';
import { isOwn, ownedInComponents, ownedResources } from '../../sst/owned.ts';
import { recordedKeys } from '../../sst/routes.ts';
import type { HomePlace, ListedVersion } from './version-pages.ts';
import type { ScanContext } from '../scan-context.ts';
import { readStateFile } from './state-object.ts';

/** Facts about the account's resources for which a checkpoint is searched. */
export interface Known {
  readonly needles: Needles;
  /** The kind that lists resources of a type; null: none does. */
  kindOf(type: string): Kind | null;
  hasThing(type: string, id: string): boolean;
  /** Keys of the resources that an entry of a checkpoint is, by type and id. */
  keysOf(entry: OwnedResource): readonly string[];
}

export interface Place {
  readonly home: HomePlace;
  readonly stage: string;
}

/** Reads a version that is not the current one: the resources that it owned and that still exist. */
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

/** The resources that a checkpoint owns and that exist. */
export function ownsOf(
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
    ownedIn: ownedInComponents(parsed),
    pendingOperations: parsed.pendingOperations,
    owned: ownedResources(parsed).filter((entry) => known.keysOf(entry).length > 0),
    writes: recordedKeys(parsed, find).filter(({ store }) => find(store).length > 0),
  };
}

/** Proves nothing: a gap says why. */
export function unreadable({ versionId, at }: ListedVersion): Checkpoint {
  const nothing = {
    resources: 0,
    owns: 0,
    ownedIn: {},
    pendingOperations: 0,
    owned: [],
    writes: [],
  };
  return { versionId, at, readable: false, ...nothing };
}
