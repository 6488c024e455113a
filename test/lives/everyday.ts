import { later } from '../account/stage.ts';
import { alreadyExists, anImport, functionOf, withoutFunction } from './component.ts';
import type { Life } from './life.ts';
import { isBefore } from './versions.ts';
import { putToUse } from './world.ts';

/** A deploy that completes: it makes what is new, and takes out what is gone from the code. */
export function deploy(life: Life): void {
  const { chance, account } = life.world;
  const at = life.begin('deploy');
  const count = chance.below(2) + (life.state.length === 0 ? 1 : 0);
  const made = Array.from({ length: count }, () => life.make(at));
  const refused = made.filter((component) => life.isRefused(component));
  const kept = made.map((each) => (refused.includes(each) ? withoutFunction(each) : each));
  const dropped = life.state.length > 1 && chance.often(0.4) ? [chance.pick(life.state)] : [];
  for (const component of dropped) life.letGo(component, 'left by a deploy');
  life.state = [...life.state.filter((each) => !dropped.includes(each)), ...kept];
  life.claim();
  life.run({
    at,
    entries: life.entries,
    errors: refused.map((component) => alreadyExists(component, life.pair)),
  });
  for (const { parts } of kept) account.with(parts);
}

/** The machine went away: what was made stands in no state. */
export function kill(life: Life): void {
  const { chance, account, truth } = life.world;
  const at = life.begin('kill');
  const lost = life.make(later(at, 60));
  if (!life.isRefused(lost)) {
    account.with(lost.parts);
    truth.leftover(lost.ids, 'made, never recorded');
  }
  life.run({ at, ...(life.pushesAllAlong && { entries: life.entries }), completed: false });
  life.locked = true;
  life.at = later(at, 4 * 3600);
  if (chance.often(0.9)) life.unlock();
}

/** Two runs at once, one of them unlocked by force: the slower one writes the state last. */
function overlap(life: Life): void {
  const { chance, account, truth } = life.world;
  const at = life.begin('overlap');
  const [slow, quick] = [life.make(at), life.make(at)];
  for (const made of [slow, quick]) if (life.isRefused(made)) return;
  const before = life.entries;
  life.run({ at: later(at, 300), entries: [...before, ...quick.entries] });
  life.state = [...life.state, slow];
  life.run({ at, entries: life.entries, lasts: 1800, firstPush: before });
  account.with(slow.parts, quick.parts);
  // Either somebody unlocked by force, or both saw no lock and wrote one.
  if (chance.often(0.5)) life.stage.forceUnlock(later(at, 240));
  life.claim();
  truth.live(quick.ids, 'lost to an overlapping run');
  life.lost = [...life.lost, ...quick.ids];
}

export function refresh(life: Life): void {
  const at = life.begin('refresh');
  life.run({ at, command: 'refresh', entries: life.entries });
  life.doubt();
}

/** `sst state edit` that is closed without a change. */
export function edit(life: Life): void {
  const at = life.begin('edit');
  life.run({ at, command: 'edit' });
  life.doubt();
}

/** `sst state remove`: somebody hands a component over to something else, and goes on using it. */
export function handOver(life: Life): void {
  if (life.state.length === 0) return;
  const given = life.world.chance.pick(life.state);
  const at = life.begin(`hand over ${given.name}`);
  life.state = life.state.filter((component) => component !== given);
  life.run({ at, command: 'edit', entries: life.entries });
  life.doubt();
  life.world.truth.live(given.ids, 'handed over');
  const name = functionOf(given)?.id;
  // A bucket's user cannot be seen in any configuration.
  if (name !== undefined) putToUse(life.world, name, at);
}

/** A remove that completes. SST believes that all is gone; AWS may have kept some of it. */
export function remove(life: Life): void {
  const at = life.begin('remove');
  for (const component of life.state) life.letGo(component, 'left by a remove');
  life.state = [];
  life.run({ at, command: 'remove', entries: [] });
  // Nobody wants the stage any more: what SST forgot of it is left over.
  life.world.truth.leftover(life.lost, 'made, never recorded');
  life.lost = [];
}

/** A remove that AWS refused in the middle: what is still in the state is the stage's own. */
function failToRemove(life: Life): void {
  if (life.state.length === 0) return;
  const at = life.begin('fail to remove');
  const [first, ...rest] = life.state;
  for (const component of rest) life.letGo(component, 'left by a failed remove');
  life.state = first ? [first] : [];
  life.claim();
  life.run({
    at,
    command: 'remove',
    entries: life.entries,
    errors: [{ urn: 'urn', message: 'FunctionInUse' }],
  });
}

/** `state.purge`: a remove that takes its own history with it. */
export function purge(life: Life): void {
  remove(life);
  life.world.truth.tell(`${life.name}: its history is purged`);
  life.stage.purge();
  life.forget();
}

/** `state.retention`: earlier versions go, and all but so many updates; the stage lives on. */
export function retain(life: Life, updates?: number): void {
  life.world.truth.tell(`${life.name}: earlier versions are erased`);
  life.stage.retain(updates);
  life.forget();
}

/** Old names stay, new ones get a tail. */
function upgrade(life: Life): void {
  life.world.truth.tell(`${life.name}: upgrade to 4.2.0`);
  if (isBefore(life.version, '4.2.0')) life.version = '4.2.0';
}

/** `transform` with `importID`: a bucket that exists becomes this stage's own. */
export function importBucket(life: Life, bucket: string, since: string): void {
  if (since > life.at) life.at = since;
  const at = life.begin(`import ${bucket}`);
  life.state = [...life.state, anImport(`Imported-${bucket}`, bucket)];
  life.run({ at, entries: life.entries });
  life.claim();
}

export type Event = (life: Life) => void;

/** What happens to stages every day, as often as it stands here. */
export const everyday: readonly Event[] = [
  deploy,
  deploy,
  deploy,
  deploy,
  deploy,
  deploy,
  kill,
  overlap,
  refresh,
  edit,
  handOver,
  upgrade,
  remove,
  remove,
  remove,
  failToRemove,
  purge,
  retain,
];

/** So many of those events, by chance. */
export function live(life: Life, length: number, events: readonly Event[] = everyday): void {
  for (let event = 0; event < length; event++) life.world.chance.pick(events)(life);
}
