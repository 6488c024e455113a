import { deleteStackCommand, reasonToKeep } from '../../advice/removal.ts';
import { isNeeded } from '../../advice/stage-advice.ts';
import { flag, foreignCommand } from '../../model/command.ts';
import type { CommandRemedy, Remedy } from '../../model/diagnosis.ts';
import type { StageReport } from '../../model/finding.ts';
import { isStackInProgress } from '../../sst/stacks.ts';
import type { Facts } from '../facts.ts';
import { commandRemedy, manualRemedy } from './cause.ts';

/** Remedies that let the stack go: first for its blockers, then for the stack. */
export function stackRemedies(report: StageReport, facts: Facts): readonly Remedy[] {
  const { stack, region } = report;
  if (!stack) return [];
  const buckets = stack.failed.filter(
    ({ type }) => type === 'AWS::S3::Bucket' || /EdgeLambdaBucket/.test(type),
  );
  const isEdge = stack.failed.some(({ type, physicalId }) =>
    /Edge|Lambda::(Function|Version)/.test(`${type} ${physicalId}`),
  );
  if (isStackInProgress(stack.status))
    return [
      manualRemedy('CloudFormation is at work on it: let it end, then try again.'),
      onStack(
        'describe-stack-events',
        stack.name,
        region,
        'where that takes more than an hour: the newest row that is IN_PROGRESS tells what it waits for',
      ),
    ];
  const remove = deleteStackCommand(report);
  if (stack.status === 'DELETE_FAILED') {
    // Its blockers are all that is in the way of the rest.
    if (remove === null) return [keeping(report, facts)];
    return [
      ...(isEdge
        ? [
            manualRemedy(
              'Wait some hours for Lambda@Edge: AWS removes the copies at the edge by itself once no distribution names the function.',
            ),
          ]
        : []),
      ...buckets.flatMap(({ physicalId }) =>
        physicalId === null ? [] : emptyRemedies(physicalId, facts),
      ),
      commandRemedy(remove, 'then: deletes what is left of it'),
    ];
  }
  if (stack.status === 'UPDATE_ROLLBACK_FAILED')
    return [
      onStack(
        'continue-update-rollback',
        stack.name,
        region,
        'goes on with the rollback, after which it can be deployed',
      ),
    ];
  if (
    stack.status === 'ROLLBACK_COMPLETE' ||
    stack.status === 'ROLLBACK_FAILED' ||
    stack.status === 'CREATE_FAILED'
  )
    return remove === null
      ? [keeping(report, facts), describe(stack.name, region)]
      : [
          commandRemedy(
            remove,
            'its creation failed, and nothing of it is known to be needed; then deploy',
          ),
        ];
  return [describe(stack.name, region)];
}

function keeping(report: StageReport, { stages }: Facts): Remedy {
  const why = reasonToKeep(report, stages);
  return manualRemedy(
    isNeeded(report) && why !== null
      ? why
      : 'Delete the stack in the console only once you are sure that nothing of it is needed: that is not known here, or it is called production.',
  );
}

/** Its objects may be somebody's data, so they are shown before the command that empties it. */
function emptyRemedies(bucket: string, { inventory }: Facts): readonly Remedy[] {
  const isThere = inventory.resources.some(({ kind, id }) => kind === 's3-bucket' && id === bucket);
  if (!isThere) return [];
  return [
    commandRemedy(
      foreignCommand('aws', ['s3', 'ls', `s3://${bucket}`], {
        flags: [flag('--recursive'), flag('--summarize')],
      }),
      'what is in it',
    ),
    manualRemedy(
      `Empty the bucket ${bucket} in the S3 console ("Empty"), its old versions too, if nobody needs what is in it.`,
    ),
  ];
}

export function onStack(verb: string, name: string, region: string, note: string): CommandRemedy {
  return commandRemedy(
    foreignCommand('aws', ['cloudformation', verb], {
      flags: [flag('--stack-name', name), flag('--region', region)],
    }),
    note,
  );
}

export function describe(name: string, region: string): CommandRemedy {
  return onStack('describe-stack-events', name, region, 'the first row that failed says why');
}
