import type { PlanFileOptions } from '../model/options.ts';
import * as z from 'zod/mini';
import type { Plan } from '../model/plan.ts';

const strings = z.array(z.string());
const kind = z.string();
const verdict = z.enum(['live', 'leftover', 'retained', 'busy', 'unknown', 'protected']);
const confidence = z.enum(['certain', 'high', 'low']);

const step = z.object({
  id: z.string(),
  action: z.enum(['disable', 'settle', 'empty', 'delete']),
  key: z.string(),
  kind,
  resource: z.string(),
  arn: z.nullable(z.string()),
  region: z.string(),
  app: z.nullable(z.string()),
  stage: z.nullable(z.string()),
  waitsFor: strings,
  estimateSeconds: z.number(),
  losesData: z.boolean(),
});

const basis = z.object({
  key: z.string(),
  row: z.number(),
  verdict,
  confidence: z.nullable(confidence),
  codes: strings,
  fingerprint: z.string(),
  usedBy: strings,
  stageLivesOn: z.boolean(),
});

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  hint: z._default(z.string(), ''),
});

export const planSchema = z.object({
  account: z.string(),
  createdAt: z.string(),
  fingerprint: z.string(),
  steps: z.array(step),
  refusal: z.nullable(refusal),
  basis: z.array(basis),
}) satisfies z.ZodMiniType<Omit<Plan, 'excluded' | 'quarantine'>>;

export const optionsSchema = z.object({
  scan: z.object({
    regions: strings,
    ignoreHomes: strings,
    ignoreRegions: strings,
    ignoreStages: strings,
  }),
  match: z.object({
    keep: strings,
    olderThanMs: z.nullable(z.number()),
    allowTraffic: z.boolean(),
    abandon: z.array(
      z.object({
        bucket: z.nullable(z.string()),
        app: z.string(),
        stage: z.string(),
        update: z.nullable(z.string()),
      }),
    ),
  }),
  filter: z.object({ regions: strings, apps: strings, stages: strings, kinds: z.array(kind) }),
  plan: z.object({
    unattended: z.boolean(),
    minConfidence: confidence,
    includeRetained: z.boolean(),
    deleteData: z.boolean(),
    allowTraffic: z.boolean(),
    maxDeletions: z.number(),
    maxShare: z._default(z.nullable(z.number()), null),
    typed: strings,
    apps: strings,
    stages: strings,
    ticked: z.nullable(strings),
    confirmed: strings,
    wantedStages: z._default(strings, []),
    quarantineMs: z._default(z.nullable(z.number()), null),
  }),
}) satisfies z.ZodMiniType<PlanFileOptions>;
