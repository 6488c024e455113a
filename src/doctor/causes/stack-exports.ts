import type { Cause, DeployError } from '../../model/diagnosis.ts';
import { evidence, configRemedy, unnamedRerun } from './cause.ts';

const inUse = /export ([\w-]+):([\w-]+) cannot be (?:deleted|updated) as it is in use by ([\w-]+)/i;
const exported = /export with name ([\w:-]+) is already exported by stack ([\w-]+)/i;

/**
 * One stack imports another one's export; the error itself names both. Null: the error is about no export.
 */
export function exportCause(error: DeployError): Cause | null {
  const [, maker, , user] = inUse.exec(error.message) ?? [];
  if (maker !== undefined && user !== undefined) return stillImported(error, maker, user);
  const [, name, stack] = exported.exec(error.message) ?? [];
  return name === undefined || stack === undefined ? null : exportedTwice(error, name, stack);
}

function stillImported(error: DeployError, maker: string, user: string): Cause {
  return {
    code: 'export-in-use',
    title: `${user} still imports what ${maker} was to let go of, and CloudFormation keeps that while it does.`,
    evidence: [evidence('aws-said', error.from, error.message.slice(0, 300))],
    remedies: [
      configRemedy(
        `take the use of it out of ${user} and deploy that first, with ${maker} as it was`,
        'only if what uses it there may stop; exportValue() in the stack that makes it keeps the export for that one deploy',
      ),
      configRemedy(`in a removal: ${user} goes first, then ${maker}`),
    ],
    after: unnamedRerun,
    recurrence: 'Yes, whenever a stack lets go of something that another still imports.',
  };
}

function exportedTwice(error: DeployError, name: string, stack: string): Cause {
  return {
    code: 'export-exists',
    title: `${stack} exports ${name} already, and no two stacks of a region export the same name.`,
    evidence: [evidence('aws-said', error.from, error.message.slice(0, 300))],
    remedies: [
      configRemedy('give the export another name in this stack'),
      configRemedy(
        `or take it out of ${stack} and deploy that first`,
        'only if no stack imports it',
      ),
    ],
    after: unnamedRerun,
    recurrence: 'Yes, as long as both stacks export it.',
  };
}
