import { type AccountData, createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { anAccount, type AccountBuilder, type HomeBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aSite, aUserBucket, anEdgeSigner, type AwsParts } from '../../account/sites.ts';
import { later, type StageBuilder } from '../../account/stage.ts';
import { entriesOf, idsOf } from '../../account/sweeping.ts';
import { somebody } from '../../sweep/somebody.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { dayMs, Fates } from './fates.ts';

const app = 'acme';

interface Made {
  readonly component: string;
  readonly ids: readonly string[];
  readonly entries: readonly Entry[];
  readonly distribution: string | null;
}

interface Preview {
  readonly name: string;
  readonly runs: StageBuilder;
  made: readonly Made[];
  status: 'open' | 'removed' | 'forgotten';
}

/** An account in which a team has previews, and a production stage that lives. */
export class Town {
  readonly account: AccountBuilder;
  readonly home: HomeBuilder;
  readonly fates = new Fates();
  readonly chance: Chance;
  readonly #production: StageBuilder;
  #productionEntries: readonly Entry[];
  readonly #previews: Preview[] = [];
  #count = 0;
  readonly told: Record<string, number> = {};
  /** Commands that were run for a stage for which none may be. */
  readonly misled: string[] = [];

  constructor(seed: number, start: string) {
    this.chance = chanceOf(seed);
    this.account = anAccount(start);
    this.home = this.account.home('us-east-1');
    const at = this.account.ago({ days: 60 });
    const site = aSite({ app, stage: 'production', at });
    const uploads = aUserBucket({ app, stage: 'production', at });
    this.account.with(site, uploads);
    this.#production = this.home.stage(app, 'production');
    this.#productionEntries = [...site.entries, ...uploads.entries];
    this.#production.deploy(at, this.#productionEntries);
    this.fates.set([...idsOf(site), ...idsOf(uploads)], { is: 'live' });
    this.account.data.s3.buckets.push({ name: 'our-state', region: 'eu-west-1' });
    this.account.data.timings = { replicaRemoval: 3600 };
  }

  /** What happens from morning to evening. */
  async day(at: string): Promise<void> {
    const { chance } = this;
    this.account.data.now = at;
    for (let opened = chance.below(3); opened > 0; opened -= 1) this.#open(later(at, opened * 900));
    for (const [index, preview] of this.#previews.entries()) {
      const time = later(at, 7200 + index * 400);
      if (preview.status === 'open' && chance.often(0.25)) this.#close(preview, time);
      else if (preview.status === 'open' && chance.often(0.2)) this.#redeploy(preview, time);
      else if (preview.status === 'removed' && chance.often(0.03)) this.#reopen(preview, time);
    }
    if (chance.often(0.3)) this.#production.deploy(later(at, 30_000), this.#productionEntries);
    if (chance.often(0.12)) await this.#meddle(later(at, 36_000));
  }

  /** Names of stages that are meant to exist. */
  wanted(): readonly string[] {
    const open = this.#previews.filter(({ status }) => status === 'open');
    return ['production', ...open.map(({ name }) => name)];
  }

  /** A fresh server of the account as it is now. */
  aws(now: string): SimulatedAws {
    this.home.bucket.objects?.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''));
    this.account.data.now = now;
    return createSimulatedAws(structuredClone(this.account.data));
  }

  /** What the server did to the account. The states are SST's, and nobody else writes them. */
  keep(data: AccountData): void {
    Object.assign(this.account.data, data);
    const { buckets } = this.account.data.s3;
    const index = buckets.findIndex(({ name }) => name === this.home.bucket.name);
    buckets.splice(index, 1, this.home.bucket);
  }

  /** In the middle of a sweep production takes over a bucket that waits. */
  async takeOverDuring(aws: SimulatedAws): Promise<void> {
    const at = aws.clock.now();
    const bucket = this.#waitingBucket(at.getTime());
    if (bucket === null) return;
    const { objects = [] } = this.home.bucket;
    const before = objects.length;
    this.#claim(bucket, at.toISOString());
    const { put } = somebody(aws);
    for (const { key, body, deleteMarker } of objects.slice(before))
      if (deleteMarker !== true) await put(this.home.bucket.name, key, body);
  }

  /** Plays `sst-remove APP STAGE`, which leaves everything in AWS: SST's record, its state, its lock. */
  async removeDuring(aws: SimulatedAws, [, , stage]: readonly string[]): Promise<void> {
    const preview = this.#previews.find(({ name }) => name === stage);
    if (preview?.status !== 'forgotten') {
      this.misled.push(`the command of --remove-with was run for ${stage}`);
      return;
    }
    const at = aws.clock.now().toISOString();
    const { objects = [], name: home } = this.home.bucket;
    const before = objects.length;
    preview.runs.remove(at);
    preview.status = 'removed';
    this.#tell('removed by the night');
    const { put, take } = somebody(aws);
    for (const { key, body, deleteMarker } of objects.slice(before))
      await (deleteMarker === true ? take(home, key) : put(home, key, body));
    await aws.clock.sleep(180_000);
    const ids = preview.made.flatMap((each) => each.ids);
    this.fates.set(this.#there(ids), { is: 'leftover', since: aws.clock.now().getTime() });
  }

  #tell(what: string): void {
    this.told[what] = (this.told[what] ?? 0) + 1;
  }

  #open(at: string): void {
    this.#count += 1;
    const name = `pr-${this.#count}`;
    const preview: Preview = {
      name,
      runs: this.home.stage(app, name),
      made: [],
      status: 'open',
    };
    this.#previews.push(preview);
    this.#tell('opened');
    this.#deploy(preview, at, this.chance.pick(['Web', 'Site', 'Docs']));
  }

  #deploy(preview: Preview, at: string, component: string): void {
    const { name: stage } = preview;
    const site = aSite({ app, stage, component, at });
    const parts: (AwsParts & { readonly entries: readonly Entry[] })[] = [site];
    if (this.chance.often(0.3)) {
      const signer = anEdgeSigner({ app, stage, component, at, versions: 2 });
      const [behavior] = site.distributions[0].behaviors ?? [];
      if (behavior) behavior.lambdas = [{ event: 'origin-request', arn: signer.versionArn }];
      parts.push(signer);
    }
    if (this.chance.often(0.4))
      parts.push(aUserBucket({ app, stage, component: `${component}Files`, at }));
    this.account.with(...parts);
    const made: Made = {
      component,
      ids: parts.flatMap(idsOf),
      entries: parts.flatMap(({ entries }) => entries),
      distribution: site.distributions[0].id,
    };
    preview.made = [...preview.made, made];
    preview.runs.deploy(at, entriesOf([made]));
    this.fates.set(made.ids, { is: 'live' });
  }

  #redeploy({ made, runs }: Preview, at: string): void {
    this.#tell('deployed again');
    runs.deploy(at, entriesOf(made));
  }

  /** The pull request is closed; its remove takes everything, leaves some, dies first, or never comes. */
  #close(preview: Preview, at: string): void {
    const { chance } = this;
    if (chance.often(0.1)) {
      preview.status = 'forgotten';
      this.#tell('closed without a remove');
      return;
    }
    const died = chance.often(0.2);
    if (died) {
      this.#tell('removes that died');
      preview.runs.remove(at, {
        entries: entriesOf(preview.made),
        completed: false,
        unlockedAt: later(at, 3600),
      });
    }
    const end = later(at, 5400);
    preview.runs.remove(end);
    preview.status = 'removed';
    const ids = preview.made.flatMap((each) => each.ids);
    if (chance.often(0.2)) {
      this.#tell('removed whole');
      this.account.without(ids);
      this.fates.forget(ids);
      preview.made = [];
      return;
    }
    this.#tell('removed, and left behind');
    // A run that died may still be at work for a day, whoever took its lock away (row 6).
    const since = Date.parse(end) + (died ? dayMs : 0);
    this.fates.set(this.#there(ids), { is: 'leftover', since });
  }

  /** The stage comes again with another component; what it left before rests while it lives. */
  #reopen(preview: Preview, at: string): void {
    const left = this.#there(preview.made.flatMap((each) => each.ids));
    if (left.some((id) => this.fates.of(id)?.is !== 'leftover')) return;
    this.#tell('opened again');
    this.fates.set(left, { is: 'resting' });
    const old = preview.made.map((each) => ({ ...each, entries: [] }));
    preview.status = 'open';
    preview.made = [];
    this.#deploy(preview, at, `Again${preview.runs.bucket.objects?.length ?? 0}`);
    preview.made = [...old, ...preview.made];
  }

  /** Somebody touches what waits. */
  async #meddle(at: string): Promise<void> {
    const waiting = this.#previews.filter(
      ({ status, made }) =>
        status === 'removed' &&
        made.length === 1 &&
        made[0]?.ids.every((id) => this.fates.isWaiting(id, Date.parse(at))),
    );
    const [first] = waiting[this.chance.below(Math.max(1, waiting.length))]?.made ?? [];
    const act = this.chance.pick(['enabled', 'edited', 'taken over', 'tagged'] as const);
    const bucket = this.#waitingBucket(Date.parse(at));
    if (act === 'taken over' && bucket !== null) this.#claim(bucket, at);
    else if (act === 'tagged' && bucket !== null) this.#tag(bucket);
    else if ((act === 'enabled' || act === 'edited') && first?.distribution) {
      const aws = this.aws(at);
      await somebody(aws).change(first.distribution, (config) =>
        act === 'enabled' ? { ...config, Enabled: true } : { ...config, Comment: 'ask Kim first' },
      );
      this.keep(aws.snapshot());
      // What it may use has no other sign of its use.
      this.fates.set(first.ids, { is: 'kept', why: act });
      this.#tell(act);
    }
  }

  #tag(name: string): void {
    const bucket = this.account.data.s3.buckets.find((each) => each.name === name);
    if (bucket) bucket.tags = { ...bucket.tags, 'sst-sweep:keep': '' };
    this.#leaveOpen(name);
    this.fates.set([name], { is: 'kept', why: 'tagged' });
    this.#tell('tagged');
  }

  #claim(name: string, at: string): void {
    const entry = this.#previews
      .flatMap(({ made }) => made)
      .flatMap(({ entries }) => entries)
      .find(({ id }) => id === name);
    if (!entry) return;
    this.#tell('taken over');
    // Under a name of its own: a state lists none twice.
    const own = { ...entry, name: `Taken${this.#productionEntries.length}`, under: [] };
    this.#productionEntries = [...this.#productionEntries, own];
    this.#production.deploy(at, this.#productionEntries);
    this.#leaveOpen(name);
    this.fates.set([name], { is: 'live' });
  }

  /** Whether what its stage left beside it serves the bucket in its new life, nobody can know. */
  #leaveOpen(bucket: string): void {
    const stage = this.#previews.find(({ made }) => made.some(({ ids }) => ids.includes(bucket)));
    const ids = stage?.made.flatMap((each) => each.ids) ?? [];
    this.fates.forget(ids.filter((id) => this.fates.of(id)?.is === 'leftover'));
  }

  #waitingBucket(at: number): string | null {
    const names = this.account.data.s3.buckets.map(({ name }) => name);
    const waiting = names.filter((name) => this.fates.isWaiting(name, at));
    return waiting.length === 0 ? null : this.chance.pick(waiting);
  }

  #there(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => this.fates.of(id) !== undefined);
  }
}
