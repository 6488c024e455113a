import type { AccountBuilder, HomeBuilder } from '../account/account.ts';
import type { Entry } from '../account/checkpoint.ts';
import { type AwsParts, aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import { distributionIdOf } from '../account/names.ts';
import { later, type StageBuilder } from '../account/stage.ts';
import type { Chance } from './chance.ts';
import type { Truth } from './truth.ts';

/** One component of a stage as it lives in AWS, with what its stage's state lists of it. */
interface Component {
  readonly name: string;
  readonly parts: AwsParts;
  readonly entries: readonly Entry[];
  readonly ids: readonly string[];
}

/**
 * The life of one stage, told event by event: every event leaves in AWS and in the home what SST
 * and people leave there, and says in the truth what became of each resource. Knows nothing of how
 * this tool judges.
 */
export class Life {
  readonly #account: AccountBuilder;
  readonly #stage: StageBuilder;
  readonly #chance: Chance;
  readonly #truth: Truth;
  readonly #pair: { readonly app: string; readonly stage: string };
  #at: string;
  #made = 0;
  #state: readonly Component[] = [];

  constructor(
    world: { account: AccountBuilder; home: HomeBuilder; chance: Chance; truth: Truth },
    pair: { app: string; stage: string },
  ) {
    this.#account = world.account;
    this.#stage = world.home.stage(pair.app, pair.stage);
    this.#chance = world.chance;
    this.#truth = world.truth;
    this.#pair = pair;
    this.#at = world.account.ago({ days: 300, hours: world.chance.below(2000) });
  }

  /** A deploy that completes: it makes what is new, and takes out what is gone from the code. */
  deploy(): void {
    const at = this.#later();
    const made = Array.from(
      { length: this.#chance.below(2) + (this.#state.length === 0 ? 1 : 0) },
      () => this.#make(at),
    );
    const dropped =
      this.#state.length > 1 && this.#chance.often(0.4) ? [this.#chance.pick(this.#state)] : [];
    const kept = this.#state.filter((component) => !dropped.includes(component));
    for (const component of dropped) this.#letGo(component, 'left in a completed deploy');
    this.#state = [...kept, ...made];
    for (const component of this.#state) this.#truth.live(component.ids, 'in a live state');
    this.#stage.deploy(at, this.#entries());
    for (const { parts } of made) this.#account.with(parts);
  }

  /** The machine went away: what was made stands in no state. */
  kill(): void {
    const at = this.#later();
    const lost = this.#make(later(at, 60));
    this.#account.with(lost.parts);
    this.#truth.leftover(lost.ids, 'made by a killed deploy');
    this.#stage.run({
      at,
      entries: this.#entries(),
      completed: false,
      unlockedAt: later(at, 3 * 3600),
    });
    this.#at = later(at, 4 * 3600);
  }

  refresh(): void {
    this.#stage.run({ at: this.#later(), command: 'refresh', entries: this.#entries() });
  }

  /** `sst state remove`: somebody hands a component over to something else, and goes on using it. */
  handOver(): void {
    if (this.#state.length === 0) return;
    const given = this.#chance.pick(this.#state);
    this.#state = this.#state.filter((component) => component !== given);
    const at = this.#later();
    this.#stage.run({ at, command: 'edit', entries: this.#entries() });
    this.#truth.live(given.ids, 'handed over by hand');
    this.#account.with(this.#foreignUser(given, at));
  }

  /** A remove that completes. SST believes that all is gone; AWS may have kept some of it. */
  remove(): void {
    for (const component of this.#state) this.#letGo(component, 'left in a completed remove');
    this.#state = [];
    this.#stage.remove(this.#later());
  }

  /** A remove that AWS refused in the middle: what is still in the state is the stage's own. */
  failToRemove(): void {
    if (this.#state.length === 0) return;
    const [first, ...rest] = this.#state;
    for (const component of rest) this.#letGo(component, 'left in a failed remove');
    this.#state = first ? [first] : [];
    this.#stage.remove(this.#later(), {
      entries: this.#entries(),
      errors: [{ urn: 'urn', message: 'FunctionInUse' }],
    });
  }

  /** Somebody adopts a leftover after the fact: changes it, or puts it to use. */
  adopt(ids: readonly string[]): void {
    const { functions } = this.#account.data.cloudfront;
    const name = functions.map((each) => each.name).find((each) => ids.includes(each));
    if (name === undefined) return;
    this.#truth.live([name], 'adopted by a foreign distribution');
    this.#account.with(userOf(name, this.#later(), `${name}-adopter`));
  }

  #letGo(component: Component, how: string): void {
    // Mostly AWS deletes what SST tells it to; a trouble-maker is why this tool exists.
    if (this.#chance.often(0.5)) {
      this.#account.without(component.ids);
      this.#truth.gone(component.ids);
    } else if (component.entries.some(({ retainOnDelete }) => retainOnDelete))
      this.#truth.live(component.ids, 'kept on purpose');
    else this.#truth.leftover(component.ids, how);
  }

  #make(at: string): Component {
    this.#made += 1;
    const name = `${this.#chance.pick(['Web', 'Docs', 'Shop'])}${this.#made}`;
    const options = {
      ...this.#pair,
      component: name,
      at,
      region: this.#stage.region,
      seed: `${this.#pair.app} ${this.#pair.stage} ${name}`,
    };
    const parts = this.#chance.pick([aSite, aSite, aUserBucket, anEdgeSigner])({
      ...options,
      retained: this.#chance.often(0.5),
    });
    const ids = parts.entries.flatMap(({ id }) => (id === undefined ? [] : [id]));
    return { name, parts, entries: parts.entries, ids };
  }

  #entries(): readonly Entry[] {
    return this.#state.flatMap(({ entries }) => entries);
  }

  /** What uses a handed-over component now; a bucket's user cannot be seen in any configuration. */
  #foreignUser(component: Component, at: string): AwsParts {
    const [name] = component.ids.filter((id) => id.includes('CloudfrontFunction'));
    return name === undefined ? {} : userOf(name, at, `${name}-user`);
  }

  #later(): string {
    const at = this.#at;
    this.#at = later(at, 3600 * (30 + this.#chance.below(120)));
    return at;
  }
}

function userOf(name: string, at: string, seed: string): AwsParts {
  const id = distributionIdOf(seed);
  const arn = `arn:aws:cloudfront::123456789012:function/${name}`;
  return {
    distributions: [
      {
        id,
        modifiedAt: at,
        origins: [{ id: 'o', domainName: 'example.com' }],
        behaviors: [{ originId: 'o', functions: [{ event: 'viewer-request', arn }] }],
      },
    ],
  };
}
