import type { StateHome } from '../context.ts';
import type { PolicyPurpose } from '../input/policy-purposes.ts';
import type { PolicyDocument } from './document.ts';

/** With the rights to `--state-dir s3://bucket/prefix`. Nothing there is ever deleted, not even a lock. */
export function withState(
  policy: PolicyDocument,
  { purpose, state: { place } }: { purpose: PolicyPurpose; state: Pick<StateHome, 'place'> },
): PolicyDocument {
  if (place === null) return policy;
  const { bucket, prefix } = place;
  const arn = `arn:aws:s3:::${bucket}`;
  return {
    ...policy,
    Statement: [
      ...policy.Statement,
      {
        Sid: 'ListState',
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: arn,
        Condition: { StringLike: { 's3:prefix': [`${prefix}/*`] } },
      },
      {
        Sid: 'KeepState',
        Effect: 'Allow',
        Action: purpose === 'scan' ? ['s3:GetObject'] : ['s3:GetObject', 's3:PutObject'],
        Resource: `${arn}/${prefix}/*`,
      },
    ],
  };
}
