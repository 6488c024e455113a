import { ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-cloudfront';

import { UnreadableAnswer } from '../aws/failures.ts';
import type { Tags } from '../model/resource.ts';
import type { CallContext } from '../aws/call-context.ts';

/** The ARN is sent back as CloudFront wrote it: it refuses any other spelling. */
export async function readCloudFrontTags(arn: string, context: CallContext): Promise<Tags> {
  const answer = await context.session.clients
    .cloudfront()
    .send(new ListTagsForResourceCommand({ Resource: arn }), { abortSignal: context.signal });
  if (!answer.Tags) throw new UnreadableAnswer('The answer has no tags.');
  const tags = answer.Tags.Items ?? [];
  return Object.fromEntries(tags.map(({ Key: key, Value: value }) => [key ?? '', value ?? '']));
}

export async function addCloudFrontTags(
  arn: string,
  tags: Tags,
  context: CallContext,
): Promise<void> {
  const items = Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
  await context.session.clients
    .cloudfront()
    .send(new TagResourceCommand({ Resource: arn, Tags: { Items: items } }), {
      abortSignal: context.signal,
    });
}
