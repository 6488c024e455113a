import type { HomeBuilder } from '../account/account.ts';
import type { Entry } from '../account/checkpoint.ts';
import { later, type RunOptions, type StageBuilder } from '../account/stage.ts';
import {
  aName,
  type Component,
  functionOf,
  makeComponent,
  routedThrough,
  type Shape,
  shapes,
} from './component.ts';
import type { Cause } from './truth.ts';
import { isBefore } from './versions.ts';
import { isTaken, type World } from './world.ts';

/** One run of a stage as it was, whatever is left of its traces. */
export interface Span {
  readonly command: string;
  /** Its lock's time. */
  readonly from: string;
  /** Its last push of a state; null: it pushed none. */
  readonly pushed: string | null;
  /** When its record got its end; null: never. */
  readonly recorded: string | null;
  /** When its lock went; null: it is held. */
  to: string | null;
}

interface Given {
  readonly version?: string;
  /** When its first run begins. */
  readonly at?: string;
}

/**
 * The life of one stage, told event by event: every event leaves in AWS and in the home what SST
 * and people leave there, and says in the truth what became of each resource. Knows nothing of how
 * this tool judges.
 */
export class Life {
  readonly world: World;
  readonly pair: { readonly app: string; readonly stage: string };
  readonly retainAll: boolean;
  /** Lived in the last days, in a hurry. */
  readonly isRecent: boolean;
  readonly spans: Span[] = [];
  stage: StageBuilder;
  /** When the next event happens. */
  at: string;
  version: string;
  state: readonly Component[] = [];
  /** Made by a run whose state another run overwrote. */
  lost: readonly string[] = [];
  locked = false;
  /** What it let go of and AWS still has, though nobody meant to keep it. */
  readonly left: Component[] = [];
  /** What left the state and is still told of by its versions. */
  readonly departed = new Set<string>();
  readonly kept = new Set<string>();
  #made = 0;
  #elsewhere: readonly Component[] = [];
  /** Names that this event has given. */
  readonly #naming = new Set<string>();

  constructor(
    world: World,
    home: HomeBuilder,
    pair: { app: string; stage: string },
    given: Given = {},
  ) {
    const { chance, account } = world;
    this.world = world;
    this.stage = home.stage(pair.app, pair.stage);
    this.pair = pair;
    this.isRecent = chance.often(0.15);
    const begun = account.ago({ days: this.isRecent ? 6 : 300 + chance.below(83) });
    const at = later(begun, chance.below(36_000));
    const version = chance.often(0.3) ? '3.7.15' : '3.17.0';
    this.at = given.at ?? at;
    this.version = given.version ?? version;
    this.retainAll = chance.often(0.04);
  }

