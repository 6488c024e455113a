import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { Evidence, StageReport } from '../../model/finding.ts';
import type { StackResource } from '../../model/stage.ts';
import { listed } from '../../text/text.ts';
import { claimsOn, pairText, type Facts } from '../facts.ts';
import {
  commandRemedy,
  evidence,
  configRemedy,
  unnamedRerun,
  type CauseSearch,
  nothingFound,
  manualRemedy,
} from './cause.ts';
import { isStackInProgress } from '../../sst/stacks.ts';
import { deleteBootstrapStack } from '../../advice/removal.ts';
import { reportsInQuestion } from './in-question.ts';
import { exportCause } from './stack-exports.ts';
import { describe, onStack, stackRemedies } from './stack-work.ts';

/** States in which CloudFormation takes no change, or which a deletion ended in. */
const stuck = /_FAILED$|^ROLLBACK_COMPLETE$/;

/** A stack of SST v2 (or of anybody) that failed, or takes no change in its state. */
export function stackCauses(error: DeployError, facts: Facts): CauseSearch {
  const reports = stacksInQuestion(error, facts);
  const named = nameIn(error);
  const stack = facts.inventory.stacks.find(
    ({ name, arn }) => name === named || arn === error.stack,
  );
  const ofExport = exportCause(error);
  if (ofExport) {
    const failed = reports.filter((report) => stuck.test(report.stack?.status ?? ''));
    return {
      ...nothingFound,
      causes: [ofExport, ...failed.map((report) => failedStack(report, facts))],
    };
  }
  if (error.code === 'StackExists' && stack && !stuck.test(stack.status))
    return { ...nothingFound, causes: [standingStack(stack, error)] };
  if (reports.length > 0)
    return { ...nothingFound, causes: reports.map((report) => failedStack(report, facts)) };
  return {
    ...nothingFound,
    causes: [
      stack ? foreignStack(stack.name, stack.status, stack.region) : noSuchStack(error, facts),
    ],
  };
}

/** `NAME already exists in stack ARN`: the error itself names the owner. Null: it names no stack. */
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
    evidence: [evidence('aws-said', error.from, error.message.slice(0, 300))],
    remedies: [
      configRemedy(
        'give it another name in this stack',
        'a name that is not set by hand is never taken, and a domain is best one of each stage’s own',
      ),
      configRemedy(
        `or take it out of ${name} and deploy that first`,
        'only if what it serves there may stop; with retain where it holds data: then import it here',
      ),
    ],
    after: unnamedRerun,
    recurrence: 'Yes, as long as both stacks name it.',
  };
}

/** By the name in the error, else all of SST's stacks that are stuck. */
export function stacksInQuestion(error: DeployError, facts: Facts): readonly StageReport[] {
  const stacks = reportsInQuestion(error, facts).filter(({ stack }) => stack !== null);
  const name = nameIn(error);
  const named = stacks.filter(({ stack }) => stack?.name === name);
  if (name !== null) return named;
  const inMessage = stacks.filter(
    ({ stack }) => stack !== null && namesStack(error.message, stack.name),
  );
  if (inMessage.length > 0) return inMessage;
  const ids = failedIds(error);
  return stacks.filter(
    ({ stack }) =>
      stack !== null &&
      stuck.test(stack.status) &&
      (ids.length === 0 || stack.failed.some(({ logicalId }) => ids.includes(logicalId))),
  );
}

/** SST v2 has one stack for itself in each region, and its errors do not name it. */
function nameIn({ stack, message }: DeployError): string | null {
  return /bootstrap stack status/i.test(message) ? ofSstItself : stackName(stack);
}

/** `The following resource(s) failed to delete: [Bucket, Edge].` */
function failedIds({ message }: DeployError): readonly string[] {
  const ids = /failed to (?:delete|create|update): ?\[([^[\]]*)\]/.exec(message)?.[1] ?? '';
  return ids.split(/[\s,]+/).filter((word) => word !== '');
}

/** `arn:aws:cloudformation:us-east-1:123456789012:stack/dev-shop-site/1a2b`, or the name itself. */
function stackName(stack: string | null): string | null {
  return stack === null ? null : (/:stack\/([\w-]+)/.exec(stack)?.[1] ?? stack);
}

