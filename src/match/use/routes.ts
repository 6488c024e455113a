import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import type { RouteRecord } from '../../model/routes.ts';
import type { Checkpoint, RecordedKeys, Snapshot, StageState } from '../../model/stage.ts';
import { stageId } from '../../sst/state-keys.ts';
import { departureAfter } from '../history/departures.ts';
import { departureAfterSnapshot, ownSnapshots } from '../history/snapshot-departures.ts';
import type { StageFacts } from '../history/stage-facts.ts';

const storeKind = 'cloudfront-key-value-store';

/**
 * Every key and route that a state records SST wrote into a store that still exists. Stores are not read
 * (their data plane wants signatures of its own), so the record is the only source: a route counts as
 * standing unless it left its state in a completed deploy or remove, in which SST deletes the keys
 * (pkg/server/resource/aws-kv-keys.go, aws-kv-routes-update.go).
 */
export function recordedRoutes(
  inventory: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
): readonly RouteRecord[] {
  const stores = new Map(
    inventory.resources
      .filter(({ kind }) => kind === storeKind)
      .flatMap((store) => (store.arn === null ? [] : [[store.arn, store] as const])),
  );
  if (stores.size === 0) return [];
  return inventory.stages.flatMap((state) => {
    const facts = stages.get(stageId(state));
    return facts ? recordsOf(state, { facts, stores, inventory }) : [];
  });
}

interface Sources {
  readonly facts: StageFacts;
  readonly stores: ReadonlyMap<string, Resource>;
  readonly inventory: Inventory;
}

function recordsOf(state: StageState, context: Sources): readonly RouteRecord[] {
  const current = state.current?.writes ?? [];
  const now = new Set(current.map(identity));
  const past = new Map<string, Recorded>();
  const places = [
    ...ownSnapshots(state).map((snapshot) => ({ in: snapshot.checkpoint, snapshot })),
    ...state.checkpoints.map((checkpoint) => ({ in: checkpoint, snapshot: null })),
  ];
  // Oldest first, so that a newer version replaces an older one.
  for (const place of places) {
    for (const written of place.in.writes)
      if (!now.has(identity(written))) past.set(identity(written), { written, ...place });
  }
  return [
    ...current.flatMap((written) =>
      recordOf(written, { state, at: state.current?.at ?? '', doubt: 'listed' }, context),
    ),
    ...[...past.values()].flatMap((owner) =>
      recordOf(
        owner.written,
        { state, at: owner.in.at, doubt: doubtOf(owner, state, context) },
        context,
      ),
    ),
  ];
}

interface Recorded {
  readonly written: RecordedKeys;
  readonly in: Checkpoint;
  /** The snapshot; null: a version of the state itself. */
  readonly snapshot: Snapshot | null;
}

/** The same resource of the program, in the same store: its keys change with the program. */
function identity({ urn, store }: RecordedKeys): string {
  return `${urn} ${store}`;
}

/** The reason why its keys may still exist; null: a completed run deleted them. */
function doubtOf(owner: Recorded, state: StageState, { facts, inventory }: Sources): string | null {
  // An update that names another store writes there, and deletes nothing in the earlier one.
  const { urn, store } = owner.written;
  const states = owner.snapshot
    ? ownSnapshots(state).map(({ checkpoint }) => checkpoint)
    : state.checkpoints;
  const later = states.slice(states.indexOf(owner.in) + 1);
  const since = [...later, ...(state.current ? [state.current] : [])].flatMap(
    ({ writes }) => writes,
  );
  if (since.some((each) => each.urn === urn && each.store !== store)) return 'moved-to-other-store';
  const versioned = inventory.homes.find(({ bucket }) => bucket === state.home)?.versioned === true;
  const known = { runs: facts.runs, versioned };
  const departure = owner.snapshot
    ? departureAfterSnapshot(owner.snapshot, { urn, id: null, kept: [] }, state, known)
    : departureAfter(owner.in, state, known);
  return departure.proven ? null : (departure.doubt ?? 'unproven');
}

function recordOf(
  { urn, store, keys, total, leadsTo }: RecordedKeys,
  found: { readonly state: StageState; readonly at: string; readonly doubt: string | null },
  { stores, facts }: Sources,
): readonly RouteRecord[] {
  const resource = stores.get(store);
  if (!resource) return [];
  const { state, at, doubt } = found;
  return [
    {
      app: state.app,
      stage: state.stage,
      region: state.region,
      home: state.home,
      urn,
      store,
      storeKey: resource.key,
      keys,
      total,
      leadsTo: leadsTo.filter((key) => key !== resource.key),
      recordedAt: at,
      doubt,
      stageIsGone: facts.removed || facts.abandoned.has(state),
    },
  ];
}

/** Keys of the stores whose standing routes lead to a resource, by that resource's key. */
export function storesByTarget(
  records: readonly RouteRecord[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { leadsTo, storeKey, doubt } of records) {
    if (doubt === null) continue;
    for (const key of leadsTo) found.set(key, (found.get(key) ?? new Set()).add(storeKey));
  }
  return new Map([...found].map(([key, stores]) => [key, [...stores].sort()]));
}
