import * as z from 'zod/mini';
import { account, finding, gap, stage, time } from './parts.ts';

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
      wouldChange: z.array(z.string()),
      stages: z.array(stage),
      gaps: z.array(gap),
    }),
  ),
});

export type ExplainJson = z.infer<typeof explainSchema>;
