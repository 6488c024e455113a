import * as z from 'zod/mini';
import { comparison } from './comparison.ts';
import { account, calls, count, exclusion, kind, quarantine, time } from './parts.ts';
import { action } from './plan.ts';
import { removal } from './removal.ts';

export const outcome = z.strictObject({
  step: z.string(),
  key: z.string(),
  kind,
  resource: z.string(),
  region: z.string(),
  app: z.nullable(z.string()),
  stage: z.nullable(z.string()),
  action,
  outcome: z.enum(['done', 'gone', 'failed', 'held', 'parked', 'skipped']),
  reason: z.nullable(z.string()),
  error: z.nullable(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      requestId: z.nullable(z.string()),
    }),
  ),
  blockedBy: z.array(z.string()),
  retryAfter: z.nullable(time),
});

export const resultSchema = z.strictObject({
  schema: z.literal('sst-sweep/result@1'),
  sweep: z.string(),
  account,
  startedAt: time,
  finishedAt: time,
  exitCode: z.int(),
  plan: z.string(),
  outcomes: z.array(outcome),
  summary: z.strictObject({
    done: count,
    gone: count,
    failed: count,
    held: count,
    parked: count,
    skipped: count,
  }),
  excluded: z.array(exclusion),
  calls,
  backup: z.nullable(z.string()),
  quarantine,
  /** Absent in documents of before 0.3. */
  removals: z.optional(z.array(removal)),
  comparison: z.optional(comparison),
});

export type ResultJson = z.infer<typeof resultSchema>;
