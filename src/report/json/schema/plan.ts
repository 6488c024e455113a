import * as z from 'zod/mini';
import { comparison } from './comparison.ts';
import { account, exclusion, givesBack, kind, quarantine, time } from './parts.ts';
import { removal } from './removal.ts';

export const action = z.enum(['disable', 'settle', 'empty', 'delete']);

export const step = z.strictObject({
  id: z.string(),
  action,
  key: z.string(),
  kind,
  resource: z.string(),
  arn: z.nullable(z.string()),
  region: z.string(),
  app: z.nullable(z.string()),
  stage: z.nullable(z.string()),
  waitsFor: z.array(z.string()),
  estimateSeconds: z.number(),
  losesData: z.boolean(),
});

export const planSchema = z.strictObject({
  schema: z.literal('sst-sweep/plan@1'),
  account,
  createdAt: time,
  fingerprint: z.string(),
  steps: z.array(step),
  excluded: z.array(exclusion),
  refusal: z.nullable(z.strictObject({ code: z.string(), message: z.string() })),
  givesBack,
  quarantine,
  /** Absent in documents of before 0.3. */
  removals: z.optional(z.array(removal)),
  comparison: z.optional(comparison),
  /** `sweep --plan` compares the account with it; not meant for other readers. */
  basis: z.array(z.looseObject({ key: z.string() })),
  options: z.looseObject({}),
});

export type PlanJson = z.infer<typeof planSchema>;
