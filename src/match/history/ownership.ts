import type { Inventory } from '../../model/inventory.ts';
import type { KindFacts } from '../../model/kind.ts';
import { inStacks, inStates, type RecordedAs } from '../../model/records.ts';
import { otherKey, type Resource } from '../../model/resource.ts';
import type {
  Checkpoint,
  OwnedResource,
  Snapshot,
  Stack,
  StackResource,
  StageState,
} from '../../model/stage.ts';
import { idsOfPhysicalId, isDeletedStack } from '../../sst/stacks.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { snapshotKey, stageId } from '../../sst/state-keys.ts';
import { departureAfter, type PastOwnership } from './departures.ts';
import { departureAfterSnapshot, ownSnapshots } from './snapshot-departures.ts';
import { stateBeforeDeletion } from './deleted-states.ts';
import type { StageFacts } from './stage-facts.ts';

/** The history of one resource. */
export interface History {
  /** The newest earlier version of each state that listed it, newest departure first. */
  readonly past: readonly PastOwnership[];
  /** Checkpoints of abandoned stages that list it now. */
  readonly givenUp: readonly { readonly state: StageState; readonly entry: OwnedResource }[];
  /** Deleted stacks with SST's tags that listed it. */
  readonly stacks: readonly StackListing[];
}

export interface StackListing {
  readonly stack: Stack;
  readonly resource: StackResource;
  readonly pair: string;
}

type Stages = ReadonlyMap<string, StageFacts>;

export const noHistory: History = { past: [], givenUp: [], stacks: [] };

/** Past entries of checkpoints and deleted stacks, by the key of the existing resource. */
export function historyByKey(inventory: Inventory, stages: Stages): ReadonlyMap<string, History> {
  const find = finder(inventory, stages);
  const found = new Map<
    string,
    { past: PastOwnership[]; givenUp: History['givenUp'][number][]; stacks: StackListing[] }
  >();
  const at = (key: string) => {
    const history = found.get(key) ?? { past: [], givenUp: [], stacks: [] };
    found.set(key, history);
    return history;
  };
  for (const state of inventory.stages) {
    const facts = stages.get(stageId(state));
    if (!facts) continue;
    const versioned =
      inventory.homes.find(({ bucket }) => bucket === state.home)?.versioned === true;
    const givenUp = facts.abandoned.has(state) ? lastState(state) : null;
    for (const [key, { checkpoint, snapshot, entry, itself }] of newestOwners(state, find)) {
      // The resource never left the state: the file was deleted with all its entries.
      if (checkpoint === givenUp) continue;
      const known = { runs: facts.runs, versioned };
      const departure = snapshot
        ? departureAfterSnapshot(snapshot, entry, state, known)
        : departureAfter(checkpoint, state, known);
      const location = snapshot ? locationOf(snapshot, state) : state.location;
      at(key).past.push({ state, entry, itself, location, checkpoint, departure });
    }
    for (const entry of givenUp?.owned ?? []) {
      for (const { key } of find(entry)) at(key).givenUp.push({ state, entry });
    }
  }
  for (const listing of stackListings(inventory)) at(listing.key).stacks.push(listing.listing);
  for (const { past } of found.values()) {
    past.sort((a, b) =>
      a.departure.at < b.departure.at ? 1 : a.departure.at > b.departure.at ? -1 : 0,
    );
  }
  return found;
}

/**
 * The last state of a stage that is given up: its current one, or the version below the marker of a deleted
 * file.
 */
function lastState(state: StageState): Checkpoint | null {
  return state.current ?? stateBeforeDeletion(state);
}

/** A state's entry: of the resource itself, or of the function for which AWS made it. */
interface Found {
  readonly key: string;
  readonly itself: boolean;
}

type Find = (entry: OwnedResource) => readonly Found[];

interface Newest {
  readonly checkpoint: Checkpoint;
  /** The snapshot of the checkpoint; null: it is a version of the state itself. */
  readonly snapshot: Snapshot | null;
  readonly entry: OwnedResource;
  readonly itself: boolean;
}

function newestOwners(state: StageState, find: Find): ReadonlyMap<string, Newest> {
  const current = new Set(state.current?.lists);
  const newest = new Map<string, Newest>();
  const places = [
    ...ownSnapshots(state).map((snapshot) => ({ checkpoint: snapshot.checkpoint, snapshot })),
    // Versions of the state itself take precedence over snapshots.
    ...state.checkpoints.map((checkpoint) => ({ checkpoint, snapshot: null })),
  ];
  // Oldest first, so that a newer version replaces an older one.
  for (const { checkpoint, snapshot } of places) {
    for (const entry of checkpoint.owned) {
      for (const { key, itself } of find(entry)) {
        if (current.has(key)) continue;
        const known = newest.get(key);
        // A resource's own entry takes precedence over its maker's.
        if (known?.checkpoint === checkpoint && known.itself && !itself) continue;
        newest.set(key, { checkpoint, snapshot, entry, itself });
      }
    }
  }
  return newest;
}