  /** What its current states list, in whatever home. */
  get listed(): readonly Component[] {
    return [...this.state, ...this.#elsewhere];
  }

  get bucket(): string {
    return this.stage.bucket.name;
  }

  get name(): string {
    return `${this.pair.app}/${this.pair.stage}`;
  }

  get entries(): readonly Entry[] {
    return this.state.flatMap(({ entries }) => entries);
  }

  /** Whatever held the lock lets go of it, and time goes on. */
  begin(event: string): string {
    if (this.locked) this.unlock();
    this.#naming.clear();
    const { at } = this;
    this.world.truth.tell(`${at} ${this.name}: ${event} (${this.version})`);
    const hours = this.isRecent ? 1 + this.world.chance.below(4) : 30;
    this.at = later(at, 3600 * (hours + (this.isRecent ? 0 : this.world.chance.below(120))));
    return at;
  }

  /** From SST 3.4.0 on a run pushes its state again and again; before, once at its end. */
  get pushesAllAlong(): boolean {
    return !isBefore(this.version, '3.4.0');
  }

  /** One run of this version of SST, with all that it writes into the home. */
  run(options: RunOptions): void {
    const { at, command = 'deploy', lasts = 180 } = options;
    const isByHand = command === 'edit' || command === 'repair';
    // Before SST 3.4.0 the record of an edit never got its end, though the lock went.
    const isOpenEdit = isByHand && !this.pushesAllAlong;
    const completed = (options.completed ?? true) && !isOpenEdit;
    this.stage.run({
      version: this.version,
      pushesAfterRecord: !this.pushesAllAlong,
      isRecorded: !isBefore(this.version, '3.2.48'),
      // From then to 3.7.0 it did not say what it was a record of (SST cmd/sst/state.go).
      ...(isByHand && isBefore(this.version, '3.7.0') ? { recordedAs: '' } : {}),
      ...options,
      completed,
    });
    if (isOpenEdit) this.stage.forceUnlock(later(at, lasts));
    this.spans.push({
      command,
      from: at,
      pushed:
        options.entries === undefined ? null : later(at, lasts - (this.pushesAllAlong ? 20 : 2)),
      recorded: completed ? later(at, lasts - 5) : null,
      to: completed || isOpenEdit ? later(at, lasts) : (options.unlockedAt ?? null),
    });
  }

  /** `sst unlock`. Before SST 3.4.0 it left the record as it was. */
  unlock(): void {
    if (this.pushesAllAlong) this.stage.unlock(this.at);
    else this.stage.forceUnlock(this.at);
    for (const span of this.spans) span.to ??= this.at;
    this.locked = false;
    this.at = later(this.at, 3600);
  }

  /** A component under a name that is free, made at that time: it is neither in AWS nor in the state yet. */
  make(at: string, wanted?: Shape): Component {
    const component = this.#makeUp(at, wanted);
    this.world.made.push(component);
    return component;
  }

  #makeUp(at: string, wanted?: Shape): Component {
    const { chance, routers } = this.world;
    this.#made += 1;
    const taken = new Set([...this.state.map((component) => component.name), ...this.#naming]);
    const name = aName(chance, taken) ?? `Extra${this.#made}`;
    this.#naming.add(name);
    const making = {
      ...this.pair,
      name,
      at,
      region: this.stage.region,
      seed: `${this.name} ${name} ${this.#made} ${this.bucket}`,
      plainNames: isBefore(this.version, '3.8.0'),
      retainAll: this.retainAll,
    };
    if (wanted) return makeComponent(wanted, making);
    const shared = routers.get(this.pair.app) ?? [];
    if (shared.length > 0 && chance.often(0.2)) return routedThrough(chance.pick(shared), making);
    const component = makeComponent(chance.pick(shapes), making);
    if (component.router.length > 0) {
      routers.set(this.pair.app, [...shared, component]);
    }
    return component;
  }

  /** Does AWS refuse it, because the name of its function is taken? */
  isRefused(component: Component): boolean {
    const name = functionOf(component)?.id;
    return (
      functionOf(component)?.external !== true && name !== undefined && isTaken(this.world, name)
    );
  }

  /** SST deletes it: mostly AWS does what it is told; a trouble-maker is why this tool exists. */
  letGo(component: Component, cause: Cause): void {
    const { account, chance, truth } = this.world;
    const isKept = component.entries.some(({ retainOnDelete }) => retainOnDelete);
    if (!isKept && chance.often(0.5)) {
      account.without(component.ids);
      truth.gone(component.ids);
      return;
    }
    if (isKept || component.entries.some(({ importID }) => importID)) {
      truth.live(component.ids, 'kept on purpose');
      for (const id of component.ids) this.kept.add(id);
      return;
    }
    truth.leftover(component.ids, cause);
    truth.provable(component.ids);
    this.left.push(component);
    for (const id of component.ids) this.departed.add(id);
  }

  /** What its state lists is its own. */
  claim(): void {
    for (const { ids } of this.state) this.world.truth.live(ids, 'in a state');
  }

  /** From now on what left this state is not proven to have left it for good. */
  doubt(): void {
    this.world.truth.notProvable(this.departed);
  }

  /** No version tells any more what left, or that it was kept on purpose. */
  forget(): void {
    this.doubt();
    this.world.truth.unknowable(this.kept);
  }

  /** Another region or another home: the new state is empty, the old one stays as it was. */
  moveTo(home: HomeBuilder, cause: Cause): void {
    if (home.bucket === this.stage.bucket) return;
    this.world.truth.tell(`${this.name}: moves to ${home.bucket.name}`);
    if (this.locked) this.unlock();
    for (const { ids } of this.state) this.world.truth.live(ids, cause);
    this.stage = home.stage(this.pair.app, this.pair.stage);
    this.#elsewhere = this.listed;
    this.state = [];
  }
}
