import * as z from 'zod/mini';
import { stateFolders } from '../../../model/remains.ts';

export const time = z.iso.datetime();
export const count = z.int().check(z.minimum(0));
export const kind = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const verdict = z.enum(['live', 'leftover', 'retained', 'busy', 'unknown', 'protected']);
export const confidence = z.enum(['certain', 'high', 'low']);
export const account = z.string().check(z.regex(/^\d{12}$/));

const allOr = <T extends z.ZodMiniType>(item: T) => z.union([z.literal('all'), z.array(item)]);

export const calls = z.strictObject({ total: count, byOperation: z.record(z.string(), count) });

export const evidence = z.strictObject({
  code: z.string(),
  source: z.string(),
  detail: z.string(),
});

export const gap = z.strictObject({
  id: z.string(),
  source: z.string(),
  region: z.nullable(z.string()),
  operation: z.string(),
  cause: z.enum(['denied', 'throttled', 'timeout', 'invalid', 'error']),
  affects: z.strictObject({
    stages: allOr(z.string()),
    kinds: allOr(kind),
    regions: allOr(z.string()),
    lookups: z.boolean(),
  }),
  message: z.string(),
  /** A stage's current state; null: it was something else. */
  state: z.nullable(
    z.strictObject({
      app: z.string(),
      stage: z.string(),
      location: z.string(),
      /** It was read and is no state. */
      damaged: z.boolean(),
      /** The newest older version that can be read and owns something. */
      readableVersion: z.nullable(z.string()),
      /** `--ignore-stage` names it. */
      ignored: z.boolean(),
    }),
  ),
});

export const home = z.strictObject({
  bucket: z.string(),
  region: z.string(),
  registered: z.boolean(),
  status: z.enum(['read', 'denied', 'ignored', 'error']),
  stages: count,
});

const lastRun = z.strictObject({
  id: z.string(),
  command: z.string(),
  startedAt: time,
  completedAt: z.nullable(time),
  errors: z.array(z.string()),
});

const stageShape = {
  app: z.string(),
  stage: z.string(),
  region: z.string(),
  source: z.enum(['sst-state', 'cloudformation']),
  location: z.string(),
  status: z.enum(['live', 'removed', 'unfinished', 'busy', 'unknown', 'abandoned']),
  resources: count,
  sstVersion: z.nullable(z.string()),
  lastRun: z.nullable(lastRun),
  lock: z.nullable(z.strictObject({ createdAt: time, command: z.nullable(z.string()) })),
  removedAt: z.nullable(time),
  updatedAt: z.nullable(time),
  history: z.enum(['complete', 'partial', 'none']),
};

export const stage = z.strictObject(stageShape);

/** A stage of `stages`, with the commands that apply to it. */
export const stageWithCommands = z.strictObject({
  ...stageShape,
  idle: z.boolean(),
  command: z.nullable(z.string()),
  abandonWord: z.nullable(z.string()),
});

const quotaShape = {
  /** A kind, or `lambda-code-storage`. */
  name: z.string(),
  region: z.string(),
  unit: z.enum(['resources', 'bytes']),
  limit: count,
  /** Null: not everything could be read. */
  used: z.nullable(count),
};

export const quota = z.strictObject({
  ...quotaShape,
  adjustable: z.boolean(),
  leftovers: count,
});

/** The quotas and money that a plan frees. */
export const givesBack = z.strictObject({
  quotas: z.array(z.strictObject({ ...quotaShape, gain: count })),
  monthlyCostUsd: z.nullable(z.number()),
  unpriced: count,
});

/** Files in the home that SST keeps of a stage that is gone. */
export const remains = z.strictObject({
  app: z.string(),
  stage: z.string(),
  region: z.string(),
  home: z.nullable(z.string()),
  status: z.enum(['removed', 'unknown-stage']),
  files: z.array(
    z.strictObject({
      folder: z.enum(stateFolders),
      objects: count,
      versions: count,
      bytes: count,
    }),
  ),
  versions: count,
  bytes: count,
  passphrase: z.nullable(z.boolean()),
  leftovers: count,
  /** The setting of SST's that deletes it; null where no state records the removal of the stage. */
  clearWith: z.nullable(z.literal('state.purge')),
});

/** Keys or a route that SST wrote into a key-value store, by a state; the store is not read. */
export const route = z.strictObject({
  store: z.string(),
  app: z.string(),
  stage: z.string(),
  region: z.string(),
  home: z.string(),
  keys: z.array(z.string()),
  total: count,
  leadsTo: z.array(z.string()),
  recordedAt: time,
  /** It left its state in a completed run, in which SST deletes it. */
  takenOut: z.boolean(),
  doubt: z.nullable(z.string()),
  readBack: z.literal(false),
});

export const finding = z.strictObject({
  key: z.string(),
  kind,
  id: z.string(),
  arn: z.nullable(z.string()),
  name: z.nullable(z.string()),
  region: z.string(),
  app: z.nullable(z.string()),
  stage: z.nullable(z.string()),
  component: z.nullable(z.string()),
  verdict,
  confidence: z.nullable(confidence),
  row: z.int().check(z.minimum(1)),
  evidence: z.array(evidence),
  createdAt: z.nullable(time),
  modifiedAt: z.nullable(time),
  busyUntil: z.nullable(time),
  usedBy: z.array(z.string()),
  uses: z.array(z.string()),
  losesData: z.boolean(),
  sizeBytes: z.nullable(z.number()),
  monthlyCostUsd: z.nullable(z.number()),
  gaps: z.array(z.string()),
  consoleUrl: z.string(),
});

export const exclusion = z.strictObject({
  key: z.string(),
  kind,
  resource: z.string(),
  verdict,
  reason: z.string(),
  command: z.nullable(z.string()),
});

/** `--quarantine`: what begins to wait, waits, is deleted now, or left it. Null: nothing waits. */
export const quarantine = z.nullable(
  z.strictObject({
    seconds: count,
    entries: z.array(
      z.strictObject({
        key: z.string(),
        kind,
        resource: z.string(),
        region: z.string(),
        app: z.nullable(z.string()),
        stage: z.nullable(z.string()),
        state: z.enum(['begins', 'waits', 'anew', 'over', 'left']),
        since: time,
        until: time,
        detail: z.string(),
      }),
    ),
  }),
);