function locationOf({ runId }: Snapshot, { home, app, stage }: StageState): string {
  return `s3://${home}/${snapshotKey(app, stage, runId)}`;
}

/** Types and ids that past entries have: an account has far more resources that never left a state. */
function listedBefore(inventory: Inventory, stages: Stages): ReadonlySet<string> {
  const names = new Set<string>();
  for (const state of inventory.stages) {
    const isGivenUp = stages.get(stageId(state))?.abandoned.has(state) === true;
    const past = [
      ...state.checkpoints,
      ...state.snapshots.map(({ checkpoint }) => checkpoint),
      ...(isGivenUp && state.current ? [state.current] : []),
    ];
    for (const { owned } of past) for (const { type, id } of owned) names.add(`${type} ${id}`);
  }
  return names;
}

function finder(inventory: Inventory, stages: Stages): Find {
  const listed = listedBefore(inventory, stages);
  const byTypeAndId = new Map<string, { resource: Resource; as: RecordedAs; facts: KindFacts }[]>();
  const kinds = new Map(inventory.kinds.map((facts) => [facts.kind, facts]));
  for (const resource of inventory.resources) {
    const facts = kinds.get(resource.kind);
    if (!facts) continue;
    for (const as of inStates(resource, facts)) {
      const name = `${as.type} ${as.id}`;
      if (!listed.has(name)) continue;
      const found = { resource, as, facts };
      byTypeAndId.set(name, [...(byTypeAndId.get(name) ?? []), found]);
    }
  }
  const others = new Set(inventory.others.map(({ arn }) => arn));
  return (entry) => {
    const isOther = entry.arn !== null && others.has(entry.arn);
    if (isOther) return [{ key: otherKey(entry.arn), itself: true }];
    return (byTypeAndId.get(`${entry.type} ${entry.id}`) ?? [])
      .filter(({ resource, as, facts }) => {
        if (facts.idsAreUnique) return true;
        return !isElsewhere(entry, as, inventory.account) && !isNamedAnew(entry, resource);
      })
      .map(({ resource: { key }, as: { itself } }) => ({ key, itself }));
  };
}

/** An ARN or a provider of another account or region refutes an id that is not unique across AWS. */
function isElsewhere(entry: OwnedResource, { region }: RecordedAs, account: string): boolean {
  if (entry.account !== null && entry.account !== account) return true;
  return region !== null && entry.region !== null && entry.region !== region;
}

/** A name whose ARN has an id from AWS (key-value stores) is refuted by another such id. */
function isNamedAnew(entry: OwnedResource, { kind, arn }: Resource): boolean {
  const hasOwnId = kind === 'cloudfront-key-value-store';
  return hasOwnId && entry.arn !== null && arn !== null && entry.arn !== arn;
}

function* stackListings(inventory: Inventory): Generator<{ key: string; listing: StackListing }> {
  const deleted = inventory.stacks.filter(({ status }) => isDeletedStack(status));
  if (deleted.length === 0) return;
  const byTypeAndId = new Map<string, { key: string; region: string | null }[]>();
  const kinds = new Map(inventory.kinds.map((facts) => [facts.kind, facts]));
  for (const resource of inventory.resources) {
    const facts = kinds.get(resource.kind);
    if (!facts) continue;
    const { arn, key } = resource;
    // A custom resource may make things in any region.
    const placed = (type: string) => facts.regional && !type.startsWith('Custom::');
    for (const { type, id, region, itself } of inStacks(resource, facts)) {
      for (const name of new Set([id, ...(arn && itself ? [arn] : [])])) {
        const found = { key, region: placed(type) ? region : null };
        byTypeAndId.set(`${type} ${name}`, [...(byTypeAndId.get(`${type} ${name}`) ?? []), found]);
      }
    }
  }
  for (const stack of deleted) {
    const tagged = pairFromTags(stack.tags);
    if (!tagged) continue;
    for (const resource of stack.resources ?? []) {
      if (resource.physicalId === null || resource.status === 'CREATE_FAILED') continue;
      const names = idsOfPhysicalId(resource.physicalId);
      const listed = names.flatMap((name) => byTypeAndId.get(`${resource.type} ${name}`) ?? []);
      const keys = new Set(
        listed
          .filter(({ region }) => region === null || region === stack.region)
          .map(({ key }) => key),
      );
      for (const key of keys) yield { key, listing: { stack, resource, pair: stageId(tagged) } };
    }
  }
}
