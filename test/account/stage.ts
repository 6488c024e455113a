import type { BucketData, ObjectData } from 'simulated-aws';
import { isOlderSst, pushesWhileAtWork } from '../../src/sst/versions.ts';
import { checkpointJson, type Entry, eventLog } from './checkpoint.ts';

export interface RunOptions {
  /** ISO time at which the lock is written. */
  readonly at: string;
  readonly command?: 'deploy' | 'remove' | 'refresh' | 'edit' | 'repair';
  /** What the state lists when the run ends; absent: it writes no state. */
  readonly entries?: readonly Entry[];
  /** The checkpoint as it is, in place of one made from `entries`. */
  readonly checkpoint?: Record<string, unknown>;
  /** False: killed. The lock stays until `unlockedAt`, the record has no end. */
  readonly completed?: boolean;
  readonly unlockedAt?: string;
  readonly errors?: readonly { readonly urn?: string; readonly message: string }[];
  readonly version?: string;
  readonly pending?: number | readonly Entry[];
  /** Seconds from the lock's write to its deletion. */
  readonly lasts?: number;
  /**
   * What the first push of a run lists, null where there is none. Absent: what the state listed before, from
   * SST 3.4.0 on; before that a run pushes once, at its end.
   */
  readonly firstPush?: readonly Entry[] | null;
  /** What the record says in place of the command; the lock says the command. */
  readonly recordedAs?: string;
  /** Before SST 3.4.0 the state was pushed once, when the record had its end. */
  readonly pushesAfterRecord?: boolean;
  /** Before SST 3.2.48 runs left no records. */
  readonly isRecorded?: boolean;
}

/** An update that completed: what the state listed before it, and after. */
interface Ended {
  readonly id: string;
  readonly command: string;
  readonly version: string;
  readonly pushedAt: string;
  readonly cleanedAt: string;
  readonly had: readonly Entry[];
  readonly has: readonly Entry[];
}

/** One stage in one home: every run leaves a lock, a record and states as SST writes them. */
export class StageBuilder {
  readonly bucket: BucketData;
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  #runs = 0;
  #entries: readonly Entry[] = [];
  /** Runs that completed, for what `retain` keeps of them. */
  readonly #ended: Ended[] = [];
  #open: { readonly id: string; readonly errors: NonNullable<RunOptions['errors']> } | null = null;

  constructor(
    bucket: BucketData,
    place: { readonly app: string; readonly stage: string; readonly region: string },
  ) {
    this.bucket = bucket;
    this.app = place.app;
    this.stage = place.stage;
    this.region = place.region;
  }

