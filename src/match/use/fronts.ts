import type { Inventory } from '../../model/inventory.ts';
import type { KindFacts } from '../../model/kind.ts';
import type { Resource } from '../../model/resource.ts';
import { stageId } from '../../sst/state-keys.ts';
import { pairFromTags } from '../../sst/tags.ts';
import type { PastOwnership } from '../history/departures.ts';
import { type History, noHistory } from '../history/ownership.ts';
import type { StageFacts } from '../history/stage-facts.ts';

/** A distribution that left its stage together with something else, which may serve behind it. */
export interface Front {
  /** The distribution's key. */
  readonly from: string;
  /** Both are of one SST component, as its states say. */
  readonly sameComponent: boolean;
}

interface Known {
  readonly kinds: ReadonlyMap<string, KindFacts>;
  readonly stages: ReadonlyMap<string, StageFacts>;
  readonly history: ReadonlyMap<string, History>;
  isClaimed(key: string): boolean;
}

/** A distribution and what departed with it, or what one deleted stack listed, or what tags alone say. */
interface Member {
  readonly group: string;
  readonly component: string | null;
}

/**
 * By the key of what is unguarded: the distributions that left its stage with it. Sites of SST 3.10 and
 * later reach buckets and functions through a key-value store that no configuration shows, and those
 * reach others through code. So as long as such a distribution is in use, all that left with it may be.
 */
export function frontsByKey(
  inventory: Inventory,
  known: Known,
): ReadonlyMap<string, readonly Front[]> {
  const fronts = new Map<string, { readonly from: string; readonly component: string | null }[]>();
  const behind: (readonly [string, readonly Member[]])[] = [];
  for (const resource of inventory.resources) {
    const facts = known.kinds.get(resource.kind);
    if (!facts || facts.guarded || resource.memberOf) continue;
    const members = membersOf(resource, known);
    if (!facts.serves) {
      if (members.length > 0) behind.push([resource.key, members]);
      continue;
    }
    for (const { group, component } of members) {
      const list = fronts.get(group) ?? [];
      fronts.set(group, list);
      list.push({ from: resource.key, component });
    }
  }
  return new Map(
    behind.flatMap(([key, members]) => {
      const found = members.flatMap(({ group, component }) =>
        (fronts.get(group) ?? []).map((front) => ({
          from: front.from,
          sameComponent: component !== null && component === front.component,
        })),
      );
      return found.length > 0 ? [[key, found] as const] : [];
    }),
  );
}

function membersOf(resource: Resource, { history, stages, isClaimed }: Known): readonly Member[] {
  const { past, givenUp, stacks } = history.get(resource.key) ?? noHistory;
  const [newest] = past;
  const byHistory = [
    ...(newest ? [{ group: departureGroup(newest, stages), component: nameOf(newest.entry) }] : []),
    ...givenUp.map(({ state, entry }) => ({
      group: `given up ${state.location}`,
      component: nameOf(entry),
    })),
    ...stacks.map(({ stack }) => ({ group: stack.arn, component: null })),
  ];
  if (byHistory.length > 0) return byHistory;
  const pair = pairFromTags(resource.tags);
  return pair && !isClaimed(resource.key)
    ? [{ group: `tagged ${stageId(pair)}`, component: null }]
    : [];
}

function nameOf({ component }: PastOwnership['entry']): string | null {
  return component && `${component.type} ${component.name}`;
}

/** What left in one deploy; what left in any of the removes that followed one deploy. */
function departureGroup(
  { state, departure: { run, at } }: PastOwnership,
  stages: ReadonlyMap<string, StageFacts>,
): string {
  if (run?.record?.command !== 'remove') return `${state.location} ${run?.startedAt ?? at}`;
  const deploys = (stages.get(stageId(state))?.runs ?? []).filter(
    ({ record, startedAt }) => record?.command === 'deploy' && startedAt < run.startedAt,
  );
  return `${state.location} removed after ${deploys.at(-1)?.startedAt ?? 'no deploy'}`;
}
