import * as z from 'zod/mini';
import { account } from './parts.ts';

/** `--accounts` reads it back. */
export const accountsSchema = z.strictObject({
  schema: z.literal('sst-sweep/accounts@1'),
  accounts: z.array(
    z.strictObject({
      id: account,
      name: z.nullable(z.string()),
      /** ARN; null: the caller's own account. */
      role: z.nullable(z.string()),
      externalId: z.nullable(z.string()),
      regions: z.array(z.string()),
    }),
  ),
});

export type AccountsJson = z.infer<typeof accountsSchema>;
