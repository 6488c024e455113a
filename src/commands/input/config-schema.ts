import * as z from 'zod/mini';
import type { AccountList } from '../../model/account-list.ts';
import { confidences } from '../../model/verdict.ts';

const texts = z.array(z.string().check(z.minLength(1)));

/** `sst-sweep.json`. Flags win over single values and add to lists. */
export const configSchema = z.strictObject({
  $schema: z.optional(z.string()),
  account: z.optional(
    z.string().check(z.regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')),
  ),
  /** As in `--accounts FILE`, and checked as that is. */
  accounts: z.optional(z.unknown()),
  profile: z.optional(z.string().check(z.minLength(1))),
  regions: z.optional(texts),
  apps: z.optional(texts),
  stages: z.optional(texts),
  kinds: z.optional(texts),
  keep: z.optional(texts),
  stagesFrom: z.optional(z.string().check(z.minLength(1))),
  removeWith: z.optional(z.string().check(z.minLength(1))),
  maxRemovals: z.optional(z.int().check(z.minimum(1))),
  olderThan: z.optional(z.string()),
  minConfidence: z.optional(z.enum(confidences)),
  maxDeletions: z.optional(z.int().check(z.minimum(1))),
  maxShare: z.optional(
    z.string().check(z.regex(/^([1-9]|[1-9]\d|100)%$/, 'must be a share such as 20%')),
  ),
  quarantine: z.optional(z.string()),
  abandon: z.optional(texts),
  ignoreHomes: z.optional(texts),
  ignoreRegions: z.optional(texts),
  ignoreStages: z.optional(texts),
  failOn: z.optional(texts),
  /** Whom a scan or a sweep tells how it ended. An address is a secret, so the file only says where it stands. */
  notify: z.optional(
    z.array(
      z.discriminatedUnion('as', [
        z.strictObject({
          as: z.enum(['json', 'slack']),
          urlFrom: z
            .string()
            .check(z.regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable')),
        }),
        z.strictObject({
          as: z.literal('sns'),
          topic: z
            .string()
            .check(
              z.regex(
                /^arn:aws(?:-[a-z]+)*:sns:[a-z]{2}(?:-[a-z]+)+-\d{1,2}:\d{12}:[\w-]{1,256}$/,
                'must be the ARN of a standard topic',
              ),
            ),
        }),
      ]),
    ),
  ),
});

type ConfigFile = z.infer<typeof configSchema>;

export type Config = {
  readonly [Key in Exclude<keyof ConfigFile, '$schema' | 'accounts'>]?: NonNullable<
    ConfigFile[Key]
  >;
} & { readonly accounts?: AccountList };

export const emptyConfig: Config = {};
