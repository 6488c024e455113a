import { setTimeout as wait } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Clients } from './clients.ts';
import { createBucket } from './seed-resources.ts';

/** A state file's content. */
export type State = Readonly<Record<string, unknown>>;

export interface RunSeed {
  readonly command: 'deploy' | 'remove';
  /** What it pushes, in order; the first one before anything is made, as SST 3.4 and later do. */
  readonly states: readonly State[];
  /** Makes or takes away what the run does, between its first push and the others. */
  readonly work?: () => Promise<void>;
  readonly errors?: readonly { readonly urn: string; readonly message: string }[];
  /** `killed`: lock and record stay as they are. `unlocked`: somebody ran `sst unlock`. */
  readonly ends?: 'completed' | 'killed' | 'unlocked';
}

const secondMs = 1000;
const pollMs = 50;

/** A home with its bootstrap: versioned bucket and parameter. */
export async function createHome(bucket: string, region: string, clients: Clients): Promise<Home> {
  await createBucket({ name: bucket, region, versioned: true, empty: true }, clients);
  const value = { version: 5, asset: bucket.replace('state', 'asset'), state: bucket };
  await clients.ssm(region).send(
    new PutParameterCommand({
      Name: '/sst/bootstrap',
      Value: JSON.stringify(value),
      Type: 'String',
    }),
  );
  return new Home(bucket, region, clients);
}

export class Home {
  readonly bucket: string;
  readonly region: string;
  readonly #clients: Clients;
  readonly #lastRunEndedAt = new Map<string, number>();
  #runs = 0;

  constructor(bucket: string, region: string, clients: Clients) {
    this.bucket = bucket;
    this.region = region;
    this.#clients = clients;
  }

  /** One run of SST, with all that it writes: lock, record, states, record, and the lock's end. */
  async run(app: string, stage: string, seed: RunSeed): Promise<void> {
    const { command, ends, states, work } = seed;
    await this.#secondAfterLastRun(`${app}/${stage}`);
    const id = this.#updateId();
    const record = {
      id,
      version: '3.17.0',
      command,
      errors: null,
      timeStarted: new Date().toISOString(),
    };
    const lock = { created: record.timeStarted, updateID: id, command, ignore: true };
    await this.#put(`lock/${app}/${stage}.json`, lock);
    await this.#put(`update/${app}/${stage}/${id}.json`, record);
    // SST builds the program before it pushes: what shares the lock's second is not the run's.
    await wait(1100);
    const [first, ...others] = states;
    if (first) await this.#put(`app/${app}/${stage}.json`, first);
    await work?.();
    for (const state of others) await this.#put(`app/${app}/${stage}.json`, state);
    if (ends !== 'killed') await this.#end(app, stage, { record, seed });
    this.#lastRunEndedAt.set(`${app}/${stage}`, (await this.#clients.now()).getTime());
  }

  async #end(
    app: string,
    stage: string,
    { record, seed }: { readonly record: State & { readonly id: string }; readonly seed: RunSeed },
  ): Promise<void> {
    const { ends, errors = null } = seed;
    const unlocked = { urn: '', message: 'This update did not complete and was force unlocked' };
    const all = ends === 'unlocked' ? [...(errors ?? []), unlocked] : errors;
    const ended = { ...record, errors: all, timeCompleted: new Date().toISOString() };
    await this.#put(`update/${app}/${stage}/${record.id}.json`, ended);
    await this.#clients
      .s3(this.region)
      .send(new DeleteObjectCommand({ Bucket: this.bucket, Key: `lock/${app}/${stage}.json` }));
  }

  async #put(key: string, body: State): Promise<void> {
    const text = JSON.stringify(body);
    await this.#clients.s3(this.region).send(
      new PutObjectCommand({
        Bucket: this.bucket,
        Key: key,
        Body: text,
        ContentType: 'application/json',
      }),
    );
  }

  /** S3's times are whole seconds, and two runs that share one prove nothing: one lies between. */
  async #secondAfterLastRun(stage: string): Promise<void> {
    const last = this.#lastRunEndedAt.get(stage);
    if (last === undefined) return;
    const deadline = Date.now() + 5 * secondMs;
    while ((await this.#clients.now()).getTime() <= last + secondMs) {
      if (Date.now() > deadline) throw new Error("The server's clock stands still.");
      await wait(pollMs);
    }
  }

  /** SST's ids sort newest first. */
  #updateId(): string {
    this.#runs += 1;
    const rank = (0xffff_ffff_ffff - this.#runs).toString(16).padStart(12, '0');
    return `${rank}${Buffer.from(this.bucket.slice(-6)).toString('hex')}`;
  }
}

/** The state of a stage that has nothing yet, or nothing any more. */
export function emptyState(app: string, stage: string): State {
  return {
    version: 3,
    checkpoint: { stack: `organization/${app}/${stage}`, latest: { metadata: {} } },
  };
}