function namesStack(message: string, name: string): boolean {
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
    evidence: [
      evidence('stack-status', location, `CloudFormation says ${status}.`),
      ...failed.map((resource) => failedResource(resource, stack?.name ?? location)),
    ],
    evidenceShown: failed.length + 1,
    remedies: stackRemedies(report, facts),
    after: isStackInProgress(status) ? unnamedRerun : null,
    recurrence: isStackInProgress(status)
      ? 'Yes, where two runs change one stack at a time.'
      : status === 'DELETE_FAILED'
        ? 'Yes, with every Lambda@Edge function and every bucket that is not emptied first.'
        : 'Yes, as long as what failed there is not mended.',
  };
}

function failedResource(
  { logicalId, type, physicalId, status }: StackResource,
  stack: string,
): Evidence {
  return evidence(
    'failed-resource',
    stack,
    `${logicalId} (${type}) is ${status}${physicalId === null ? '' : `: ${physicalId}`}.`,
  );
}

/** The stack's resources are there and serve: only its name is in the way. */
function standingStack(
  {
    name,
    status,
    region,
  }: { readonly name: string; readonly status: string; readonly region: string },
  error: DeployError,
): Cause {
  return {
    code: 'stack-stands',
    title: `The stack ${name} is ${status}, and the run wanted to make it anew: do not delete it, what it made serves.`,
    evidence: [evidence('aws-said', error.from, error.message.slice(0, 300))],
    remedies: [
      onStack('describe-stacks', name, region, 'its tags say of which app and stage it is'),
      configRemedy(
        'where it is of this app and stage, deploy with the SST version that deployed it last',
        'SST 2.49 makes a stack whose name was set by hand instead of changing it',
      ),
      configRemedy('else give this stack another name'),
    ],
    after: unnamedRerun,
    recurrence: 'Yes, as long as the run does not see that the stack is its own.',
  };
}

function foreignStack(name: string, status: string, region: string): Cause {
  if (name === ofSstItself) return bootstrapStack(status, region);
  return {
    code: 'foreign-stack',
    title: `The stack ${name} is ${status}, and carries no tags of SST's: whoever made it knows it.`,
    evidence: [evidence('stack-status', name, `CloudFormation says ${status}.`)],
    remedies: [describe(name, region)],
    after: unnamedRerun,
    recurrence: 'As long as the stack stays so.',
  };
}

const ofSstItself = 'SSTBootstrap';

function bootstrapStack(status: string, region: string): Cause {
  const remove = deleteBootstrapStack({ name: ofSstItself, status, region });
  return {
    code: 'bootstrap-stack',
    title: `The stack ${ofSstItself}, which SST v2 has for itself in ${region}, is ${status}.`,
    evidence: [evidence('stack-status', ofSstItself, `CloudFormation says ${status}.`)],
    remedies: [
      describe(ofSstItself, region),
      ...(remove === null
        ? []
        : [
            commandRemedy(
              remove,
              'its creation was rolled back, so nothing of it serves: the next run of SST v2 makes it anew',
            ),
          ]),
    ],
    after: unnamedRerun,
    recurrence: 'As long as what failed in that stack is not mended.',
  };
}

function noSuchStack(error: DeployError, { inventory }: Facts): Cause {
  const name = nameIn(error);
  const ids = failedIds(error);
  const regions = listed(inventory.regions);
  const unread = inventory.gaps.find(({ source }) => source === 'cloudformation');
  const isAtWork = /\b[A-Z_]+_IN_PROGRESS\b/.test(error.message);
  return {
    code: 'no-such-stack',
    title:
      name === null
        ? `No stack of SST is stuck${ids.length === 0 ? '' : ` over ${listed(ids)}`} in ${regions} now.`
        : unread === undefined
          ? `No stack ${name} is in account ${inventory.account}, in ${regions}.`
          : `Whether the stack ${name} is in account ${inventory.account} is not known: ${unread.operation} was refused in ${unread.region ?? 'a region'}.`,
    evidence: [evidence('stacks', inventory.account, `Stacks were read in ${regions}.`)],
    remedies: [
      ...(isAtWork
        ? [manualRemedy('CloudFormation was at work on it: let it end, then try again.')]
        : []),
      manualRemedy('Compare account and region with those of the run; --region reads one more.'),
    ],
    after: unnamedRerun,
    recurrence: 'Not where profile and region are the same.',
  };
}
