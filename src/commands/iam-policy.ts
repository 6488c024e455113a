import { ownCommand, type OwnCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import { kinds } from '../kinds/index.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import { plain } from '../text/text.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { scanStatements, type Statement } from '../scan/permissions.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Prints the least-privilege policy: the statements of the kinds, and those of every scan. */
export async function iamPolicy(context: CommandContext): Promise<number> {
  const [purpose = ''] = context.typed;
  if (purpose !== 'scan' && purpose !== 'sweep') {
    throw new UserError('USAGE', `"${plain(purpose)}" is nothing that a policy can be for.`, {
      hint: ['Write ', policyCommand('scan'), ' or ', policyCommand('sweep'), '.'],
    });
  }
  const policy = policyFor(purpose, kinds, context.options.account);
  const text = () => `${JSON.stringify(policy, null, 2)}\n`;
  await deliver({ table: text, json: () => policy }, context);
  return 0;
}

function policyCommand(purpose: 'scan' | 'sweep'): OwnCommand {
  return ownCommand('iam-policy', { operands: [purpose] });
}

/** A sweep reads all that a scan reads. */
export function policyFor(
  purpose: 'scan' | 'sweep',
  modules: readonly Pick<KindModule, 'permissions'>[],
  account: string | null,
): PolicyDocument {
  const reads = modules.flatMap(({ permissions }) => permissions.scan);
  const scan = [...scanStatements, ...statementsFrom('Scan', reads, '*')];
  if (purpose === 'scan') return { Version: '2012-10-17', Statement: scan };
  const writes = modules
    .flatMap(({ permissions }) => permissions.sweep)
    .filter((action) => !reads.includes(action));
  return {
    Version: '2012-10-17',
    Statement: [...scan, ...statementsFrom('Sweep', writes, account ?? '*')],
  };
}

/** One statement per service: services differ in their resources. */
function statementsFrom(
  verb: 'Scan' | 'Sweep',
  actions: readonly string[],
  account: string,
): Statement[] {
  const services = new Map<string, Set<string>>();
  for (const action of actions) {
    const [service = ''] = action.split(':');
    services.set(service, (services.get(service) ?? new Set()).add(action));
  }
  return [...services.keys()].toSorted().map((service) => ({
    Sid: `${verb}${sidPart(service)}`,
    Effect: 'Allow',
    Action: [...(services.get(service) ?? [])].toSorted(),
    ...(verb === 'Sweep' ? writtenResources(service, account) : { Resource: '*' }),
  }));
}

const bootstrapBuckets = ['arn:aws:s3:::sst-state-*', 'arn:aws:s3:::sst-asset-*'];

/**
 * IAM cannot narrow lists to resources, but it can narrow changes. They never include state and asset
 * buckets.
 */
function writtenResources(
  service: string,
  account: string,
): Pick<Statement, 'Resource' | 'NotResource'> {
  switch (service) {
    case 's3':
      return { NotResource: bootstrapBuckets.flatMap((bucket) => [bucket, `${bucket}/*`]) };
    case 'cloudfront':
    case 'iam':
      return { Resource: `arn:aws:${service}::${account}:*` };
    case 'lambda':
      return { Resource: `arn:aws:lambda:*:${account}:function:*` };
    case 'logs':
      return { Resource: `arn:aws:logs:*:${account}:log-group:*` };
    default:
      return { Resource: '*' };
  }
}

function sidPart(service: string): string {
  return service.replace(/[^a-z0-9]/gi, '').replace(/^./, (letter) => letter.toUpperCase());
}
