import * as z from 'zod/mini';
import { account, count, gap, time } from './parts.ts';
import { step } from './plan.ts';
import { endOfRemoval, placeOfRemoval } from './removal.ts';
import { outcome } from './result.ts';

const detail = z.string();
const sweep = z.string();

function event<const Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) {
  return z.strictObject({
    schema: z.literal('sst-sweep/event@1'),
    type: z.literal(type),
    at: time,
    data,
  });
}

/** The last event: the document of `--format json`, under the name of its own schema. */
function last<const Name extends string>(name: Name) {
  return event(name, z.looseObject({ schema: z.literal(`sst-sweep/${name}@1`) }));
}

/** One line of `--format ndjson`. */
export const eventSchema = z.discriminatedUnion('type', [
  event('scan-started', z.strictObject({ account })),
  event(
    'scan-progress',
    z.strictObject({ phase: z.string(), done: count, total: z.nullable(count) }),
  ),
  event('gap-found', z.strictObject({ gap })),
  event('scan-finished', z.strictObject({ calls: count })),
  event('judging', z.strictObject({ resources: count })),
  event('judged', z.strictObject({})),
  event(
    'sweep-started',
    z.strictObject({ sweep, steps: count, estimateSeconds: z.nullable(z.number()) }),
  ),
  event('step-started', z.strictObject({ step })),
  event('step-waiting', z.strictObject({ step, since: time, detail })),
  event('step-progress', z.strictObject({ step, done: count, detail })),
  event('step-finished', z.strictObject({ step, outcome })),
  event('sweep-finished', z.strictObject({ sweep })),
  event('removal-started', z.strictObject(placeOfRemoval)),
  event('removal-finished', z.strictObject({ ...placeOfRemoval, ...endOfRemoval })),
  event('restore-progress', z.strictObject({ key: z.string(), detail, ended: z.boolean() })),
  last('report'),
  last('reports'),
  last('plans'),
  last('results'),
  last('plan'),
  last('result'),
  last('stages'),
  last('explain'),
  last('doctor'),
  last('runs'),
  last('restore'),
]);

export type EventJson = z.infer<typeof eventSchema>;
