/** What a resource is, as those know who made it. */
export type Fate =
  | { readonly is: 'live' }
  /** Somebody enabled, changed or claimed it while it waited. */
  | { readonly is: 'kept'; readonly why: string }
  /** It is left over of a stage that lives again, of which nothing is taken. */
  | { readonly is: 'resting' }
  /** Its stage was removed, completely, at that time. */
  | { readonly is: 'leftover'; readonly since: number };

export const dayMs = 86_400_000;
const quarantineMs = 7 * dayMs;
/** A distribution is noted when it is disabled, and so some time after the night began. */
const sweepMs = dayMs / 8;

/** The fates of everything that a month makes, and what the nights did to it. */
export class Fates {
  readonly #fates = new Map<string, Fate>();
  /** By id: the first night that may have noted it. */
  readonly #noted = new Map<string, number>();
  /** By id: the first night in which all was well, which must have. */
  readonly #seen = new Map<string, number>();
  /** By id: nights in which all was well after its quarantine was over. */
  readonly #overdue = new Map<string, number>();
  /** How many nights each leftover that went took after its quarantine. */
  readonly took: number[] = [];

  set(ids: readonly string[], fate: Fate): void {
    for (const id of ids) {
      // What its stage left when it was opened again lay there all the time.
      const rested = this.of(id)?.is === 'resting' || fate.is === 'resting';
      if (!rested) this.#noted.delete(id);
      this.#seen.delete(id);
      this.#fates.set(id, fate);
      this.#overdue.delete(id);
    }
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.#fates.delete(id);
  }

  of(id: string): Fate | undefined {
    return this.#fates.get(id);
  }

  all(is: Fate['is']): readonly string[] {
    return [...this.#fates].flatMap(([id, fate]) => (fate.is === is ? [id] : []));
  }

  /** Seen, and nowhere near the end of its quarantine. */
  isWaiting(id: string, at: number): boolean {
    const seen = this.#seen.get(id);
    return this.of(id)?.is === 'leftover' && seen !== undefined && at - seen < 5 * dayMs;
  }

  /** What is wrong with a night; `there` are the ids that AWS still has. */
  judge(
    night: { readonly at: number; readonly isWell: boolean },
    there: (id: string) => boolean,
  ): readonly { readonly id: string; readonly what: string }[] {
    const wrong: { id: string; what: string }[] = [];
    for (const [id, fate] of this.#fates) {
      if (fate.is !== 'leftover') {
        if (!there(id)) wrong.push({ id, what: `is gone, which was ${JSON.stringify(fate)}` });
        continue;
      }
      const seen = this.#seen.get(id);
      const noted = this.#noted.get(id) ?? night.at;
      this.#noted.set(id, noted);
      if (!there(id)) {
        if (night.at - noted < quarantineMs)
          wrong.push({ id, what: 'went before its quarantine was over' });
        this.took.push((this.#overdue.get(id) ?? 0) + 1);
        this.forget([id]);
      } else if (night.isWell && seen === undefined && fate.since < night.at) {
        this.#seen.set(id, night.at);
      } else if (night.isWell && seen !== undefined && night.at - seen > quarantineMs + sweepMs) {
        const overdue = (this.#overdue.get(id) ?? 0) + 1;
        this.#overdue.set(id, overdue);
        if (overdue >= 2)
          wrong.push({ id, what: `is still there ${overdue} nights after its quarantine` });
      }
    }
    return wrong;
  }
}
