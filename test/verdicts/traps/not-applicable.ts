import type { Kind } from '../../../src/model/kind.ts';

export interface NotApplicable {
  /** Its number in section 8 of the facts about SST. */
  readonly trap: number;
  /** Once the registry holds this kind, the trap needs a test. */
  readonly until: Kind;
  readonly reason: string;
}

/** Traps about resources that this tool neither lists nor deletes yet, so that it cannot fall into them. */
export const notApplicable: readonly NotApplicable[] = [];
