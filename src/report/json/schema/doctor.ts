import * as z from 'zod/mini';
import { account, count, evidence, gap, home, kind, time } from './parts.ts';

const remedy = z.strictObject({
  type: z.enum(['command', 'config', 'wait']),
  /** A command can be typed as it is. */
  text: z.string(),
  note: z.nullable(z.string()),
});

const cause = z.strictObject({
  code: z.string(),
  title: z.string(),
  why: z.array(evidence),
  do: z.array(remedy),
  after: z.nullable(z.string()),
  again: z.string(),
});

const error = z.strictObject({
  code: z.string(),
  kind: z.nullable(kind),
  name: z.nullable(z.string()),
  /** Only the end of the name stood in a cut-off output. */
  nameIsCut: z.boolean(),
  path: z.nullable(z.string()),
  component: z.nullable(z.string()),
  app: z.nullable(z.string()),
  stage: z.nullable(z.string()),
  region: z.nullable(z.string()),
  message: z.string(),
  /** `input`, or the update record that holds it. */
  from: z.string(),
});

const nullable = z.nullable(z.string());

export const doctorSchema = z.strictObject({
  schema: z.literal('sst-sweep/doctor@1'),
  generatedAt: time,
  account,
  simulated: z.boolean(),
  endpoint: nullable,
  input: z.enum(['argument', 'stdin', 'none']),
  project: z.nullable(
    z.strictObject({
      app: nullable,
      stage: nullable,
      region: nullable,
      profile: nullable,
      sstVersion: nullable,
    }),
  ),
  preflight: z.strictObject({
    caller: z.string(),
    profile: z.strictObject({ used: z.string(), named: nullable }),
    regions: z.array(z.string()),
    homes: z.array(home),
    stages: count,
    denied: z.array(z.string()),
  }),
  errors: z.array(
    z.strictObject({
      error,
      stages: z.array(
        z.strictObject({
          app: z.string(),
          stage: z.string(),
          regions: z.array(z.string()),
          sstVersions: z.array(z.string()),
        }),
      ),
      /** The likeliest first; none: the account shows no cause. */
      causes: z.array(cause),
      ruledOut: z.array(z.strictObject({ code: z.string(), reason: z.string() })),
      next: z.array(z.string()),
    }),
  ),
  practice: z.array(z.strictObject({ code: z.string(), detail: z.string(), do: z.string() })),
  gaps: z.array(gap),
});

export type DoctorJson = z.infer<typeof doctorSchema>;
