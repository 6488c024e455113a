import { UnreadableAnswer } from '../../aws/failures.ts';
import { readCloudFrontTags } from '../../kinds/cloudfront-tags.ts';
import type { Tags } from '../../model/resource.ts';
import type { QuestionContext } from './question-context.ts';

/** IAM actions of the calls that tell a resource's tags, by kind. */
export const tagOperations: Readonly<Record<string, string>> = {
  'cloudfront-distribution': 'cloudfront:ListTagsForResource',
  'cloudfront-function': 'cloudfront:ListTagsForResource',
  'cloudfront-key-value-store': 'cloudfront:ListTagsForResource',
  'lambda-edge-function': 'lambda:ListTags',
  'lambda-function': 'lambda:ListTags',
  'log-group': 'logs:ListTagsForResource',
  's3-bucket': 's3:GetBucketTagging',
};

export function kindOfKey(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

/** Tags by the kind's own API; a resource that is gone has none. */
export async function readOwnTags(key: string, context: QuestionContext): Promise<Tags> {
  const resource = context.resource(key);
  if (!resource) throw new UnreadableAnswer(`${key} was not listed.`);
  // One call in place of two: there may be hundreds.
  if (resource.kind === 'cloudfront-distribution' && resource.arn !== null)
    return readCloudFrontTags(resource.arn, context);
  const kind = context.options.kinds.find(({ facts }) => facts.kind === resource.kind);
  // The tagging API knows none of this kind, so it hides none; a role's tags are a look-up of their own.
  if (kind?.arns === null) return {};
  const fresh = kind ? await kind.reread(resource, context) : resource;
  if (fresh === null) return {};
  if (fresh.tags === null) throw new UnreadableAnswer(`The tags of ${key} were not told.`);
  return fresh.tags;
}
