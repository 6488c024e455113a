import type { Cause } from '../../model/diagnosis.ts';
import { evidence, deployRemedy, renamingRemedy, type NameContext } from './cause.ts';

/** The account's list is whole and lacks it, so another account has it. */
export function foreignBucketCauses({ error, facts, pair }: NameContext): readonly Cause[] {
  const { inventory } = facts;
  const isListed = inventory.kinds.some(({ kind }) => kind === 's3-bucket');
  const unread = inventory.gaps.some(({ operation }) =>
    /ListBuckets|ListAllMyBuckets/.test(operation),
  );
  if (error.code !== 'BucketAlreadyExists' || error.name === null || error.nameIsCut) return [];
  if (!isListed || unread) return [];
  return [
    {
      code: 'bucket-of-somebody-else',
      title: 'Another account owns the bucket name: they are unique in all of AWS.',
      evidence: [
        evidence(
          'not-in-account',
          'S3.ListBuckets',
          `Account ${inventory.account} has no bucket ${error.name}.`,
        ),
      ],
      remedies: [
        renamingRemedy({
          gives: 'no sweep, remove or unlock frees a bucket of another account',
        }),
      ],
      after: deployRemedy(pair),
      recurrence: 'Not with a name that ends in a random hash, as SST makes them by itself.',
    },
  ];
}
