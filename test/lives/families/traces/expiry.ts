import type { ObjectData } from 'simulated-aws';
import { later } from '../../../account/stage.ts';
import { deploy, handOver, kill, remove, type Event } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { deployWithSpare } from './spare.ts';
import { operations } from './surgery.ts';
import { makeByTool } from '../others/tools.ts';
import { aTime } from '../windows.ts';
import { deployElsewhere } from '../others/elsewhere.ts';

/** What is gone of the traces of runs: by a lifecycle rule, or because somebody cleaned up. */
const ways = [
  'all locks',
  'all locks',
  'markers of locks',
  'versions of locks',
  'older locks',
  'locks and first versions of records',
  'first versions of records',
  'some locks',
] as const;

function expire(life: Life): void {
  const { chance, account, truth } = life.world;
  const way = chance.pick(ways);
  const { app, stage } = life.pair;
  const lock = `lock/${app}/${stage}.json`;
  const records = `update/${app}/${stage}/`;
  const older = account.ago({ days: 60 + chance.below(300) });
  const { objects = [] } = life.stage.bucket;
  // An object that is current never expires by a rule for versions.
  const newest = new Set(
    [...new Set(objects.map(({ key }) => key))].map((key) =>
      objects.findLast((each) => each.key === key),
    ),
  );
  const isGone = (object: ObjectData): boolean => {
    const isLock = object.key === lock;
    const isFirst = object.key.startsWith(records) && !newest.has(object);
    switch (way) {
      case 'all locks':
        return isLock && (object.deleteMarker === true || !newest.has(object));
      case 'markers of locks':
        return isLock && object.deleteMarker === true;
      case 'versions of locks':
        return isLock && object.deleteMarker !== true && !newest.has(object);
      case 'older locks':
        return isLock && (object.at ?? '') < older && !newest.has(object);
      case 'some locks':
        return isLock && !newest.has(object) && chance.often(0.5);
      case 'first versions of records':
        return isFirst;
      case 'locks and first versions of records':
        return isFirst || (isLock && (object.deleteMarker === true || !newest.has(object)));
    }
  };
  life.stage.bucket.objects = objects.filter((object) => !isGone(object));
  truth.tell(`${life.name}: expired are ${way}`);
  // From SST 3.4.0 on a run's pushes lie between the two versions of its record.
  if (way !== 'all locks' || !life.pushesAllAlong) life.doubt();
}

/** Somebody deletes the lock of a killed run, and no record says so. */
const unlockByHand: Event = (life) => {
  kill(life);
  if (!life.locked) return;
  life.stage.forceUnlock(life.at);
  for (const span of life.spans) span.to ??= life.at;
  life.locked = false;
  life.at = later(life.at, 3600);
};

/** Locks that are gone, in part or altogether, when somebody looks. */
export const expiredLocks: Family = {
  name: 'expiredLocks',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      deploy(life);
      liveAmong(
        life,
        [...operations, deployWithSpare, handOver, unlockByHand],
        1 + chance.below(6),
      );
      if (chance.often(0.45)) remove(life);
      if (chance.often(0.4)) meanwhile(world, life);
      expire(life);
    }),
};

function meanwhile(world: World, life: Life): void {
  const at = aTime(life);
  if (at === null) return;
  if (world.chance.often(0.5)) deployElsewhere(world, life.pair, at);
  else makeByTool(world, life.pair, at);
}
