import * as z from 'zod/mini';
import { account, calls, count, kind, time } from './parts.ts';

const difference = z.strictObject({
  /** `id`, `domain name`, `version 3`, `environment variable KEY`, `cors`, ... */
  part: z.string(),
  /** Null: not known, or never kept. */
  was: z.nullable(z.string()),
  /** Null: it is not there. */
  is: z.nullable(z.string()),
  detail: z.string(),
});

export const restoreSchema = z.strictObject({
  schema: z.literal('sst-sweep/restore@1'),
  sweep: z.string(),
  account,
  dryRun: z.boolean(),
  startedAt: time,
  finishedAt: time,
  exitCode: z.int(),
  /** In the order in which they are restored. */
  outcomes: z.array(
    z.strictObject({
      key: z.string(),
      kind,
      /** As the sweep knew it. */
      resource: z.string(),
      region: z.string(),
      action: z.nullable(z.enum(['create', 'enable', 'fill'])),
      outcome: z.enum(['done', 'there', 'planned', 'skipped', 'held', 'failed']),
      reason: z.nullable(z.string()),
      error: z.nullable(
        z.strictObject({
          code: z.string(),
          message: z.string(),
          requestId: z.nullable(z.string()),
        }),
      ),
      blockedBy: z.array(z.string()),
      /** Its id now; null where it is not there. */
      restoredAs: z.nullable(z.string()),
      differs: z.array(difference),
    }),
  ),
  summary: z.strictObject({
    done: count,
    there: count,
    planned: count,
    skipped: count,
    held: count,
    failed: count,
  }),
  calls,
});

export type RestoreJson = z.infer<typeof restoreSchema>;
