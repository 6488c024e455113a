import type { HomeBuilder } from '../account/account.ts';
import type { Entry } from '../account/checkpoint.ts';
import { later, type StageBuilder } from '../account/stage.ts';
import {
  alreadyExists,
  anImport,
  aName,
  type Component,
  functionOf,
  makeComponent,
  routedThrough,
  shapes,
  withoutFunction,
} from './component.ts';
import type { Cause } from './truth.ts';
import { isTaken, putToUse, type World } from './world.ts';

/**
 * The life of one stage, told event by event: every event leaves in AWS and in the home what SST
 * and people leave there, and says in the truth what became of each resource. Knows nothing of how
 * this tool judges.
 */
export class Life {
  readonly pair: { readonly app: string; readonly stage: string };
  readonly #world: World;
  #stage: StageBuilder;
  #at: string;
  #made = 0;
  #state: readonly Component[] = [];
  #elsewhere: readonly Component[] = [];
  #version: string;
  readonly #retainAll: boolean;
  /** Lived in the last days, in a hurry. */
  readonly #isRecent: boolean;
  /** What left the state and is still told of by its versions. */
  readonly #departed = new Set<string>();
  readonly #kept = new Set<string>();
  /** Names that this event has given. */
  readonly #naming = new Set<string>();
  #locked = false;
  /** Made by a run whose state another run overwrote. */
  #lost: readonly string[] = [];

