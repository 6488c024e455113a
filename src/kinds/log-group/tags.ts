import { ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { Tags } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';

/** All tags of a log group, by its own API; empty where it is gone. */
export async function readLogGroupTags(
  { name, region }: { readonly name: string; readonly region: string },
  { session, signal }: CallContext,
): Promise<Tags> {
  const resourceArn = `arn:${session.partition}:logs:${region}:${session.account}:log-group:${name}`;
  try {
    const answer = await session.clients
      .logs(region)
      .send(new ListTagsForResourceCommand({ resourceArn }), { abortSignal: signal });
    if (!answer.tags) throw new UnreadableAnswer('The answer has no tags.');
    return answer.tags;
  } catch (error) {
    if (classifyFailure(error).code === 'ResourceNotFoundException') return {};
    throw error;
  }
}
