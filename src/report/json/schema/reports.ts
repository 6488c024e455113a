import * as z from 'zod/mini';
import { account } from './parts.ts';
import { reportSchema } from './report.ts';

/** An account without a report, and why. */
export const accountError = z.strictObject({
  account,
  name: z.nullable(z.string()),
  code: z.string(),
  message: z.string(),
  hint: z.nullable(z.string()),
  /** How it counts for the exit code of the whole run. */
  exitCode: z.int(),
});

export const reportsSchema = z.strictObject({
  schema: z.literal('sst-sweep/reports@1'),
  reports: z.array(reportSchema),
  errors: z.array(accountError),
});

export type AccountErrorJson = z.infer<typeof accountError>;
export type ReportsJson = z.infer<typeof reportsSchema>;
