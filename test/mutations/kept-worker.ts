import {
  ForksPoolWorker,
  type PoolOptions,
  type PoolWorker,
  type WorkerRequest,
} from 'vitest/node';

type Listener = Parameters<PoolWorker['on']>[1];

/**
 * A process that goes on living between two runs: what loads longest, the AWS SDK, is loaded once
 * and not for every mutation. Vitest starts and stops it as ever; it only says that it did.
 */
class KeptWorker implements PoolWorker {
  readonly name = 'kept';
  readonly cacheFs = true;
  readonly #process: ForksPoolWorker;
  readonly #listeners = new Map<string, Set<Listener>>();
  #begun = false;

  constructor(options: PoolOptions) {
    this.#process = new ForksPoolWorker(options);
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
    this.#process.on(event, listener);
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener);
    this.#process.off(event, listener);
  }

  send(message: WorkerRequest): void {
    if (message.type === 'stop') this.#answer('stopped');
    else if (message.type === 'start' && this.#begun) this.#answer('started');
    else this.#process.send(message);
    if (message.type === 'start') this.#begun = true;
  }

  async start(): Promise<void> {
    if (!this.#begun) await this.#process.start();
  }

  async stop(): Promise<void> {
    for (const [event, listeners] of this.#listeners) {
      for (const listener of listeners) this.#process.off(event, listener);
    }
    this.#listeners.clear();
  }

  deserialize(data: unknown): unknown {
    return this.#process.deserialize(data);
  }

  async end(): Promise<void> {
    if (this.#begun) await this.#process.stop();
    this.#begun = false;
  }

  #answer(type: 'started' | 'stopped'): void {
    // As a process would: never before whoever sent the message listens.
    setImmediate(() => {
      for (const listener of this.#listeners.get('message') ?? []) {
        listener({ type, __vitest_worker_response__: true });
      }
    });
  }
}

/** A pool with one process, and the way to end it. */
export function keptPool(): {
  readonly pool: { name: string; createPoolWorker(options: PoolOptions): PoolWorker };
  end(): Promise<void>;
} {
  let kept: KeptWorker | null = null;
  return {
    pool: { name: 'kept', createPoolWorker: (options) => (kept ??= new KeptWorker(options)) },
    async end() {
      await kept?.end();
      kept = null;
    },
  };
}
