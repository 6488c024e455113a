/** Keys or a route that a state says SST wrote into a key-value store. The store itself is not read. */
export interface RouteRecord {
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  readonly home: string;
  readonly urn: string;
  /** ARN of the store. */
  readonly store: string;
  /** Its key among the resources. */
  readonly storeKey: string;
  /** Whole names of keys, the first ones. */
  readonly keys: readonly string[];
  readonly total: number;
  /** Keys of resources that the values name. */
  readonly leadsTo: readonly string[];
  /** AWS's time of the newest state that lists it. */
  readonly recordedAt: string;
  /**
   * Why it counts as still there: `listed` by the current state, or why its departure is not proven.
   * Null: it left its state in a completed deploy or remove.
   */
  readonly doubt: string | null;
  /** Its stage was removed or given up. */
  readonly stageIsGone: boolean;
}
