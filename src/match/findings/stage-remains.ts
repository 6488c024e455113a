import type { Finding, StageReport } from '../../model/finding.ts';
import type { Inventory } from '../../model/inventory.ts';
import {
  stateFolders,
  type StageRemains,
  type StateListing,
  type StoredFiles,
} from '../../model/remains.ts';
import type { AppStage } from '../../model/resource.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { stageId } from '../../sst/state-keys.ts';

export interface JudgedStages {
  readonly inventory: Pick<Inventory, 'stages' | 'stacks' | 'homes'>;
  readonly stages: readonly StageReport[];
  readonly findings: readonly Pick<Finding, 'verdict' | 'ofStages'>[];
}

/**
 * Files in the state of stages that were removed, and of names that no state explains: one row for each
 * stage and home, and one for a passphrase in a region without a home of that stage.
 */
export function stageRemains(listing: StateListing, judged: JudgedStages): readonly StageRemains[] {
  const statusOf = statuses(judged);
  const leftovers = leftoversByStage(judged.findings);
  const places = [...placesOf(listing, judged)].flatMap(([, place]) => {
    const status = statusOf(place);
    if (status === null) return [];
    const passphrases = listing.passphrases.get(place.region);
    const id = stageId(place);
    return [
      {
        app: place.app,
        stage: place.stage,
        region: place.region,
        home: place.home,
        status,
        files: inOrder(place.files),
        passphrase: passphrases ? passphrases.has(id) : null,
        leftovers: leftovers.get(id) ?? 0,
      },
    ];
  });
  // `state.purge` leaves the versions of a lock, which nobody can clear.
  return places.filter(
    ({ files, passphrase }) => passphrase === true || files.some(({ folder }) => folder !== 'lock'),
  );
}

interface Place extends AppStage {
  readonly home: string | null;
  readonly region: string;
  readonly files: StoredFiles[];
}

function placesOf(listing: StateListing, { inventory }: JudgedStages): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const at = (home: string | null, region: string, id: string): Place => {
    const key = JSON.stringify([home, region, id]);
    const [app = '', stage = ''] = id.split('/');
    const place = places.get(key) ?? { app, stage, home, region, files: [] };
    places.set(key, place);
    return place;
  };
  for (const state of inventory.stages)
    at(state.home, state.region, stageId(state)).files.push(...state.stored);
  for (const { bucket, region, counts } of listing.folders)
    for (const [id, files] of counts) at(bucket, region, id).files.push(files);
  const withHome = new Set(
    [...places.values()].map((place) => `${place.region} ${stageId(place)}`),
  );
  for (const [region, ids] of listing.passphrases)
    for (const id of ids.keys()) if (!withHome.has(`${region} ${id}`)) at(null, region, id);
  return places;
}

/** Null: the stage exists, or may exist. */
function statuses({
  inventory,
  stages,
}: JudgedStages): (place: Place) => StageRemains['status'] | null {
  const removed = new Set(stages.filter(({ status }) => status === 'removed').map(stageId));
  const there = new Set(stages.filter(({ status }) => status !== 'removed').map(stageId));
  // A deleted lock shows that something ran here once, and not with which result.
  const silent = inventory.stages.filter(
    ({ versions, lock, runs }) =>
      versions.length === 0 && lock === null && runs.every(({ id }) => id === null),
  );
  const known = new Set([
    ...inventory.stages.filter((state) => !silent.includes(state)).map(stageId),
    ...inventory.stacks.flatMap(({ tags }) => {
      const pair = pairFromTags(tags);
      return pair ? [stageId(pair)] : [];
    }),
  ]);
  // A home that could not be read may hold the state of any name.
  const unread = new Set(
    inventory.homes.filter(({ status }) => status !== 'read').map(({ region }) => region),
  );
  return (place) => {
    const id = stageId(place);
    if (!known.has(id)) return unread.has(place.region) ? null : 'unknown-stage';
    return removed.has(id) && !there.has(id) ? 'removed' : null;
  };
}

function leftoversByStage(findings: JudgedStages['findings']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { verdict, ofStages } of findings) {
    if (verdict !== 'leftover') continue;
    for (const id of ofStages) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function inOrder(files: readonly StoredFiles[]): readonly StoredFiles[] {
  return files
    .filter(({ versions }) => versions > 0)
    .toSorted((a, b) => stateFolders.indexOf(a.folder) - stateFolders.indexOf(b.folder));
}
