import * as z from 'zod/mini';
import { comparisonCountsSchema } from './comparison.ts';

const count = z.int().check(z.minimum(0));
const common = {
  schema: z.literal('sst-sweep/notice@1'),
  account: z.string(),
  /** Leftovers since the last report; null: there is none to compare with. */
  comparison: z.nullable(comparisonCountsSchema),
  at: z.string(),
  exitCode: z.int(),
};

/** What `notify` sends of a run: counts, and no name of anything in the account. */
export const noticeSchema = z.discriminatedUnion('about', [
  z.strictObject({
    ...common,
    about: z.literal('scan'),
    leftover: count,
    retained: count,
    busy: count,
    unknown: count,
    gaps: count,
  }),
  z.strictObject({
    ...common,
    about: z.literal('sweep'),
    sweep: z.string(),
    deleted: count,
    failed: count,
    held: count,
    parked: count,
    skipped: count,
    quarantined: count,
    /** Stages that the command of `--remove-with` removed, or did not. */
    stagesRemoved: count,
    stagesNotRemoved: count,
  }),
  /** The run ended before it had a result. */
  z.strictObject({
    ...common,
    about: z.literal('error'),
    /** Null: nobody knows which account it was. */
    account: z.nullable(z.string()),
    command: z.string(),
    /** `sst-sweep/error@1` has the same one. */
    code: z.string(),
  }),
]);

export type NoticeJson = z.infer<typeof noticeSchema>;
