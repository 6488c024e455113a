import { ownCommand, type OwnCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import { kinds } from '../kinds/index.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import { plain } from '../text/text.ts';
import type { CommandContext } from './context.ts';
import { policyPurposes, type PolicyPurpose } from './input/policy-purposes.ts';
import { deliver } from './output/deliver.ts';
import { scanStatements, type Statement } from '../scan/permissions.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Prints the least-privilege policy: the statements of the kinds, and those of every scan. */
export async function iamPolicy(context: CommandContext): Promise<number> {
  const [given = ''] = context.typed;
  const purpose = policyPurposes.find((each) => each === given);
  if (purpose === undefined) {
    throw new UserError('USAGE', `"${plain(given)}" is nothing that a policy can be for.`, {
      hint: policyPurposes.flatMap((each, at) => [
        ['Write ', ', ', ', ', ' or '][at] ?? '',
        policyCommand(each),
        ...(at === policyPurposes.length - 1 ? ['.'] : []),
      ]),
    });
  }
  const policy = policyFor(purpose, kinds, context.options.account);
  const text = () => `${JSON.stringify(policy, null, 2)}\n`;
  await deliver({ table: text, json: () => policy }, context);
  return 0;
}

function policyCommand(purpose: PolicyPurpose): OwnCommand {
  return ownCommand('iam-policy', { operands: [purpose] });
}

export function policyFor(
  purpose: PolicyPurpose,
  modules: readonly Pick<KindModule, 'permissions' | 'restore'>[],
  account: string | null,
): PolicyDocument {
  const reads = modules.flatMap(({ permissions }) => permissions.scan);
  const scan = [...scanStatements, ...statementsFrom('Scan', reads, '*')];
  if (purpose === 'scan') return { Version: '2012-10-17', Statement: scan };
  const writes = modules
    .flatMap(({ permissions }) => permissions.sweep)
    .filter((action) => !reads.includes(action));
  const sweep = [...scan, ...statementsFrom('Sweep', writes, account ?? '*')];
  const known = new Set([...reads, ...writes]);
  const more = purpose === 'restore' ? restoreStatements(modules, known) : [];
  const archive = purpose === 'archive' ? archiveStatements : [];
  return { Version: '2012-10-17', Statement: [...sweep, ...more, ...archive] };
}

/** New resources have no ARN before they are made, so IAM narrows few of these. */
function restoreStatements(
  modules: readonly Pick<KindModule, 'restore'>[],
  known: ReadonlySet<string>,
): readonly Statement[] {
  const actions = modules
    .flatMap(({ restore }) => ('permissions' in restore ? restore.permissions : []))
    .filter((action) => !known.has(action));
  return statementsFrom('Restore', actions, '*');
}

const bootstrapBuckets = ['arn:aws:s3:::sst-state-*', 'arn:aws:s3:::sst-asset-*'];

/** In place of this name stands the bucket that `--archive s3://...` names. */
const archiveBucket = 'arn:aws:s3:::YOUR-ARCHIVE-BUCKET';

const archiveStatements: readonly Statement[] = [
  {
    Sid: 'ReadObjectsToArchive',
    Effect: 'Allow',
    Action: [
      's3:GetObject',
      's3:GetObjectTagging',
      's3:GetObjectVersion',
      's3:GetObjectVersionTagging',
    ],
    ...writtenResources('s3', '*'),
  },
  {
    Sid: 'WriteArchive',
    Effect: 'Allow',
    Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject', 's3:PutObjectTagging'],
    Resource: `${archiveBucket}/*`,
  },
  {
    Sid: 'ListArchive',
    Effect: 'Allow',
    Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
    Resource: archiveBucket,
  },
];

/** One statement per service: services differ in their resources. */
function statementsFrom(
  verb: 'Scan' | 'Sweep' | 'Restore',
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
