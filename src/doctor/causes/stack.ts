import { flag, foreignCommand } from '../../model/command.ts';
import type { Cause, CommandRemedy, DeployError, Remedy } from '../../model/diagnosis.ts';
import type { Evidence, StageReport } from '../../model/finding.ts';
import { isProductionName, type StackResource } from '../../model/stage.ts';
import { listed } from '../../report/text.ts';
import { claimsOn, pairText, type Facts } from '../facts.ts';
import {
  because,
  command,
  config,
  failedRunAgain,
  type Found,
  nothingFound,
  wait,
} from './cause.ts';
import { reportsInQuestion } from './in-question.ts';

/** States in which CloudFormation takes no change, or which a deletion ended in. */
const stuck = /_FAILED$|^ROLLBACK_COMPLETE$/;

/** A stack of SST v2 (or of anybody) that failed, or takes no change in its state. */
export function stackFailed(error: DeployError, facts: Facts): Found {
  const reports = stacksInQuestion(error, facts);
  if (reports.length > 0)
    return { ...nothingFound, causes: reports.map((report) => failedStack(report, facts)) };
  const named = stackName(error.stack);
  const stack = facts.inventory.stacks.find(
    ({ name, arn }) => name === named || arn === error.stack,
  );
  return {
    ...nothingFound,
    causes: [
      stack ? foreignStack(stack.name, stack.status, stack.region) : noSuchStack(error, facts),
    ],
  };
}

/** `NAME already exists in stack ARN`: whose it is stands in the error itself. Null: it names no stack. */
export function ofNamedStack(error: DeployError, facts: Facts): Cause | null {
  const name = stackName(error.stack);
  if (error.code !== 'AlreadyExistsInStack' || name === null) return null;
  const stack = facts.inventory.stacks.find(
    (each) => each.name === name || each.arn === error.stack,
  );
  const status = stack ? `is ${stack.status}` : 'was not found in what was read';
  const what = error.name ?? 'It';
  return {
    code: 'in-other-stack',
    title: `${what} is of the stack ${name}, which ${status}: two stacks cannot both make it.`,
    why: [because('aws-said', error.from, error.message.slice(0, 300))],
    do: [
      config('give it another name in this stack', 'a name that is not set by hand is never taken'),
      config(
        `or take it out of ${name} and deploy that first`,
        'with retain where it holds data: then import it here',
      ),
    ],
    after: failedRunAgain,
    again: 'Yes, as long as both stacks name it.',
  };
}

/** By the name that the error says, else all of SST's that are stuck. */
export function stacksInQuestion(error: DeployError, facts: Facts): readonly StageReport[] {
  const stacks = reportsInQuestion(error, facts).filter(({ stack }) => stack !== null);
  const name = stackName(error.stack);
  const named = stacks.filter(({ stack }) => stack?.name === name);
  if (name !== null) return named;
  const said = stacks.filter(({ stack }) => stack !== null && says(error.message, stack.name));
  return said.length > 0 ? said : stacks.filter(({ stack }) => stuck.test(stack?.status ?? ''));
}

/** `arn:aws:cloudformation:us-east-1:123456789012:stack/dev-shop-site/1a2b`, or the name itself. */
function stackName(stack: string | null): string | null {
  return stack === null ? null : (/:stack\/([\w-]+)/.exec(stack)?.[1] ?? stack);
}

function says(message: string, name: string): boolean {
  return new RegExp(`(^|[^\\w-])${name}($|[^\\w-])`).test(message);
}

/** The report of the stuck stack that a resource is of; null: it is of none. */
export function stuckStackOf(key: string, facts: Facts): StageReport | null {
  const names = new Set(claimsOn(key, facts).flatMap(({ stack }) => stack?.arn ?? []));
  const { inventory, stages } = facts;
  const stack = inventory.stacks.find(({ arn, status }) => names.has(arn) && stuck.test(status));
  if (!stack) return null;
  return (
    stages.find((report) => report.stack?.name === stack.name && report.region === stack.region) ??
    null
  );
}

