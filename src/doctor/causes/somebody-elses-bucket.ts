import { foreignCommand } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { AppStage } from '../../model/resource.ts';
import {
  commandRemedy,
  evidence,
  deployRemedy,
  renamingRemedy,
  type NameContext,
} from './cause.ts';

/** The account's list is whole and lacks it, so another account has it. */
export function foreignBucketCauses({ error, facts, pair }: NameContext): readonly Cause[] {
  const { inventory } = facts;
  const isListed = inventory.kinds.some(({ kind }) => kind === 's3-bucket');
  const unread = inventory.gaps.some(({ operation }) =>
    /ListBuckets|ListAllMyBuckets/.test(operation),
  );
  if (error.code !== 'BucketAlreadyExists' || error.name === null || error.nameIsCut) return [];
  if (!isListed || unread) return [];
  if (isOfProvider(error)) return [seenElsewhere(error.name, inventory.account, pair)];
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

/**
 * In us-east-1 S3 makes a bucket twice without an error, so pulumi-aws looks first whether the run can read one
 * of that name, and refuses by itself (terraform-provider-aws, `resourceBucketCreate`): that bucket is most
 * likely the run's own.
 */
function isOfProvider({ message }: DeployError): boolean {
  return /creating S3 Bucket \([^)]*\): BucketAlreadyExists/.test(message);
}

function seenElsewhere(name: string, account: string, pair: AppStage | null): Cause {
  return {
    code: 'bucket-seen-elsewhere',
    title: `The run could read a bucket of this name, and account ${account} does not list one: it ran in another account, or the bucket went since.`,
    evidence: [
      evidence('not-in-account', 'S3.ListBuckets', `Account ${account} has no bucket ${name}.`),
    ],
    remedies: [
      commandRemedy(
        foreignCommand('aws', ['sts', 'get-caller-identity']),
        `run where SST ran: is it account ${account}? Else ask doctor in that one, before anything is renamed`,
      ),
    ],
    after: deployRemedy(pair),
    recurrence: 'Not where account and profile are the same.',
  };
}
