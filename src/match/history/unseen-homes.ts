import { bootstrapSource, type Gap } from '../../model/gap.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Resource, Tags } from '../../model/resource.ts';
import { fitName, pairsByPrefix } from '../../sst/names.ts';
import { stageId } from '../../sst/state-keys.ts';
import { pairFromTags } from '../../sst/tags.ts';
import type { StageFacts } from './stage-facts.ts';
import { mayHaveBeenAtWork } from '../../sst/run-spans.ts';
import { earliest, isAfter } from '../../model/times.ts';

/** The facts about a resource besides its own members. */
interface Told {
  changedAt(resource: Resource): string | null;
  /** A state or stack names it, or did. */
  isKnown(resource: Resource): boolean;
}

/**
 * Pairs whose state may be where AWS does not show it (Cloudflare, a local folder, another account), with
 * the sign of that: no readable home knows the app, though tagged resources of it exist; or tagged
 * resources of the pair were changed after its removal, or are older than its oldest known run, or were
 * made outside of all its runs and never recorded. Where tags or tagged resources could not be read, that
 * gap is the sign, for all pairs.
 */
export function unseenHomes(
  inventory: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
  told: Told,
): ReadonlyMap<string, string> {
  const unread = inventory.gaps.find((gap) => mayHideSigns(gap, inventory));
  if (unread) {
    const sign = `${unread.operation} could not be read, and it may hide a sign of a home that AWS does not show`;
    return new Map([...stages.keys()].map((id) => [id, sign]));
  }
  const signs = new Map<string, string>();
  const apps = unseenApps(inventory, stages);
  for (const { pair } of stages.values()) {
    const tagged = apps.get(pair.app);
    if (tagged !== undefined) {
      signs.set(pair.id, `no home that could be read knows the app, and ${tagged} carries its tag`);
    }
  }
  for (const resource of inventory.resources) {
    const pair = pairFromTags(resource.tags) ?? resource.environmentPair;
    if (!pair) continue;
    const id = stageId(pair);
    const facts = stages.get(id);
    const tagged = apps.get(pair.app);
    const sign =
      tagged === undefined
        ? facts && signOf(resource, facts, told)
        : `no home that could be read knows the app, and ${tagged} carries its tag`;
    if (sign && !signs.has(id)) signs.set(id, sign);
  }
  for (const [id, sign] of namedSigns(inventory, stages, told))
    if (!signs.has(id)) signs.set(id, sign);
  return signs;
}

/**
 * Roles carry tags that no list shows, but their random names show their owner. Names of log groups are no
 * sign: Lambda makes the groups, and they are left behind as a rule.
 */
function* namedSigns(
  { resources, kinds }: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
  told: Told,
): Generator<readonly [string, string]> {
  const pruned = [...stages.values()].filter(
    ({ removed, statesSince, history }) => removed && statesSince !== null && history === 'partial',
  );
  if (pruned.length === 0) return;
  const pairs = pairsByPrefix(pruned.map(({ pair }) => pair));
  const rules = new Map(
    kinds
      .filter(({ guarded, useIsSeenBy }) => !guarded && useIsSeenBy !== 'log-events')
      .map((facts) => [facts.kind, facts]),
  );
  for (const resource of resources) {
    const { kind, name, description } = resource;
    const facts = rules.get(kind);
    if (!facts || name === null || told.isKnown(resource)) continue;
    for (const { generation, pair } of fitName({ kind, name, description }, facts, pairs)) {
      const stage = stages.get(stageId(pair));
      const sign = stage && generation === 'tail' ? prunedSign(resource, stage, told) : null;
      if (sign) yield [stageId(pair), sign];
    }
  }
}

/** The remaining history of its stage does not show how it left: it may live on elsewhere. */
function prunedSign(resource: Resource, { statesSince }: StageFacts, told: Told): string | null {
  const first = earliest(resource.createdAt, told.changedAt(resource));
  if (statesSince === null || first === null || !isAfter(statesSince, first)) return null;
  return `${resource.id} is older than the states that are left of its stage, and none of those lists it`;
}

/**
 * Signs come from tags, in any region, and from the times of tagged resources. A bootstrap may name a home
 * that no bucket's name shows.
 */
function mayHideSigns({ source, hidesSigns }: Gap, { kinds }: Inventory): boolean {
  if (!hidesSigns) return false;
  if (source === 'tags' || source === bootstrapSource) return true;
  return kinds.some(({ kind, tagged }) => kind === source && tagged);
}

/** Apps that tags name and no home knows, each with one tagged resource of any kind. */
function unseenApps(
  inventory: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
): ReadonlyMap<string, string> {
  const inHomes = new Set(
    [...stages.values()].flatMap(({ pair }) => (pair.states.length > 0 ? [pair.app] : [])),
  );
  const unseen = new Map<string, string>();
  const note = (id: string, tags: Tags | null) => {
    const app = tags?.['sst:app'];
    if (app !== undefined && !inHomes.has(app) && !unseen.has(app)) unseen.set(app, id);
  };
  for (const { id, tags } of inventory.resources) note(id, tags);
  for (const { arn, tags } of inventory.others) note(arn, tags);
  return unseen;
}

function signOf(resource: Resource, facts: StageFacts, told: Told): string | null {
  const changed = told.changedAt(resource);
  const isKnown = told.isKnown(resource);
  if (changed === null) return null;
  if (facts.removed && facts.removedAt !== null && isAfter(changed, facts.removedAt)) {
    return `${resource.id} was changed at ${changed}, after the stage was removed`;
  }
  const oldestRun = facts.runs[0]?.startedAt ?? null;
  const first = earliest(resource.createdAt, changed);
  if (oldestRun !== null && first !== null && isAfter(oldestRun, first)) {
    return `${resource.id} is older than the oldest known run of its stage`;
  }
  const pruned = isKnown ? null : prunedSign(resource, facts, told);
  if (pruned) return pruned;
  // No state recorded it, and no readable run was at work then: a run of another home was, or a person.
  if (
    !isKnown &&
    oldestRun !== null &&
    first !== null &&
    !facts.runs.some((run) => mayHaveBeenAtWork(run, first))
  ) {
    return `${resource.id} was made or changed at ${first}, outside of all known runs of its stage`;
  }
  return null;
}