  constructor(world: World, home: HomeBuilder, pair: { app: string; stage: string }) {
    const { chance, account } = world;
    this.#world = world;
    this.#stage = home.stage(pair.app, pair.stage);
    this.pair = pair;
    this.#isRecent = chance.often(0.15);
    const begun = account.ago({ days: this.#isRecent ? 6 : 300 + chance.below(83) });
    this.#at = later(begun, chance.below(36_000));
    this.#version = chance.often(0.3) ? '3.7.15' : '3.17.0';
    this.#retainAll = chance.often(0.04);
  }

  /** What its current states list, in whatever home. */
  get listed(): readonly Component[] {
    return [...this.#state, ...this.#elsewhere];
  }

  get bucket(): string {
    return this.#stage.bucket.name;
  }

  /** A deploy that completes: it makes what is new, and takes out what is gone from the code. */
  deploy(): void {
    const at = this.#begin('deploy');
    const count = this.#world.chance.below(2) + (this.#state.length === 0 ? 1 : 0);
    const made = Array.from({ length: count }, () => this.#make(at));
    const refused = made.filter((component) => this.#isRefused(component));
    const kept = made.map((each) => (refused.includes(each) ? withoutFunction(each) : each));
    const dropped =
      this.#state.length > 1 && this.#world.chance.often(0.4)
        ? [this.#world.chance.pick(this.#state)]
        : [];
    for (const component of dropped) this.#letGo(component, 'left by a deploy', true);
    this.#state = [...this.#state.filter((each) => !dropped.includes(each)), ...kept];
    this.#claim();
    this.#stage.deploy(at, this.#entries(), {
      version: this.#version,
      errors: refused.map((component) => alreadyExists(component, this.pair)),
    });
    for (const { parts } of kept) this.#world.account.with(parts);
  }

  /** The machine went away: what was made stands in no state. */
  kill(): void {
    const at = this.#begin('kill');
    const lost = this.#make(later(at, 60));
    if (!this.#isRefused(lost)) {
      this.#world.account.with(lost.parts);
      this.#world.truth.leftover(lost.ids, 'made, never recorded');
    }
    this.#stage.run({ at, entries: this.#entries(), completed: false, version: this.#version });
    this.#locked = true;
    this.#at = later(at, 4 * 3600);
    if (this.#world.chance.often(0.9)) this.#unlock();
  }

  /** Two runs at once, one of them unlocked by force: the slower one writes the state last. */
  overlap(): void {
    const at = this.#begin('overlap');
    const [slow, quick] = [this.#make(at), this.#make(at)];
    for (const made of [slow, quick]) if (this.#isRefused(made)) return;
    const before = this.#entries();
    const version = this.#version;
    this.#stage.deploy(later(at, 300), [...before, ...quick.entries], { version });
    this.#state = [...this.#state, slow];
    this.#stage.deploy(at, this.#entries(), { version, lasts: 1800, firstPush: before });
    this.#world.account.with(slow.parts, quick.parts);
    // Either somebody unlocked by force, or both saw no lock and wrote one.
    if (this.#world.chance.often(0.5)) this.#stage.forceUnlock(later(at, 240));
    this.#claim();
    this.#world.truth.live(quick.ids, 'lost to an overlapping run');
    this.#lost = [...this.#lost, ...quick.ids];
  }

  refresh(): void {
    const at = this.#begin('refresh');
    this.#stage.run({ at, command: 'refresh', entries: this.#entries(), version: this.#version });
    this.#doubt();
  }

  /** `sst state edit` that is closed without a change. */
  edit(): void {
    const at = this.#begin('edit');
    this.#stage.run({ at, command: 'edit', version: this.#version });
    this.#doubt();
  }

  /** `sst state remove`: somebody hands a component over to something else, and goes on using it. */
  handOver(): void {
    if (this.#state.length === 0) return;
    const given = this.#world.chance.pick(this.#state);
    const at = this.#begin(`hand over ${given.name}`);
    this.#state = this.#state.filter((component) => component !== given);
    this.#stage.run({ at, command: 'edit', entries: this.#entries(), version: this.#version });
    this.#doubt();
    this.#world.truth.live(given.ids, 'handed over');
    const name = functionOf(given)?.id;
    // A bucket's user cannot be seen in any configuration.
    if (name !== undefined) putToUse(this.#world, name, at);
  }

  /** A remove that completes. SST believes that all is gone; AWS may have kept some of it. */
  remove(): void {
    const at = this.#begin('remove');
    for (const component of this.#state) this.#letGo(component, 'left by a remove', true);
    this.#state = [];
    this.#stage.remove(at, { version: this.#version });
    // Nobody wants the stage any more: what SST forgot of it is left over.
    this.#world.truth.leftover(this.#lost, 'made, never recorded');
    this.#lost = [];
  }

  /** A remove that AWS refused in the middle: what is still in the state is the stage's own. */
  failToRemove(): void {
    if (this.#state.length === 0) return;
    const at = this.#begin('fail to remove');
    const [first, ...rest] = this.#state;
    for (const component of rest) this.#letGo(component, 'left by a failed remove', true);
    this.#state = first ? [first] : [];
    this.#claim();
    this.#stage.remove(at, {
      entries: this.#entries(),
      errors: [{ urn: 'urn', message: 'FunctionInUse' }],
      version: this.#version,
    });
  }

  /** `state.purge`: a remove that takes its own history with it. */
  purge(): void {
    this.remove();
    this.#world.truth.tell(`${this.#name}: its history is purged`);
    this.#stage.purge();
    this.#forget();
  }

  /** `state.retention`: earlier versions go, the stage lives on. */
  retain(): void {
    this.#world.truth.tell(`${this.#name}: earlier versions are erased`);
    this.#stage.retain();
    this.#forget();
  }

  /** Old names stay, new ones get a tail. */
  upgrade(): void {
    this.#world.truth.tell(`${this.#name}: upgrade to 4.2.0`);
    this.#version = '4.2.0';
  }

  /** Another region or another home: the new state is empty, the old one stays as it was. */
  moveTo(home: HomeBuilder, cause: Cause): void {
    if (home.bucket === this.#stage.bucket) return;
    this.#world.truth.tell(`${this.#name}: moves to ${home.bucket.name}`);
    if (this.#locked) this.#unlock();
    for (const { ids } of this.#state) this.#world.truth.live(ids, cause);
    this.#stage = home.stage(this.pair.app, this.pair.stage);
    this.#elsewhere = this.listed;
    this.#state = [];
  }

  /** `transform` with `importID`: a bucket that exists becomes this stage's own. */
  importBucket(bucket: string, since: string): void {
    if (since > this.#at) this.#at = since;
    const at = this.#begin(`import ${bucket}`);
    this.#state = [...this.#state, anImport(`Imported-${bucket}`, bucket)];
    this.#stage.deploy(at, this.#entries(), { version: this.#version });
    this.#claim();
  }

  get #name(): string {
    return `${this.pair.app}/${this.pair.stage}`;
  }

  #claim(): void {
    for (const { ids } of this.#state) this.#world.truth.live(ids, 'in a state');
  }

  /** From now on what left this state is not proven to have left it for good. */
  #doubt(): void {
    this.#world.truth.notProvable(this.#departed);
  }

  /** No version tells any more what left, or that it was kept on purpose. */
  #forget(): void {
    this.#doubt();
    this.#world.truth.unknowable(this.#kept);
  }

  #letGo(component: Component, cause: Cause, completed: boolean): void {
    const { account, chance, truth } = this.#world;
    // Mostly AWS deletes what SST tells it to; a trouble-maker is why this tool exists.
    const isKept = component.entries.some(({ retainOnDelete }) => retainOnDelete);
    if (!isKept && chance.often(0.5)) {
      account.without(component.ids);
      truth.gone(component.ids);
      return;
    }
    if (isKept || component.entries.some(({ importID }) => importID)) {
      truth.live(component.ids, 'kept on purpose');
      for (const id of component.ids) this.#kept.add(id);
      return;
    }
    truth.leftover(component.ids, cause);
    if (completed) truth.provable(component.ids);
    for (const id of component.ids) this.#departed.add(id);
  }

  #make(at: string): Component {
    const { chance, routers } = this.#world;
    this.#made += 1;
    const taken = new Set([...this.#state.map((component) => component.name), ...this.#naming]);
    const name = aName(chance, taken) ?? `Extra${this.#made}`;
    this.#naming.add(name);
    const making = {
      ...this.pair,
      name,
      at,
      region: this.#stage.region,
      seed: `${this.#name} ${name} ${this.#made} ${this.bucket}`,
      plainNames: this.#version.startsWith('3.7'),
      retainAll: this.#retainAll,
    };
    const shared = routers.get(this.pair.app) ?? [];
    if (shared.length > 0 && chance.often(0.2)) return routedThrough(chance.pick(shared), making);
    const component = makeComponent(chance.pick(shapes), making);
    if (component.router.length > 0) {
      routers.set(this.pair.app, [...shared, component]);
    }
    return component;
  }

  #isRefused(component: Component): boolean {
    const name = functionOf(component)?.id;
    return (
      functionOf(component)?.external !== true && name !== undefined && isTaken(this.#world, name)
    );
  }

  #entries(): readonly Entry[] {
    return this.#state.flatMap(({ entries }) => entries);
  }

  #unlock(): void {
    this.#stage.unlock(this.#at);
    this.#locked = false;
    this.#at = later(this.#at, 3600);
  }

  #begin(event: string): string {
    if (this.#locked) this.#unlock();
    this.#naming.clear();
    const at = this.#at;
    this.#world.truth.tell(`${at} ${this.#name}: ${event} (${this.#version})`);
    const hours = this.#isRecent ? 1 + this.#world.chance.below(4) : 30;
    this.#at = later(at, 3600 * (hours + (this.#isRecent ? 0 : this.#world.chance.below(120))));
    return at;
  }
}
