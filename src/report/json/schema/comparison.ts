import * as z from 'zod/mini';
import { verdicts } from '../../../model/verdict.ts';
import { count, time } from './parts.ts';

const keys = z.array(z.string());

/** New, gone and remaining leftovers; a function and its versions count once. */
export const comparisonCountsSchema = z.strictObject({ new: count, gone: count, still: count });

/** The leftovers since an earlier report, by their keys; null: there is none to compare with. */
export const comparison = z.nullable(
  z.strictObject({
    since: time,
    counts: comparisonCountsSchema,
    new: keys,
    gone: keys,
    noLonger: z.array(z.strictObject({ key: z.string(), verdict: z.enum(verdicts) })),
    unread: keys,
    still: keys,
    monthlyCostUsd: z.strictObject({ before: z.nullable(z.number()), now: z.nullable(z.number()) }),
  }),
);

export type ComparisonJson = z.infer<typeof comparison>;
