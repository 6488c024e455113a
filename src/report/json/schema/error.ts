import * as z from 'zod/mini';

export const errorSchema = z.strictObject({
  schema: z.literal('sst-sweep/error@1'),
  code: z.string(),
  message: z.string(),
  hint: z.nullable(z.string()),
  exitCode: z.int(),
});

export type ErrorJson = z.infer<typeof errorSchema>;
