import * as z from 'zod/mini';
import { accountsSchema } from './accounts.ts';
import { doctorSchema } from './doctor.ts';
import { errorSchema } from './error.ts';
import { eventSchema } from './event.ts';
import { explainSchema } from './explain.ts';
import { noticeSchema } from './notice.ts';
import { planSchema } from './plan.ts';
import { reportSchema } from './report.ts';
import { reportsSchema } from './reports.ts';
import { restoreSchema } from './restore.ts';
import { resultSchema } from './result.ts';
import { runsSchema } from './runs.ts';
import { plansSchema, resultsSchema } from './several.ts';
import { stagesSchema } from './stages.ts';

/** Every output that a program may read, by the name of its file in `schemas/`. */
export const schemas = {
  report: reportSchema,
  plan: planSchema,
  result: resultSchema,
  stages: stagesSchema,
  explain: explainSchema,
  doctor: doctorSchema,
  runs: runsSchema,
  accounts: accountsSchema,
  reports: reportsSchema,
  plans: plansSchema,
  results: resultsSchema,
  restore: restoreSchema,
  notice: noticeSchema,
  error: errorSchema,
  event: eventSchema,
} as const;

/** A JSON Schema document as it is packaged in `schemas/`. */
export function schemaDocument(schema: z.ZodMiniType, name: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema);
  return `${JSON.stringify({ $schema, title: `sst-sweep ${name}`, ...rest }, null, 2)}\n`;
}
