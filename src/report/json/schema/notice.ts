import * as z from 'zod/mini';

const count = z.int().check(z.minimum(0));
const common = {
  schema: z.literal('sst-sweep/notice@1'),
  account: z.string(),
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
  }),
]);

export type NoticeJson = z.infer<typeof noticeSchema>;
