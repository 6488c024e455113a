import * as z from 'zod/mini';
import { isRegion } from '../../model/region.ts';
import { isAccountId } from '../../model/account-list.ts';

const id = z
  .string()
  .check(z.refine(isAccountId, 'must be the 12 digits of an AWS account, in quotes'));

// IAM API: a role's name has 64 of these characters at most, its path 512.
const role = z
  .string()
  .check(
    z.regex(
      /^(?:arn:aws[a-z-]*:iam::(?:\d{12}|\{id\}):role\/)?[\w+=,.@{}/-]{1,576}$/,
      'must be the name or the ARN of an IAM role',
    ),
  );

// STS API, AssumeRole.
const externalId = z
  .string()
  .check(z.regex(/^[\w+=,.@:/-]{2,1224}$/, 'must be an external id of 2 to 1224 characters'));

const regions = z.array(z.string().check(z.refine(isRegion, 'must be a region such as eu-west-1')));

const entry = z.strictObject({
  id,
  name: z.nullish(z.string().check(z.minLength(1))),
  role: z.nullish(role),
  externalId: z.nullish(externalId),
  regions: z.nullish(regions),
});

/** As it is written, but for ids alone, which stand for entries. `schema` and `generatedAt`: of `accounts --json`. */
export const accountListSchema = z.strictObject({
  $schema: z.optional(z.string()),
  schema: z.optional(z.literal('sst-sweep/accounts@1')),
  role: z.nullish(role),
  externalId: z.nullish(externalId),
  regions: z.nullish(regions),
  unit: z.nullish(
    z.string().check(
      // Organizations API, ListAccountsForParent.
      z.regex(
        /^(?:r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
        'must be an organizational unit such as ou-ab12-cdef3456, or a root such as r-ab12',
      ),
    ),
  ),
  accounts: z.optional(z.array(entry)),
});

export type AccountListFile = z.infer<typeof accountListSchema>;

/** A list may be its accounts alone, and an account its id alone. */
export function wholeList(written: unknown): unknown {
  const list = Array.isArray(written) ? { accounts: written as unknown[] } : written;
  if (typeof list !== 'object' || list === null) return list;
  const { accounts } = list as { readonly accounts?: unknown };
  if (!Array.isArray(accounts)) return list;
  return {
    ...list,
    accounts: accounts.map((each: unknown) =>
      typeof each === 'string' || typeof each === 'number' ? { id: each } : each,
    ),
  };
}
