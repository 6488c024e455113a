/** What became of every resource, by the generator's own event log. */
export interface Fate {
  readonly is: 'live' | 'leftover' | 'gone';
  readonly why: string;
}

export class Truth {
  readonly #fates = new Map<string, Fate>();

  live(ids: readonly string[], why: string): void {
    for (const id of ids) this.#fates.set(id, { is: 'live', why });
  }

  leftover(ids: readonly string[], why: string): void {
    for (const id of ids) this.#fates.set(id, { is: 'leftover', why });
  }

  gone(ids: readonly string[]): void {
    for (const id of ids) this.#fates.set(id, { is: 'gone', why: 'deleted' });
  }

  of(id: string): Fate | null {
    return this.#fates.get(id) ?? null;
  }

  all(): ReadonlyMap<string, Fate> {
    return this.#fates;
  }
}
