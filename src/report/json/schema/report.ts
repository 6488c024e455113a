import * as z from 'zod/mini';
import { comparison } from './comparison.ts';
import {
  account,
  calls,
  confidence,
  count,
  finding,
  gap,
  home,
  kind,
  quota,
  stage,
  time,
} from './parts.ts';
import { undecidedCauses } from '../../undecided.ts';

/** The options that decided, as given and as defaulted. Durations in seconds. */
const reportOptions = z.strictObject({
  regions: z.array(z.string()),
  apps: z.array(z.string()),
  stages: z.array(z.string()),
  kinds: z.array(kind),
  keep: z.array(z.string()),
  olderThanSeconds: z.nullable(z.number()),
  minConfidence: confidence,
  allowTraffic: z.boolean(),
  abandon: z.array(z.string()),
  ignoreHomes: z.array(z.string()),
  ignoreRegions: z.array(z.string()),
  ignoreStages: z.array(z.string()),
  failOn: z.array(z.enum(['leftover', 'unknown', 'gaps', 'parked'])),
});

export type ReportOptions = z.infer<typeof reportOptions>;

export const reportSchema = z.strictObject({
  schema: z.literal('sst-sweep/report@1'),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  generatedAt: time,
  exitCode: z.int(),
  options: reportOptions,
  account,
  simulated: z.boolean(),
  endpoint: z.nullable(z.string()),
  regions: z.array(z.string()),
  homes: z.array(home),
  stages: z.array(stage),
  findings: z.array(finding),
  gaps: z.array(gap),
  summary: z.strictObject({
    live: count,
    leftover: count,
    retained: count,
    busy: count,
    unknown: count,
    protected: count,
    byConfidence: z.strictObject({ certain: count, high: count, low: count }),
    hidden: count,
    /**
     * The number of `unknown` findings by the cause that holds them up, the largest first; gaps where
     * something could not be read.
     */
    undecided: z.array(
      z.strictObject({
        because: z.enum(undecidedCauses),
        findings: count,
        gaps: z.array(z.string()),
      }),
    ),
    /** Monthly cost of the leftovers at us-east-1's list prices; null: no price of any is known. */
    monthlyCostUsd: z.nullable(z.number()),
    /** Leftovers of which no price is known. */
    unpriced: count,
  }),
  /** AWS's default limits: an account's own may be higher. */
  quotas: z.array(quota),
  calls,
  /** Absent in documents of before 0.3. */
  comparison: z.optional(comparison),
});

export type ReportJson = z.infer<typeof reportSchema>;
