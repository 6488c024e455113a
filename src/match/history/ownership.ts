import type { Inventory } from '../../model/inventory.ts';
import type { KindFacts } from '../../model/kind.ts';
import type { Resource } from '../../model/resource.ts';
import type {
  Checkpoint,
  OwnedResource,
  Stack,
  StackResource,
  StageState,
} from '../../model/stage.ts';
import { idsOfPhysicalId, isDeletedStack } from '../../sst/stacks.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { stageId } from '../../sst/state-keys.ts';
import { departureAfter, type PastOwnership } from './departures.ts';
import type { StageFacts } from './stage-facts.ts';

/** What history says of one resource. */
export interface History {
  /** Per state the newest earlier version that listed it, newest departure first. */
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

export const noHistory: History = { past: [], givenUp: [], stacks: [] };

/** Index from what checkpoints and deleted stacks listed to what exists. */
export function historyByKey(
  inventory: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
): ReadonlyMap<string, History> {
  const find = finder(inventory);
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
    for (const [key, { checkpoint, entry }] of newestOwners(state, find)) {
      const departure = departureAfter(checkpoint, state, { runs: facts.runs, versioned });
      at(key).past.push({ state, entry, checkpoint, departure });
    }
    if (!facts.abandoned.has(state)) continue;
    for (const entry of state.current?.owned ?? []) {
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

type Find = (entry: OwnedResource) => readonly Resource[];

function newestOwners(
  state: StageState,
  find: Find,
): ReadonlyMap<string, { checkpoint: Checkpoint; entry: OwnedResource }> {
  const current = new Set(state.current?.lists);
  const newest = new Map<string, { checkpoint: Checkpoint; entry: OwnedResource }>();
  // Oldest first, so that a newer version replaces an older one.
  for (const checkpoint of state.checkpoints) {
    for (const entry of checkpoint.owned) {
      for (const { key } of find(entry))
        if (!current.has(key)) newest.set(key, { checkpoint, entry });
    }
  }
  return newest;
}

function finder(inventory: Inventory): Find {
  const byTypeAndId = new Map<string, Resource[]>();
  const kinds = new Map(inventory.kinds.map((facts) => [facts.kind, facts]));
  for (const resource of inventory.resources) {
    for (const type of kinds.get(resource.kind)?.pulumiTypes ?? []) {
      const name = `${type} ${resource.id}`;
      byTypeAndId.set(name, [...(byTypeAndId.get(name) ?? []), resource]);
    }
  }
  return (entry) =>
    (byTypeAndId.get(`${entry.type} ${entry.id}`) ?? []).filter((resource) => {
      const facts = kinds.get(resource.kind);
      return (
        facts !== undefined && !isElsewhere(entry, resource, { facts, account: inventory.account })
      );
    });
}

/**
 * Ids that are not unique across AWS are refuted by an ARN or a provider of another account or region;
 * a name whose ARN has an id of AWS's own (key-value stores), by another one of those.
 */
function isElsewhere(
  entry: OwnedResource,
  resource: Resource,
  place: { readonly facts: KindFacts; readonly account: string },
): boolean {
  if (place.facts.idsAreUnique) return false;
  if (entry.account !== null && entry.account !== place.account) return true;
  if (isNamedAnew(entry, resource)) return true;
  return resource.region !== 'global' && entry.region !== null && entry.region !== resource.region;
}

function isNamedAnew(entry: OwnedResource, { kind, arn }: Resource): boolean {
  const hasOwnId = kind === 'cloudfront-key-value-store';
  return hasOwnId && entry.arn !== null && arn !== null && entry.arn !== arn;
}

function* stackListings(inventory: Inventory): Generator<{ key: string; listing: StackListing }> {
  const deleted = inventory.stacks.filter(({ status }) => isDeletedStack(status));
  if (deleted.length === 0) return;
  const byTypeAndId = new Map<string, string[]>();
  const types = new Map(inventory.kinds.map((facts) => [facts.kind, facts.cloudFormationTypes]));
  for (const { kind, id, arn, key } of inventory.resources) {
    for (const type of types.get(kind) ?? []) {
      for (const name of new Set([id, ...(arn ? [arn] : [])])) {
        byTypeAndId.set(`${type} ${name}`, [...(byTypeAndId.get(`${type} ${name}`) ?? []), key]);
      }
    }
  }
  for (const stack of deleted) {
    const tagged = pairFromTags(stack.tags);
    if (!tagged) continue;
    for (const resource of stack.resources ?? []) {
      if (resource.physicalId === null || resource.status === 'CREATE_FAILED') continue;
      const names = idsOfPhysicalId(resource.physicalId);
      const keys = new Set(
        names.flatMap((name) => byTypeAndId.get(`${resource.type} ${name}`) ?? []),
      );
      for (const key of keys) yield { key, listing: { stack, resource, pair: stageId(tagged) } };
    }
  }
}
