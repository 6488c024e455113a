import pLimit from 'p-limit';
import type { KindModule } from '../../kinds/kind-module.ts';
import type { TaggedResource } from '../../model/inventory.ts';
import { type AppStage, otherKey, type Resource } from '../../model/resource.ts';
import type { StageState } from '../../model/stage.ts';
import { fitName, pairsByPrefix } from '../../sst/names.ts';
import { stageId } from '../../sst/state-keys.ts';
import { pairFromTags } from '../../sst/tags.ts';
import type { Known } from './checkpoint-files.ts';
import { readHistory, type Wanted } from './history.ts';
import type { OpenHome } from './homes.ts';
import type { ScanContext } from '../scan-context.ts';
import type { ReadStack } from '../stacks.ts';
import { openStages, type OpenStage, readStage } from './open-stage.ts';

/** A stage's files are read one after the other; `state-object.ts` limits how many bytes of them are held. */
const stagesAtOnce = 16;

export interface StageReading {
  readonly resources: readonly Resource[];
  readonly others: readonly TaggedResource[];
  readonly stacks: readonly ReadStack[];
  readonly known: Known;
  readonly kinds: readonly KindModule[];
  readonly context: ScanContext;
}

/**
 * Reads every stage of every home: first the current states, then history for resources that nothing claims.
 */
export async function readStages(
  homes: readonly OpenHome[],
  reading: StageReading,
): Promise<readonly StageState[]> {
  const limit = pLimit(stagesAtOnce);
  const open = homes.flatMap(({ place, listing }) =>
    listing ? openStages({ ...place, versioned: listing.versioned }, listing.stages) : [],
  );
  const progress = progressOf(open.length, reading.context);
  const current = await Promise.all(
    open.map((stage) =>
      limit(async () => ({ stage, state: await readStage(stage, reading.known, reading.context) })),
    ),
  );
  const wanted = wantedByStage(
    current.map(({ state }) => state),
    reading,
  );
  const states = await Promise.all(
    current.map(({ stage, state }) =>
      limit(async () => {
        const work = {
          known: reading.known,
          wanted: wanted.get(stage.id) ?? nothing,
          context: reading.context,
        };
        const read = await readHistory(state, stage, work);
        progress(stage);
        return read;
      }),
    ),
  );
  return states.toSorted((a, b) => (a.location < b.location ? -1 : 1));
}

const nothing: Wanted = { keys: new Map(), start: false };

function progressOf(total: number, { options }: ScanContext): (stage: OpenStage) => void {
  let done = 0;
  return () => {
    done += 1;
    options.emit({ type: 'scan-progress', phase: 'stages', done, total });
  };
}

/**
 * For each stage the resources that may have belonged to it and that nothing claims: by tags, environment or
 * name.
 */
function wantedByStage(
  states: readonly StageState[],
  { resources, others, stacks, kinds, context }: StageReading,
): ReadonlyMap<string, Wanted> {
  // A resource claimed by a home without a bootstrap, or by a stage that may be given up, is wanted all the
  // same.
  const claimed = new Set(
    states.flatMap(({ current, registered, app, stage }) =>
      registered && !context.options.abandoned.includes(stageId({ app, stage }))
        ? (current?.mentions ?? [])
        : [],
    ),
  );
  const start = context.gaps.all().some(({ affects }) => affects.madeBefore !== null);
  const pairs = pairsByPrefix(pairsOf(states, stacks));
  const facts = new Map(kinds.map((kind) => [kind.facts.kind, kind.facts]));
  const wanted = new Map<string, { keys: Map<string, readonly string[]>; start: boolean }>();
  const want = (id: string, key: string, times: readonly string[]) => {
    const entry = wanted.get(id) ?? { keys: new Map<string, readonly string[]>(), start };
    entry.keys.set(key, times);
    wanted.set(id, entry);
  };
  for (const resource of resources) {
    const rules = facts.get(resource.kind);
    if (!rules || resource.memberOf || claimed.has(resource.key)) continue;
    const { kind, name, description } = resource;
    const named =
      name === null
        ? []
        : fitName({ kind, name, description }, rules, pairs).map(({ pair }) => pair);
    const signs = [pairFromTags(resource.tags), resource.environmentPair, ...named].filter(
      (pair) => pair !== null,
    );
    const times = [resource.createdAt, resource.modifiedAt].filter((time) => time !== null);
    for (const id of new Set(signs.map(stageId))) want(id, resource.key, times);
  }
  for (const { arn, tags } of others) {
    const pair = pairFromTags(tags);
    if (pair && !claimed.has(otherKey(arn))) want(stageId(pair), otherKey(arn), []);
  }
  return wanted;
}

function pairsOf(states: readonly StageState[], stacks: readonly ReadStack[]): readonly AppStage[] {
  const pairs = new Map<string, AppStage>();
  const known = states.filter(
    ({ versions, lock, runs }) => versions.length > 0 || lock || runs.some(({ id }) => id !== null),
  );
  for (const pair of [...known, ...stacks.map(({ tags }) => pairFromTags(tags))]) {
    if (pair) pairs.set(stageId(pair), { app: pair.app, stage: pair.stage });
  }
  return [...pairs.values()];
}
