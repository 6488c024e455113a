import { flag, foreignCommand } from '../../model/command.ts';
import type { CommandRemedy, Remedy } from '../../model/diagnosis.ts';
import type { StageReport } from '../../model/finding.ts';
import { isProductionName } from '../../model/stage.ts';
import { isOutOfUse, neededNote } from '../../advice/stage-advice.ts';
import type { Facts } from '../facts.ts';
import { commandRemedy, manualRemedy } from './cause.ts';

/** Remedies that let the stack go: first for its blockers, then for the stack. */
export function stackRemedies(report: StageReport, facts: Facts): readonly Remedy[] {
  const { stack, region, stage } = report;
  if (!stack) return [];
  const buckets = stack.failed.filter(
    ({ type }) => type === 'AWS::S3::Bucket' || /EdgeLambdaBucket/.test(type),
  );
  const isEdge = stack.failed.some(({ type, physicalId }) =>
    /Edge|Lambda::(Function|Version)/.test(`${type} ${physicalId}`),
  );
  // Nobody asked for the removal of production unless its deletion was begun.
  const mayGo = stack.status === 'DELETE_FAILED' || !isProductionName(stage);
  if (stack.status === 'DELETE_FAILED') {
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
      isOutOfUse(report)
        ? deleteStackRemedy(stack.name, region, 'then: deletes what is left of it')
        : manualRemedy(neededNote([report])),
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
    stack.status.startsWith('ROLLBACK_') ||
    stack.status === 'CREATE_FAILED'
  )
    return mayGo
      ? [
          deleteStackRemedy(
            stack.name,
            region,
            'its creation failed, so nothing of it serves; then deploy',
          ),
        ]
      : [
          manualRemedy(
            'Its creation failed: delete the stack in the console once you are sure that nothing of it is needed.',
          ),
        ];
  if (stack.status.endsWith('_IN_PROGRESS'))
    return [manualRemedy('CloudFormation is at work on it: let it end, then try again.')];
  return [describe(stack.name, region)];
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

export function deleteStackRemedy(name: string, region: string, note: string): CommandRemedy {
  return onStack('delete-stack', name, region, note);
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
