import * as z from 'zod/mini';
import { account, finding, gap, route, stage, time } from './parts.ts';

export const explainSchema = z.strictObject({
  schema: z.literal('sst-sweep/explain@1'),
  generatedAt: time,
  account,
  simulated: z.boolean(),
  endpoint: z.nullable(z.string()),
  explanations: z.array(
    z.strictObject({
      finding,
      /** What the row that decided says, and what would change the verdict. */
      decidedBy: z.string(),
      /** What the times of its kind rest on. */
      ageRestsOn: z.string(),
      /** The one thing that would decide about an unknown; null for every other verdict. */
      wouldDecide: z.nullable(z.string()),
      wouldChange: z.array(z.string()),
      stages: z.array(stage),
      gaps: z.array(gap),
      /** Of a store: what states say stands in it; of others: the routes that lead there. */
      routes: z.array(route),
    }),
  ),
});

export type ExplainJson = z.infer<typeof explainSchema>;
