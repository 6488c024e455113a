import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { stageId } from '../sst/state-keys.ts';
import { pairFromTags } from '../sst/tags.ts';
import type { StageFacts } from './stage-facts.ts';
import { earliest, isAfter } from '../model/times.ts';

/**
 * Pairs whose state may lie where AWS does not show it (Cloudflare, a local folder, another
 * account), with the sign that says so: no readable home knows the app, or tagged resources were
 * changed after the removal, or were made before the oldest run that is known.
 */
export function unseenHomes(
  inventory: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
  changedAt: (resource: Resource) => string | null,
): ReadonlyMap<string, string> {
  const signs = new Map<string, string>();
  const appsInHomes = new Set(inventory.stages.map(({ app }) => app));
  for (const resource of inventory.resources) {
    const pair = pairFromTags(resource.tags);
    if (!pair) continue;
    const sign = signOf(
      resource,
      { app: pair.app, facts: stages.get(stageId(pair)) },
      { appsInHomes, changedAt },
    );
    if (sign !== null) signs.set(stageId(pair), signs.get(stageId(pair)) ?? sign);
  }
  return signs;
}

function signOf(
  resource: Resource,
  { app, facts }: { readonly app: string; readonly facts: StageFacts | undefined },
  {
    appsInHomes,
    changedAt,
  }: {
    readonly appsInHomes: ReadonlySet<string>;
    readonly changedAt: (resource: Resource) => string | null;
  },
): string | null {
  if (!appsInHomes.has(app))
    return `no home that could be read knows the app ${app}, and ${resource.id} carries its tag`;
  if (!facts) return null;
  const changed = changedAt(resource);
  if (changed === null) return null;
  if (facts.removed && facts.removedAt !== null && isAfter(changed, facts.removedAt)) {
    return `${resource.id} was changed at ${changed}, after the stage was removed`;
  }
  const oldestRun = earliest(...facts.runs.map(({ startedAt }) => startedAt));
  const first = earliest(resource.createdAt, changed);
  if (oldestRun !== null && first !== null && isAfter(oldestRun, first)) {
    return `${resource.id} is older than the oldest known run of its stage`;
  }
  return null;
}
