import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import type { CallContext } from '../../aws/call-context.ts';
import { touching } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import type { KindModule } from '../kind-module.ts';
import { backupFunctionAndVersions } from './backup.ts';
import { deleteLambda } from './deletion.ts';
import { deleteEventSources, readTriggers } from './triggers.ts';
import { environmentTexts } from './environments.ts';
import { isPublished, listRegion } from './listing.ts';
import { restoreLambda } from './restoring.ts';
import {
  functionFromRows,
  type Lambda,
  readFunctionConfiguration,
  readLambdaTags,
  readVersions,
} from './rows.ts';

/**
 * Functions of a site's servers, image optimisers, warmers and the like. Functions of us-east-1 that turn
 * out to be Lambda@Edge are another kind: the scan decides.
 */
export const lambdaFunction: KindModule = {
  facts: {
    kind: 'lambda-function',
    label: 'Lambda function',
    plural: 'Lambda functions',
    guarded: false,
    holdsData: false,
    global: false,
    regional: true,
    useIsSeenBy: 'invocations',
    serves: false,
    tagged: true,
    idsAreUnique: false,
    pulumiTypes: ['aws:lambda/function:Function'],
    cloudFormationTypes: ['AWS::Lambda::Function'],
    follows: null,
    nameLimit: 64,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 2 },
    ageRestsOn:
      'Lambda keeps no creation time of functions; the time is that of the last change of the code or configuration.',
    creationIsKnown: false,
    quota: null,
    storesCode: true,
    // Provisioned concurrency is billed, and not read.
    billedAtRest: null,
    alreadyExistsCodes: ['ResourceConflictException', 'FunctionAlreadyExists'],
    consoleUrl:
      'https://{region}.console.aws.amazon.com/lambda/home?region={region}#/functions/{name}',
  },
  notes: {
    found:
      'functions of every region that is read; uses by their invocations, by their URL, and by who may call them',
    blockers: 'an update in progress; replicas',
    restores:
      'the configuration without values of the environment, tags, aliases, and the packages of the function and its versions; resource policy, URL, event sources, concurrency and how it is invoked asynchronously are in the backup, and are not given back',
  },
  permissions: {
    scan: [
      'lambda:GetFunctionConfiguration',
      'lambda:GetPolicy',
      'lambda:ListAliases',
      'lambda:ListEventSourceMappings',
      'lambda:ListFunctionUrlConfigs',
      'lambda:ListFunctions',
      'lambda:ListTags',
      'lambda:ListVersionsByFunction',
    ],
    sweep: [
      'lambda:DeleteEventSourceMapping',
      'lambda:DeleteFunction',
      'lambda:GetFunction',
      'lambda:ListFunctionEventInvokeConfigs',
    ],
  },
  listOperation: 'lambda:ListFunctions',
  /**
   * Roles are global: a function of any region may use one. A function that still runs reads buckets and
   * stores by their names.
   */
  gapScope: (region) =>
    touching({
      kinds: [
        'lambda-function',
        'iam-role',
        'log-group',
        's3-bucket',
        'cloudfront-key-value-store',
      ],
      regions: [region, 'global'],
    }),
  arns: /^arn:[^:]*:lambda:[^:]*:\d*:function:/,
  async list(context, region) {
    const rows = await ownRows(region, context);
    const versions = new Map<string, FunctionConfiguration[]>();
    for (const row of rows.filter(isPublished)) {
      const known = versions.get(nameOf(row));
      if (known) known.push(row);
      else versions.set(nameOf(row), [row]);
    }
    const resources = rows
      .filter((row) => !isPublished(row))
      .map((row) => functionFromRows(region, row, versions.get(nameOf(row)) ?? []));
    return { resources, gaps: [] };
  },
  texts: (context, region) => environmentTexts(region, () => ownRows(region, context)),
  async reread(resource, context) {
    const lambda = lambdaOf(resource);
    const row = await readFunctionConfiguration(lambda, context);
    if (!row) return null;
    const versions = (await readVersions(lambda, context)).filter(isPublished);
    const fresh = functionFromRows(resource.region, row, versions);
    return { ...fresh, tags: fresh.arn === null ? null : await readLambdaTags(fresh.arn, context) };
  },
  backup: async (resource, context) => [
    ...(await backupFunctionAndVersions(lambdaOf(resource), context)),
    ...(await readTriggers(lambdaOf(resource), context)),
  ],
  restore: restoreLambda,
  steps: {
    async delete(resource, context) {
      const lambda = lambdaOf(resource);
      return (await deleteEventSources(lambda, context)) ?? deleteLambda(lambda, context);
    },
  },
};

/** Without replicas, which are their master's. */
async function ownRows(
  region: string,
  context: CallContext,
): Promise<readonly FunctionConfiguration[]> {
  return (await listRegion(region, context)).filter(({ MasterArn: master }) => !master);
}

function nameOf(row: FunctionConfiguration): string {
  return row.FunctionName ?? '';
}

/** `eu-west-1:name`. */
function lambdaOf({ region, id }: Resource): Lambda {
  return { region, name: id.slice(region.length + 1), version: null };
}
