import { flag, foreignCommand } from '../../model/command.ts';
import type { Cause, DeployError, Remedy } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import { explainCommand, sweepOf } from '../commands.ts';
import { claimsOn, pairText, type Facts } from '../facts.ts';
import { holdersOf, type Holder } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  unnamedRerun,
  type CauseSearch,
  nothingFound,
  sweepRemedy,
  manualRemedy,
} from './cause.ts';
import { failedStack, stacksInQuestion, stuckStackOf } from './stack.ts';

/** A bucket that holds objects goes only once they are gone, old versions and delete markers too. */
export function notEmptyCauses(error: DeployError, facts: Facts): CauseSearch {
  const stacks = stacksInQuestion(error, facts).filter(
    ({ stack }) => stack?.failed.some(({ type }) => type.includes('Bucket')) === true,
  );
  const buckets = error.name === null ? [] : holdersOf(error, facts);
  const causes = [
    // A bucket at which its stack's deletion stopped is told with that stack.
    ...buckets
      .filter(({ key }) => stuckStackOf(key, facts) === null)
      .map((holder) => fullBucketCause(holder, facts)),
    ...stacks.map((report) => failedStack(report, facts)),
  ];
  return { ...nothingFound, causes: causes.length > 0 ? causes : [unseenCause(error, facts)] };
}

function fullBucketCause(holder: Holder, facts: Facts): Cause {
  const { finding, id } = holder;
  const owner = claimsOn(holder.key, facts).find(({ own }) => own) ?? null;
  const sweep = finding !== null && owner === null ? sweepOf([finding], facts).command : null;
  return {
    code: 'bucket-not-empty',
    title: `The bucket ${id}${owner === null ? '' : ` of ${pairText(owner.pair)}`} still holds objects, and AWS deletes none that does.`,
    evidence: finding?.evidence ?? [
      evidence('bucket', id, `Account ${facts.inventory.account} has it.`),
    ],
    remedies: [
      commandRemedy(
        foreignCommand('aws', ['s3', 'ls', `s3://${id}`], {
          flags: [flag('--recursive'), flag('--summarize')],
        }),
        'what is in it',
      ),
      ...(sweep === null || finding === null
        ? manualRemedies(finding)
        : [sweepRemedy(sweep, finding, 'empties and deletes it')]),
    ],
    after: unnamedRerun,
    recurrence:
      'Yes, with buckets that SST is not told to empty: forceDestroy is its default, and an import or a transform may drop it.',
  };
}

function manualRemedies(finding: Finding | null): readonly Remedy[] {
  return [
    ...(finding === null
      ? []
      : [commandRemedy(explainCommand(finding.id), 'whose it is, and who uses it')]),
    manualRemedy(
      'Empty it in the S3 console ("Empty"), its old versions too, if nobody needs what is in it.',
    ),
  ];
}

/** The full resource is no bucket, is not in this account, or is not named. */
function unseenCause(error: DeployError, facts: Facts): Cause {
  const { code, name } = error;
  if (!code.startsWith('Bucket')) return fullResourceCause(error);
  return name === null ? unnamedBucketCause(error) : missingBucketCause(error, name, facts);
}

/** A repository of images, a hosted zone, a backup vault. */
function fullResourceCause(error: DeployError): Cause {
  const what = error.name ?? error.logicalName ?? 'What was to be deleted';
  return {
    code: 'not-empty',
    title: `${what} still holds something, and AWS does not delete it before that is gone: ${error.code}.`,
    evidence: [evidence('said', error.from, error.message.slice(0, 300))],
    remedies: [
      manualRemedy('Empty it in the console of that service, if nobody needs what is in it.'),
    ],
    after: unnamedRerun,
    recurrence: 'Yes, whenever something is put into it past SST.',
  };
}

function missingBucketCause(error: DeployError, name: string, { inventory }: Facts): Cause {
  const unread = inventory.gaps.find(
    ({ affects }) => affects.kinds === 'all' || affects.kinds.includes('s3-bucket'),
  );
  return {
    code: 'bucket-not-here',
    title:
      unread === undefined
        ? `The bucket ${name} held objects when it was to be deleted; account ${inventory.account} has it no more.`
        : `The bucket ${name} held objects when it was to be deleted; whether it is still there could not be read (${unread.operation}).`,
    evidence: [evidence('said', error.from, error.message.slice(0, 300))],
    remedies: [
      commandRemedy(
        foreignCommand('aws', ['sts', 'get-caller-identity']),
        `run where SST ran: is it account ${inventory.account}?`,
      ),
    ],
    after: unnamedRerun,
    recurrence:
      'Yes, with buckets that SST is not told to empty: forceDestroy is its default, and an import or a transform may drop it.',
  };
}

function unnamedBucketCause(error: DeployError): Cause {
  return {
    code: 'bucket-not-empty',
    title:
      'A bucket still holds objects, and AWS deletes none that does. The error does not say which.',
    evidence: [evidence('said', error.from, error.message.slice(0, 300))],
    remedies: [
      commandRemedy(
        foreignCommand('aws', ['s3', 'ls']),
        'the buckets of this account; the failed row in the CloudFormation console names it',
      ),
      manualRemedy(
        'Empty it in the S3 console ("Empty"), its old versions too, if nobody needs what is in it.',
      ),
    ],
    after: unnamedRerun,
    recurrence: 'Yes, with buckets that are not emptied before they are deleted.',
  };
}
