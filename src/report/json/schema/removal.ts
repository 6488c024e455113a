import * as z from 'zod/mini';
import { removalOutcomes, removalReasons } from '../../../model/stage-removal.ts';
import { count } from './parts.ts';

export const placeOfRemoval = { app: z.string(), stage: z.string(), region: z.string() };

export const endOfRemoval = {
  outcome: z.enum(removalOutcomes),
  reason: z.nullable(z.enum(removalReasons)),
  exitCode: z.nullable(z.int()),
  seconds: z.nullable(count),
};

/** A stage that is not meant to exist, and what `--remove-with` did or would do. */
export const removal = z.strictObject({
  ...placeOfRemoval,
  ...endOfRemoval,
  command: z.nullable(z.array(z.string())),
});
