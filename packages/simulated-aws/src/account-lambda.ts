import { z } from 'zod';
import { count, named, optional, tags, text, texts, time } from './schema-parts.ts';

const lambdaFunction = z.strictObject({
  name: named,
  region: named,
  role: optional(named),
  runtime: optional(named),
  description: optional(text),
  codeSize: optional(count),
  code: optional(text).describe('Base64. Absent: made up, with codeSize bytes.'),
  timeout: optional(count),
  memorySize: optional(count),
  modifiedAt: optional(time),
  environment: optional(z.record(z.string(), z.string())),
  environmentIsDenied: optional(z.boolean()).describe('Its key lets the caller decrypt nothing.'),
  logGroup: optional(named),
  tags: optional(tags),
  /** Published versions, in the order of their numbers. */
  versions: optional(
    z.array(
      z.strictObject({
        version: named,
        modifiedAt: optional(time),
        codeSize: optional(count),
        code: optional(text),
        description: optional(text),
        replicas: optional(texts).describe('Regions in which this version has replicas.'),
        /** Until then replicas stay although no association is left. */
        replicasUntil: optional(time),
      }),
    ),
  ),
  aliases: optional(
    z.array(
      z.strictObject({
        name: named,
        version: named,
        policy: optional(text).describe('Its own resource policy, as JSON text.'),
      }),
    ),
  ),
  /** The number of the next version, where the last ones were deleted: numbers are never reused. */
  nextVersion: optional(named),
  handler: optional(named),
  /** Resource policy, as JSON text. */
  policy: optional(text),
  /** Authorisation of its function URL; absent: it has none. */
  functionUrl: optional(z.enum(['NONE', 'AWS_IAM'])),
  functionUrlAt: optional(time).describe('When that was made; absent: modifiedAt.'),
  reservedConcurrency: optional(count),
  /** How often an asynchronous invocation that failed is tried again, where that is set. */
  asyncRetries: optional(count),
});
export type FunctionData = z.infer<typeof lambdaFunction>;

/** What feeds a function; it outlives the function. */
const eventSource = z.strictObject({
  id: named,
  region: named,
  /** The function’s name. */
  function: named,
  /** The alias or version that it feeds; absent: the function itself. */
  qualifier: optional(named),
  /** ARN of a queue, a stream or a table. */
  source: named,
  state: optional(z.enum(['Creating', 'Enabled', 'Disabled', 'Updating', 'Deleting'])),
});
export type EventSourceData = z.infer<typeof eventSource>;

export const lambdaSchema = z.strictObject({
  functions: z.array(lambdaFunction),
  eventSources: optional(z.array(eventSource)),
});
