import * as z from 'zod/mini';
import { planSchema } from './plan.ts';
import { accountError } from './reports.ts';
import { resultSchema } from './result.ts';

/** `plan` over several accounts: of those in which anything may be deleted. */
export const plansSchema = z.strictObject({
  schema: z.literal('sst-sweep/plans@1'),
  plans: z.array(planSchema),
  errors: z.array(accountError),
});

/** `sweep` over several accounts. */
export const resultsSchema = z.strictObject({
  schema: z.literal('sst-sweep/results@1'),
  results: z.array(resultSchema),
  errors: z.array(accountError),
});

export type PlansJson = z.infer<typeof plansSchema>;
export type ResultsJson = z.infer<typeof resultsSchema>;
