import type { Inventory } from '../../model/inventory.ts';
import type { AppStage, Tags } from '../../model/resource.ts';
import type { Stack, StageState } from '../../model/stage.ts';
import { stageId } from '../../sst/state-keys.ts';
import { pairFromTags } from '../../sst/tags.ts';

/** Everything in homes and stacks about one app and stage. */
export interface Pair extends AppStage {
  /** `acme/pr-1`. */
  readonly id: string;
  readonly states: readonly StageState[];
  /** Stacks with the pair's tags, deleted ones of the last 90 days too. */
  readonly stacks: readonly Stack[];
  /** A home has only a lock's key of it: its former resources there cannot be known. */
  readonly purged: boolean;
}

/**
 * The known pairs: those with an `app/` or `update/` key in a home that was read, or with a stack's tags. A
 * resource's tag alone does not count: it may be a copy, or of a home that AWS does not show.
 */
export function knownPairs(inventory: Inventory): ReadonlyMap<string, Pair> {
  const pairs = new Map<
    string,
    { app: string; stage: string; states: StageState[]; stacks: Stack[] }
  >();
  const at = ({ app, stage }: AppStage) => {
    const id = stageId({ app, stage });
    const pair = pairs.get(id) ?? { app, stage, states: [], stacks: [] };
    pairs.set(id, pair);
    return pair;
  };
  const purged = new Set<string>();
  for (const state of inventory.stages) {
    // A purge leaves the lock's key: alone it only shows that something was here once.
    if (state.versions.length > 0 || state.lock || state.runs.some(({ id }) => id !== null)) {
      at(state).states.push(state);
    } else purged.add(stageId(state));
  }
  for (const stack of inventory.stacks) {
    const pair = pairFromTags(stack.tags);
    if (pair) at(pair).stacks.push(stack);
  }
  return new Map([...pairs].map(([id, pair]) => [id, { id, ...pair, purged: purged.has(id) }]));
}

/** Apps and stages that only tags or environments of resources show: their states are out of sight. */
export interface Strangers {
  /** Pairs of which no state and no stack is known. */
  readonly pairs: readonly AppStage[];
  /**
   * Apps of those pairs, and apps of a tag without a stage: a home of theirs is out of sight, and may have
   * any stage.
   */
  readonly apps: readonly string[];
}

export function strangersOf(inventory: Inventory, known: ReadonlyMap<string, Pair>): Strangers {
  const knownApps = new Set([...known.values()].map(({ app }) => app));
  const pairs = new Map<string, AppStage>();
  const apps = new Set<string>();
  const note = (tags: Tags | null, environment: AppStage | null) => {
    for (const pair of [pairFromTags(tags), environment]) {
      if (!pair || known.has(stageId(pair))) continue;
      pairs.set(stageId(pair), pair);
      apps.add(pair.app);
    }
    for (const app of [tags?.['sst:app'], environment?.app])
      if (app !== undefined && !knownApps.has(app)) apps.add(app);
  };
  for (const { tags, environmentPair } of inventory.resources) note(tags, environmentPair);
  for (const { tags } of inventory.others) note(tags, null);
  return { pairs: [...pairs.values()], apps: [...apps] };
}
