import type { NoticeTo } from '../../notices/targets.ts';
import type { PolicyPurpose } from '../input/policy-purposes.ts';
import type { PolicyDocument } from './document.ts';

/** With the right to tell exactly the topics of `notify`. A restore tells nobody. */
export function withTopics(
  policy: PolicyDocument,
  { purpose, notify }: { purpose: PolicyPurpose; notify: readonly NoticeTo[] },
): PolicyDocument {
  const topics = notify.flatMap((to) => (to.as === 'sns' ? [to.topic] : []));
  if (topics.length === 0 || purpose === 'restore') return policy;
  const Resource = [...new Set(topics)].toSorted();
  return {
    ...policy,
    Statement: [
      ...policy.Statement,
      { Sid: 'TellTopics', Effect: 'Allow', Action: ['sns:Publish'], Resource },
    ],
  };
}
