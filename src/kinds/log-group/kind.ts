import { DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { alongTrail } from '../../aws/page-trails.ts';
import { readAll, requireMember, requireRows } from '../../aws/pages.ts';
import { touching } from '../../model/gap.ts';
import type { Resource, Tags } from '../../model/resource.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule } from '../kind-module.ts';
import { restoreLogGroup } from './restoring.ts';
import { readLogGroupTags } from './tags.ts';
import { configurationHash, resourceOf } from '../resource-shape.ts';
import { done, gone, wait } from '../step-results.ts';

export const logGroup: KindModule = {
  facts: {
    kind: 'log-group',
    label: 'log group',
    plural: 'log groups',
    guarded: false,
    // Only a group with a retention that somebody chose holds data; its row has the retention.
    holdsData: true,
    global: false,
    regional: true,
    useIsSeenBy: 'log-events',
    serves: false,
    tagged: true,
    idsAreUnique: false,
    pulumiTypes: ['aws:cloudwatch/logGroup:LogGroup'],
    cloudFormationTypes: ['AWS::Logs::LogGroup'],
    follows: {
      pulumiTypes: ['aws:lambda/function:Function'],
      cloudFormationTypes: ['AWS::Lambda::Function', 'Custom::SSTEdgeLambda'],
    },
    // Limit of the function's name, which follows `/aws/lambda/` (SST
    // platform/src/components/aws/function.ts).
    nameLimit: 64,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 1 },
    ageRestsOn: 'CloudWatch keeps the creation time; deleting and making it again makes it young.',
    creationIsKnown: true,
    quota: null,
    storesCode: false,
    billedAtRest: 'log-storage',
    alreadyExistsCodes: ['ResourceAlreadyExistsException'],
    consoleUrl:
      'https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#logsV2:log-groups/log-group/{name}',
  },
  notes: {
    found: 'log groups of every region that is read; functions name theirs; uses by their events',
    blockers: 'deletion protection; functions that write into it',
    restores: 'the empty group with retention, class and tags; no events',
  },
  permissions: {
    scan: ['logs:DescribeLogGroups', 'logs:ListTagsForResource'],
    sweep: ['logs:DeleteLogGroup'],
  },
  listOperation: 'logs:DescribeLogGroups',
  gapScope: (region) => touching({ kinds: ['log-group'], regions: [region] }),
  arns: /^arn:[^:]*:logs:[^:]*:\d*:log-group:[^:]+(?::\*)?$/,
  async list(context, region) {
    const rows = await readGroups(region, null, context);
    return { resources: rows.map((row) => groupFromRow(region, row)), gaps: [] };
  },
  async reread(resource, context) {
    const name = nameOf(resource);
    const rows = await readGroups(resource.region, name, context);
    const row = rows.find(({ logGroupName }) => logGroupName === name);
    if (!row) return null;
    const fresh = groupFromRow(resource.region, row);
    return { ...fresh, tags: fresh.arn === null ? null : await readTags(fresh, context) };
  },
  backup: async (resource, context) => [
    await backupPart('group.json', () => describe(resource, context), context),
    await backupPart('tags.json', async () => jsonText(await readTags(resource, context)), context),
  ],
  restore: restoreLogGroup,
  steps: {
    async delete(resource, context) {
      try {
        await context.session.clients
          .logs(resource.region)
          .send(new DeleteLogGroupCommand({ logGroupName: nameOf(resource) }), {
            abortSignal: context.signal,
          });
        return done;
      } catch (error) {
        const { code } = classifyFailure(error);
        if (code === 'ResourceNotFoundException') return gone;
        // Another change of the same group is under way (CloudWatch Logs API, DeleteLogGroup).
        if (code === 'OperationAbortedException') return wait('update-in-progress', 15);
        throw error;
      }
    },
  },
};

/** Pages have fifty rows. With a name: only groups that begin with it. */
async function readGroups(
  region: string,
  prefix: string | null,
  { session, signal }: CallContext,
): Promise<readonly LogGroup[]> {
  return readAll(
    alongTrail(
      async (token) => {
        const answer = await session.clients.logs(region).send(
          new DescribeLogGroupsCommand({
            limit: 50,
            ...(prefix !== null && { logGroupNamePrefix: prefix }),
            ...(token !== null && { nextToken: token }),
          }),
          { abortSignal: signal },
        );
        const rows = requireRows(answer.logGroups, 'log groups');
        for (const { logGroupName } of rows) requireMember(logGroupName, 'logGroupName');
        return { rows, next: answer.nextToken || null };
      },
      session,
      `CloudWatchLogs.DescribeLogGroups ${region} ${prefix ?? ''}`,
    ),
  );
}

/** `storedBytes` changes by itself, so it is not compared. */
function groupFromRow(region: string, row: LogGroup): Resource {
  const { logGroupName: name = '', retentionInDays: days, deletionProtectionEnabled } = row;
  const arn = (row.logGroupArn ?? row.arn)?.replace(/:\*$/, '') ?? null;
  const id = `${region}:${name}`;
  return resourceOf('log-group', id, {
    arn,
    name,
    region,
    createdAt: row.creationTime === undefined ? null : new Date(row.creationTime).toISOString(),
    identifiers: [id, name, ...(arn === null ? [] : [arn])],
    configuration: configurationHash([days, row.creationTime, deletionProtectionEnabled]),
    follows: functionOf(name, region),
    holdsData: days !== undefined,
    retentionDays: days ?? null,
    sizeBytes: row.storedBytes ?? null,
    blockers: deletionProtectionEnabled
      ? [{ code: 'deletion-protection', detail: 'Its deletion protection is on.' }]
      : [],
  });
}

/**
 * Lambda names a function's log group after it, and those of a Lambda@Edge function's replicas after it
 * and its home, in whatever region they ran (CloudFront developer guide, "CloudWatch metrics and logs
 * for edge functions").
 */
function functionOf(name: string, region: string): Resource['follows'] {
  const [, home = region, id] = /^\/aws\/lambda\/(?:(us-east-1)\.)?([\w-]+)$/.exec(name) ?? [];
  return id === undefined ? null : { id, region: home };
}

async function describe(resource: Resource, context: CallContext): Promise<string> {
  const rows = await readGroups(resource.region, nameOf(resource), context);
  const row = rows.find(({ logGroupName }) => logGroupName === nameOf(resource));
  if (!row) throw new UnreadableAnswer(`The answer is not the log group ${nameOf(resource)}.`);
  return jsonText(row);
}

function readTags(resource: Resource, context: CallContext): Promise<Tags> {
  return readLogGroupTags({ name: nameOf(resource), region: resource.region }, context);
}

function nameOf({ region, id }: Resource): string {
  return id.slice(region.length + 1);
}