export function failedStack(report: StageReport, facts: Facts): Cause {
  const { stack, location, region } = report;
  const status = stack?.status ?? '';
  const failed = stack?.failed ?? [];
  return {
    code: status === 'DELETE_FAILED' ? 'stack-delete-failed' : 'stack-failed',
    title: `The stack ${stack?.name} of ${pairText(report)} (SST v2, ${region}) is ${status}${failed.length === 0 ? '' : `: ${listed(failed.map(({ logicalId }) => logicalId))} could not be ${status === 'DELETE_FAILED' ? 'deleted' : 'changed'}`}.`,
    why: [
      because('stack-status', location, `CloudFormation says ${status}.`),
      ...failed.map((resource) => failedResource(resource, stack?.name ?? location)),
    ],
    whyShown: failed.length + 1,
    do: stackWork(report, facts),
    after: null,
    again:
      status === 'DELETE_FAILED'
        ? 'Yes, with every Lambda@Edge function and every bucket that is not emptied first.'
        : 'Yes, as long as what failed there is not mended.',
  };
}

function failedResource(
  { logicalId, type, physicalId, status }: StackResource,
  stack: string,
): Evidence {
  return because(
    'failed-resource',
    stack,
    `${logicalId} (${type}) is ${status}${physicalId === null ? '' : `: ${physicalId}`}.`,
  );
}

/** What lets the stack go, in that order: what blocks it first, then the stack once more. */
export function stackWork(report: StageReport, facts: Facts): readonly Remedy[] {
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
            wait(
              'Wait some hours for Lambda@Edge: AWS removes the copies at the edge by itself once no distribution names the function.',
            ),
          ]
        : []),
      ...buckets.flatMap(({ physicalId }) =>
        physicalId === null ? [] : emptying(physicalId, facts),
      ),
      deleteStack(stack.name, region, 'then: deletes what is left of it'),
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
          deleteStack(
            stack.name,
            region,
            'its creation failed, so nothing of it serves; then deploy',
          ),
        ]
      : [
          wait(
            'Its creation failed: delete the stack in the console once you are sure that nothing of it is needed.',
          ),
        ];
  if (stack.status.endsWith('_IN_PROGRESS'))
    return [wait('CloudFormation is at work on it: let it end, then try again.')];
  return [describe(stack.name, region)];
}

/** Its objects may be somebody's data: whoever empties it looks first. */
function emptying(bucket: string, { inventory }: Facts): readonly Remedy[] {
  const isThere = inventory.resources.some(({ kind, id }) => kind === 's3-bucket' && id === bucket);
  if (!isThere) return [];
  return [
    command(
      foreignCommand('aws', ['s3', 'ls', `s3://${bucket}`], {
        flags: [flag('--recursive'), flag('--summarize')],
      }),
      'what is in it',
    ),
    wait(
      `Empty the bucket ${bucket} in the S3 console ("Empty"), its old versions too, if nobody needs what is in it.`,
    ),
  ];
}

function deleteStack(name: string, region: string, note: string): CommandRemedy {
  return onStack('delete-stack', name, region, note);
}

function onStack(verb: string, name: string, region: string, note: string): CommandRemedy {
  return command(
    foreignCommand('aws', ['cloudformation', verb], {
      flags: [flag('--stack-name', name), flag('--region', region)],
    }),
    note,
  );
}

function describe(name: string, region: string): CommandRemedy {
  return onStack('describe-stack-events', name, region, 'the first row that failed says why');
}

function foreignStack(name: string, status: string, region: string): Cause {
  return {
    code: 'foreign-stack',
    title: `The stack ${name} is ${status}, and carries no tags of SST's: whoever made it knows it.`,
    why: [because('stack-status', name, `CloudFormation says ${status}.`)],
    do: [describe(name, region)],
    after: failedRunAgain,
    again: 'As long as the stack stays so.',
  };
}

function noSuchStack(error: DeployError, { inventory }: Facts): Cause {
  const name = stackName(error.stack);
  const regions = listed(inventory.regions);
  const unread = inventory.gaps.find(({ source }) => source === 'cloudformation');
  const isAtWork = /\b[A-Z_]+_IN_PROGRESS\b/.test(error.message);
  return {
    code: 'no-such-stack',
    title:
      name === null
        ? `No stack of SST is stuck in ${regions} now.`
        : unread === undefined
          ? `No stack ${name} is in account ${inventory.account}, in ${regions}.`
          : `Whether the stack ${name} is in account ${inventory.account} is not known: ${unread.operation} was refused in ${unread.region ?? 'a region'}.`,
    why: [because('stacks', inventory.account, `Stacks were read in ${regions}.`)],
    do: [
      ...(isAtWork ? [wait('CloudFormation was at work on it: let it end, then try again.')] : []),
      wait('Compare account and region with those of the run; --region reads one more.'),
    ],
    after: failedRunAgain,
    again: 'Not where profile and region are the same.',
  };
}
