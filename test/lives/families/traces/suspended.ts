import type { BucketData, ObjectData } from 'simulated-aws';
import type { HomeBuilder } from '../../../account/account.ts';
import { deploy, edit, handOver, refresh, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { deployWithSpare } from './spare.ts';
import { operations } from './surgery.ts';

/**
 * For a while the bucket kept no versions: what was written then has the id `null`, and of each key
 * only the last of those is left.
 */
function suspend(world: World, home: HomeBuilder, lives: readonly Life[]): void {
  const { chance, truth } = world;
  const { bucket } = home;
  const objects = (bucket.objects ?? []).toSorted((a, b) => timeOf(a) - timeOf(b));
  if (objects.length < 3) return;
  const end = chance.below(objects.length);
  const begin = chance.often(0.2) ? 0 : chance.below(end + 1);
  const [from, to] = [objects[begin], objects[end]].map((each) => each?.at ?? '');
  const meanwhile = objects.slice(begin, end + 1);
  const last = new Map(meanwhile.map((object) => [object.key, object]));
  for (const object of last.values()) object.versionId = 'null';
  bucket.objects = objects.filter(
    (object) => !meanwhile.includes(object) || last.get(object.key) === object,
  );
  if (chance.often(0.2)) bucket.versioning = 'Suspended';
  else if (chance.often(0.25)) eraseNull(bucket);
  truth.tell(`${home.bucket.name} kept no versions from ${from} to ${to}`);
  const states = bucket.objects
    .filter(({ key }) => key.startsWith('app/'))
    .map(({ body }) => JSON.stringify(body));
  for (const life of lives) {
    if (life.stage.bucket !== bucket) continue;
    life.doubt();
    truth.unknowable([...life.kept].filter((id) => !states.some((state) => state.includes(id))));
  }
}

/** Whoever cleans up erases the version `null` by its id, unless it is the current one. */
function eraseNull(bucket: BucketData): void {
  const { objects = [] } = bucket;
  const isCurrent = (object: ObjectData) =>
    objects.findLast(({ key }) => key === object.key) === object;
  bucket.objects = objects.filter((each) => each.versionId !== 'null' || isCurrent(each));
}

function timeOf({ at }: ObjectData): number {
  return Date.parse(at ?? '');
}

/** Homes whose versioning was suspended for a while and is on again. */
export const suspendedVersioning: Family = {
  name: 'suspendedVersioning',
  live(world, measure) {
    const { chance } = world;
    const lives = liveNearby(world, measure, (life) => {
      deploy(life);
      liveAmong(
        life,
        [...operations, deployWithSpare, handOver, edit, refresh],
        2 + chance.below(5),
      );
      if (chance.often(0.4)) remove(life);
    });
    for (const home of world.homes) suspend(world, home, lives);
    return lives;
  },
};
