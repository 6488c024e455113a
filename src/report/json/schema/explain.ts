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
      /** The words of the row that decided, and the facts that would change the verdict. */
      decidedBy: z.string(),
      /** The source of its kind's times. */
      ageRestsOn: z.string(),
      /** The one fact that would decide about an unknown; null for every other verdict. */
      wouldDecide: z.nullable(z.string()),
      wouldChange: z.array(z.string()),
      stages: z.array(stage),
      gaps: z.array(gap),
      /** For a store: its routes as states list them; for other kinds: the routes that lead there. */
      routes: z.array(route),
    }),
  ),
});

export type ExplainJson = z.infer<typeof explainSchema>;
