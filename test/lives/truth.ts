/** What really became of a resource. */
export interface Fate {
  /** `unknowable`: kept on purpose, but all that said so was erased. */
  readonly is: 'live' | 'leftover' | 'gone' | 'unknowable';
  /** Why it is so: a word from a short list, which the tally counts by. */
  readonly cause: Cause;
}

/** Why something lives, or why it was left behind. */
export type Cause =
  | 'in a state'
  | 'named by a state'
  | 'in a state of a lost home'
  | 'in a home outside AWS'
  | 'in a stack'
  | 'handed over'
  | 'adopted'
  | 'visited'
  | 'kept on purpose'
  | 'foreign'
  | 'of another tool'
  | 'a home'
  | 'reached by a name'
  | 'behind a front of others'
  | 'serves on, though its state shrank'
  | 'made again by somebody else'
  | 'invoked by its number'
  | 'lost to an overlapping run'
  | 'made, never recorded'
  | 'left by a deploy'
  | 'left by a remove'
  | 'left by a failed remove'
  | 'left by a deleted stack'
  | 'an old version'
  | 'deleted';

/** The generator's own event log: what became of every resource, and of the evidence for it. */
export class Truth {
  readonly #fates = new Map<string, Fate>();
  readonly #provable = new Set<string>();
  readonly #log: string[] = [];

  live(ids: readonly string[], cause: Cause): void {
    this.#set(ids, { is: 'live', cause });
  }

  leftover(ids: readonly string[], cause: Cause): void {
    this.#set(ids, { is: 'leftover', cause });
  }

  gone(ids: readonly string[]): void {
    this.#set(ids, { is: 'gone', cause: 'deleted' });
  }

  unknowable(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.of(id)?.cause === 'kept on purpose')
        this.#set([id], { is: 'unknowable', cause: 'kept on purpose' });
    }
  }

  /** A readable version of a state lists them, and they left it in a completed deploy or remove. */
  provable(ids: readonly string[]): void {
    for (const id of ids) this.#provable.add(id);
  }

  /** The versions that told are gone, or a person's run since then may have handed them over. */
  notProvable(ids: Iterable<string>): void {
    for (const id of ids) this.#provable.delete(id);
  }

  isProvable(id: string): boolean {
    return this.#provable.has(id);
  }

  tell(event: string): void {
    this.#log.push(event);
  }

  /** All that happened, for the reader of a failure. */
  get log(): readonly string[] {
    return this.#log;
  }

  of(id: string): Fate | null {
    return this.#fates.get(id) ?? null;
  }

  all(): ReadonlyMap<string, Fate> {
    return this.#fates;
  }

  #set(ids: readonly string[], fate: Fate): void {
    for (const id of ids) {
      this.#fates.set(id, fate);
      this.#provable.delete(id);
    }
  }
}