  run(options: RunOptions): this {
    const { at, command = 'deploy', completed = true, lasts = 180, version = '3.17.0' } = options;
    this.#runs += 1;
    const id = this.#updateId();
    const recordedAs = options.recordedAs ?? command;
    const record = { id, version, command: recordedAs, errors: null as unknown, timeStarted: at };
    const isRecorded = options.isRecorded ?? true;
    // What it pulled when it began, though another run was at work.
    const had = options.firstPush ?? this.#entries;
    const lastPush = later(at, options.pushesAfterRecord ? lasts - 2 : lasts - 20);
    this.#put('lock', '.json', at, { created: at, updateID: id, command, ignore: true });
    if (isRecorded) this.#put('update', `/${id}.json`, at, record);
    const before = pushesWhileAtWork(version) ? this.#entries : null;
    const first = options.firstPush === undefined ? before : options.firstPush;
    if (options.entries !== undefined && first !== null && !options.pushesAfterRecord)
      this.push(later(at, 10), first);
    if (options.entries !== undefined) {
      this.#entries = options.entries;
      this.push(lastPush, options.entries, options.pending);
    }
    if (options.checkpoint) this.#put('app', '.json', lastPush, options.checkpoint);
    const ended = later(at, lasts);
    if (completed) {
      if (isRecorded)
        this.#put('update', `/${id}.json`, later(at, lasts - 5), {
          ...record,
          errors: options.errors ?? null,
          timeCompleted: later(at, lasts - 5),
        });
      this.#marker('lock', ended);
      if (isRecorded && pushesWhileAtWork(version) && options.checkpoint === undefined)
        this.#ended.push({
          id,
          command,
          version,
          pushedAt: later(at, lasts - 20),
          cleanedAt: later(at, lasts - 3),
          had,
          has: this.#entries,
        });
    } else {
      this.#open = { ...record, errors: options.errors ?? [] };
      if (options.unlockedAt) this.unlock(options.unlockedAt);
    }
    return this;
  }

  /** `sst unlock` after a run that was killed: the record gets an end and an error, the lock goes. */
  unlock(at: string): this {
    if (!this.#open) return this;
    const record = this.#open;
    this.#open = null;
    this.#put('update', `/${record.id}.json`, at, {
      ...record,
      errors: [
        ...record.errors,
        { urn: '', message: 'This update did not complete and was force unlocked' },
      ],
      timeCompleted: at,
    });
    this.#marker('lock', at);
    return this;
  }

  /** `sst unlock` while a run is at work, which goes on all the same. */
  forceUnlock(at: string): this {
    this.#marker('lock', at);
    return this;
  }

  /** `state.purge` after a complete remove (SST 4.13.0): every version of the stage's files, but the lock's. */
  purge(): this {
    const folders = ['update', 'snapshot', 'eventlog'].map((folder) => this.#key(folder, '/'));
    this.#erase(
      (key) => key === this.#key('app') || folders.some((folder) => key.startsWith(folder)),
    );
    this.#ended.length = 0;
    return this;
  }

  /**
   * `state.retention` (SST 4.17.0): all but the newest version of the state and of the lock, and all but so
   * many updates. SST writes a snapshot and an event log with every update; here those are written that
   * retention keeps, since nobody reads them before.
   */
  retain(updates = Number.POSITIVE_INFINITY): this {
    const kept = new Set<ObjectData>();
    for (const key of [this.#key('app'), this.#key('lock')]) {
      const newest = this.bucket.objects?.findLast((object) => object.key === key);
      if (newest) kept.add(newest);
    }
    this.#erase(
      (key, object) => (key === this.#key('app') || key === this.#key('lock')) && !kept.has(object),
    );
    const stale = this.#ended.slice(0, Math.max(0, this.#ended.length - updates));
    for (const { id } of stale)
      for (const folder of ['update', 'snapshot', 'eventlog'])
        this.#erase((key) => key === this.#key(folder, `/${id}.json`));
    for (const ended of this.#ended.filter((each) => !stale.includes(each))) this.#keep(ended);
    return this;
  }

  /** The snapshot and the event log of an update, once; a complete remove hides those before it. */
  #keep({ id, command, version, pushedAt, cleanedAt, had, has }: Ended): void {
    const { app, stage, region, bucket } = this;
    const key = this.#key('snapshot', `/${id}.json`);
    if (bucket.objects?.some((object) => object.key === key)) return;
    this.#put(
      'snapshot',
      `/${id}.json`,
      pushedAt,
      checkpointJson({ app, stage, region, entries: has }),
    );
    const isEngines = command === 'deploy' || command === 'remove';
    if (isEngines && !isOlderSst(version, '3.6.19'))
      this.object({
        key: this.#key('eventlog', `/${id}.json`),
        at: pushedAt,
        body: eventLog({ app, stage, had, has }),
      });
    if (command !== 'remove' || has.length > 0 || isOlderSst(version, '3.13.17')) return;
    for (const folder of ['snapshot', 'eventlog']) {
      const prefix = this.#key(folder, '/');
      const written = (bucket.objects ?? []).filter((object) => object.key.startsWith(prefix));
      for (const hidden of new Set(written.map((object) => object.key)))
        if (written.findLast((object) => object.key === hidden)?.deleteMarker !== true)
          this.object({ key: hidden, at: cleanedAt, deleteMarker: true });
    }
  }

  deploy(
    at: string,
    entries: readonly Entry[],
    more: Omit<RunOptions, 'at' | 'entries'> = {},
  ): this {
    return this.run({ ...more, at, entries });
  }

  remove(at: string, more: Omit<RunOptions, 'at' | 'command'> = {}): this {
    return this.run({ entries: [], ...more, at, command: 'remove' });
  }

  /** Writes a state: one more push of a run, or somebody's own upload of an edited one. */
  push(at: string, entries: readonly Entry[], pending: number | readonly Entry[] = 0): this {
    const { app, stage, region } = this;
    this.#put('app', '.json', at, checkpointJson({ app, stage, region, entries, pending }));
    return this;
  }

  /** What the next run's first push will list, where somebody's upload changed that. */
  goOnWith(entries: readonly Entry[]): this {
    this.#entries = entries;
    return this;
  }

  /** Writes an object as it is: damaged files, old layouts. */
  object(object: ObjectData): this {
    (this.bucket.objects ??= []).push(object);
    return this;
  }

  #put(folder: string, rest: string, at: string, body: Record<string, unknown>): void {
    this.object({ key: this.#key(folder, rest), at, body });
  }

  #marker(folder: string, at: string): void {
    this.object({ key: this.#key(folder), at, deleteMarker: true });
  }

  #key(folder: string, rest = '.json'): string {
    return `${folder}/${this.app}/${this.stage}${rest}`;
  }

  #erase(isErased: (key: string, object: ObjectData) => boolean): void {
    this.bucket.objects = (this.bucket.objects ?? []).filter(
      (object) => !isErased(object.key, object),
    );
  }

  /** SST's ids sort newest first: the complement of the time, then random. */
  #updateId(): string {
    return `${(0xffff_ffff_ffff - this.#runs).toString(16).padStart(12, '0')}${Buffer.from(`${this.app}${this.stage}`).toString('hex').padEnd(12, '0').slice(0, 12)}`;
  }
}

export function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}
