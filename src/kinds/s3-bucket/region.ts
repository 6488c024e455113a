import { GetBucketLocationCommand, HeadBucketCommand } from '@aws-sdk/client-s3';

import { headerOf } from '../../aws/counting.ts';
import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { rawBodyOf } from '../../aws/raw-body.ts';
import type { CallContext } from '../../aws/call-context.ts';

/**
 * A bucket's region, for lists without regions. S3 sends it in a header of every answer, refusals included.
 * Null: there is no such bucket.
 */
export async function readBucketRegion(name: string, context: CallContext): Promise<string | null> {
  const s3 = context.session.clients.s3(context.session.region);
  try {
    const answer = await s3.send(new HeadBucketCommand({ Bucket: name }), {
      abortSignal: context.signal,
    });
    return answer.BucketRegion || (await readLocation(name, context));
  } catch (error) {
    context.signal.throwIfAborted();
    const { code, status } = classifyFailure(error);
    const region = headerOf(
      (error as { $response?: { headers?: unknown } }).$response?.headers,
      'x-amz-bucket-region',
    );
    if (region) return region;
    // The answer to a HEAD has no body: the SDK derives the code from the status.
    if (code === 'NotFound' && status === 404) return null;
    return readLocation(name, context);
  }
}

/** Empty for us-east-1, and `EU` for the oldest buckets of eu-west-1. */
async function readLocation(name: string, context: CallContext): Promise<string> {
  const s3 = context.session.clients.s3(context.session.region);
  const body = await rawBodyOf(new GetBucketLocationCommand({ Bucket: name }), (command) =>
    s3.send(command, { abortSignal: context.signal }),
  );
  // The SDK reads a page without the element as an empty one, which would mean us-east-1.
  const element = /<LocationConstraint[^<>]*(?:(?<=\/)>|>([^<]*)<)/.exec(
    new TextDecoder().decode(body),
  );
  if (!element) throw new UnreadableAnswer(`The answer is not the location of ${name}.`);
  const location = element[1] ?? '';
  return location === 'EU' ? 'eu-west-1' : location || 'us-east-1';
}
