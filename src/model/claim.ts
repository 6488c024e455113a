import type { Stack, StageState } from './stage.ts';

/** A live stack names a resource, in any way. */
export interface Claim {
  readonly by: 'state' | 'stack';
  readonly source: string;
  /** `app/stage`; null for a stack that is not SST's. */
  readonly pair: string | null;
  /** The checkpoint lists it as its own; else it only names it. */
  readonly own: boolean;
  readonly state: StageState | null;
  readonly stack: Stack | null;
}
