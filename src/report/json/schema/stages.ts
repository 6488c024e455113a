import * as z from 'zod/mini';
import { account, gap, home, remains, route, stageWithCommands, time } from './parts.ts';

export const stagesSchema = z.strictObject({
  schema: z.literal('sst-sweep/stages@1'),
  generatedAt: time,
  exitCode: z.int(),
  account,
  simulated: z.boolean(),
  endpoint: z.nullable(z.string()),
  homes: z.array(home),
  stages: z.array(stageWithCommands),
  gaps: z.array(gap),
  remains: z.array(remains),
  routes: z.array(route),
});

export type StagesJson = z.infer<typeof stagesSchema>;
