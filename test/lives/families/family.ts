import type { Life } from '../life.ts';
import type { World } from '../world.ts';

/** How much life there is in an account. */
export interface Measure {
  readonly apps: readonly string[];
  readonly mostStages: number;
}

/** One way in which accounts come to hold what is easily misread. */
export interface Family {
  /** As `LIVES_FAMILY` asks for it. */
  readonly name: string;
  /** Lives it: the stages whose states are still read. */
  live(world: World, measure: Measure): readonly Life[];
}
