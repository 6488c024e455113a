import * as z from 'zod/mini';
import { account, count, kind, time } from './parts.ts';
import { action } from './plan.ts';

export const runsSchema = z.strictObject({
  schema: z.literal('sst-sweep/runs@1'),
  /** Oldest first. */
  runs: z.array(
    z.strictObject({
      sweep: z.string(),
      account,
      /** The fingerprint of its plan; null where it died before it had begun. */
      plan: z.nullable(z.string()),
      status: z.enum(['running', 'finished', 'unfinished']),
      startedAt: z.nullable(time),
      finishedAt: z.nullable(time),
      /** Ends of steps, as far as the journal knows them. */
      summary: z.strictObject({
        done: count,
        gone: count,
        failed: count,
        held: count,
        parked: count,
        skipped: count,
      }),
      /** Steps that were begun and whose end was not recorded. */
      unseen: z.array(z.string()),
      parked: z.array(
        z.strictObject({
          step: z.string(),
          kind,
          resource: z.string(),
          app: z.nullable(z.string()),
          stage: z.nullable(z.string()),
          action,
          reason: z.nullable(z.string()),
          retryAfter: z.nullable(time),
        }),
      ),
      folder: z.string(),
      /** The command that goes on with it; null where nothing is left to do. */
      command: z.nullable(z.string()),
    }),
  ),
});

export type RunsJson = z.infer<typeof runsSchema>;
