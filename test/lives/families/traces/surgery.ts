import { later } from '../../../account/stage.ts';
import { deploy, live, refresh, remove, type Event } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { deployWithSpare } from './spare.ts';

/** `aws s3 cp` of an edited export, without a run: what is taken out lives on with something else. */
function operate(life: Life, at: string): void {
  const { chance, truth } = life.world;
  if (life.state.length === 0 || isWritten(life, at)) return;
  const isAll = chance.often(0.15);
  const given = isAll ? life.state : [chance.pick(life.state)];
  life.state = life.state.filter((component) => !given.includes(component));
  life.stage.push(at, life.entries).goOnWith(life.entries);
  const names = given.map(({ name }) => name).join(', ');
  truth.tell(`${at} ${life.name}: somebody uploads a state without ${names}, handed over`);
  for (const { ids } of given) truth.live(ids, 'handed over');
}

/** Has the state been written since? Then there is no going back before that. */
function isWritten(life: Life, since: string): boolean {
  const { app, stage } = life.pair;
  const key = `app/${app}/${stage}.json`;
  return (life.stage.bucket.objects ?? []).some(
    (object) => object.key === key && (object.at ?? '') >= since,
  );
}

/** Hours after the last run. */
const operateBetweenRuns: Event = (life) => {
  if (life.locked) life.unlock();
  operate(life, later(life.at, -1800));
};

/** The next run begins within seconds of it. */
const operateBeforeTheNextRun: Event = (life) => {
  if (life.locked) life.unlock();
  operate(life, later(life.at, -life.world.chance.below(20)));
};

/** A pipeline that goes on as soon as the deploy has written its record, or let go of its lock. */
const operateAfterDeploy: Event = (life) => {
  deploy(life);
  const { recorded, to } = life.spans.at(-1) ?? {};
  if (!recorded || !to) return;
  // Before SST 3.4.0 its own push comes after its record, and would bring back what was taken out.
  const since = life.pushesAllAlong ? life.world.chance.pick([recorded, to]) : to;
  operate(life, later(since, 1 + life.world.chance.below(4)));
};

/** While a killed run still holds its lock. */
const operateWhileLocked: Event = (life) => {
  const at = life.begin('killed');
  life.run({ at, ...(life.pushesAllAlong && { entries: life.entries }), completed: false });
  life.locked = true;
  operate(life, later(at, 600 + life.world.chance.below(3000)));
  life.at = later(at, 4 * 3600);
};

/** Somebody brings an older state back, with all that has left it since. */
const restoreOlder: Event = (life) => {
  const { chance, truth } = life.world;
  if (life.left.length === 0 || life.locked) return;
  const back = chance.pick(life.left);
  if (life.state.some(({ name }) => name === back.name)) return;
  const at = later(life.at, -1200);
  if (isWritten(life, at)) return;
  life.state = [...life.state, back];
  life.stage.push(at, life.entries).goOnWith(life.entries);
  truth.tell(`${at} ${life.name}: somebody uploads a state with ${back.name} again`);
  life.left.splice(life.left.indexOf(back), 1);
  life.claim();
};

export const operations: readonly Event[] = [
  operateBetweenRuns,
  operateBeforeTheNextRun,
  operateAfterDeploy,
  operateAfterDeploy,
  operateWhileLocked,
  restoreOlder,
];

/** States that are edited between runs, and what left them handed over. */
export const editedByHand: Family = {
  name: 'editedByHand',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      deploy(life);
      liveAmong(life, [...operations, deployWithSpare], 2 + world.chance.below(5));
      if (world.chance.often(0.3)) live(life, 1, [deploy, deploy, refresh]);
      if (world.chance.often(0.5)) remove(life);
    }),
};
