import { touching } from '../../model/gap.ts';
import type { GapScope } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import type { KindModule } from '../kind-module.ts';
import { backupFunctionAndVersions } from './backup.ts';
import { deleteLambda } from './deletion.ts';
import { edgeRegion, isPublished, listRegion } from './listing.ts';
import { restoreLambda } from './restoring.ts';
import { readTriggers } from './triggers.ts';
import {
  edgeFunctionFromRow,
  type Lambda,
  readFunctionConfiguration,
  readLambdaTags,
} from './rows.ts';

/**
 * Functions of Lambda@Edge, and the kinds that only their configuration names; their log groups are in many
 * regions.
 */
export const touchedByEdgeList: GapScope = touching({
  kinds: [
    'lambda-edge-function',
    'lambda-edge-version',
    'iam-role',
    'log-group',
    's3-bucket',
    'cloudfront-key-value-store',
  ],
});

/** Lists every function of the region: which of them are Lambda@Edge is decided by the scan. */
export const lambdaEdgeFunction: KindModule = {
  facts: {
    kind: 'lambda-edge-function',
    label: 'Lambda@Edge function',
    plural: 'Lambda@Edge functions',
    guarded: false,
    holdsData: false,
    global: false,
    regional: false,
    useIsSeenBy: 'invocations',
    serves: false,
    tagged: true,
    idsAreUnique: false,
    pulumiTypes: ['aws:lambda/function:Function'],
    cloudFormationTypes: ['AWS::Lambda::Function', 'Custom::SSTEdgeLambda'],
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
    billedAtRest: 'nothing',
    alreadyExistsCodes: ['ResourceConflictException', 'FunctionAlreadyExists'],
    consoleUrl:
      'https://{region}.console.aws.amazon.com/lambda/home?region={region}#/functions/{id}',
  },
  notes: {
    found:
      'functions of us-east-1 that a distribution names, that have replicas, or whose role trusts Lambda@Edge; tags by the tagging API',
    blockers: 'replicas, for hours after the last distribution let go of it',
    restores:
      'the configuration without values of the environment, tags, aliases, and the packages of the function and its versions, whose numbers may be new; resource policy, URL, event sources, concurrency and how it is invoked asynchronously are in the backup, and are not given back',
  },
  permissions: {
    scan: [
      'lambda:GetFunctionConfiguration',
      'lambda:GetPolicy',
      'lambda:ListAliases',
      'lambda:ListEventSourceMappings',
      'lambda:ListFunctions',
      'lambda:ListTags',
      'iam:GetRole',
    ],
    sweep: [
      'lambda:DeleteFunction',
      'lambda:GetFunction',
      'lambda:ListFunctionEventInvokeConfigs',
      'lambda:ListFunctionUrlConfigs',
      'lambda:ListVersionsByFunction',
    ],
  },
  listOperation: 'lambda:ListFunctions',
  gapScope: () => touchedByEdgeList,
  arns: /^arn:[^:]*:lambda:us-east-1:\d*:function:/,
  async list(context) {
    const rows = await listRegion(edgeRegion, context);
    const resources = rows
      .filter((row) => !isPublished(row) && !row.MasterArn)
      .map(edgeFunctionFromRow);
    return { resources, gaps: [] };
  },
  async reread(resource, context) {
    const row = await readFunctionConfiguration(lambdaOf(resource), context);
    if (!row) return null;
    const fresh = edgeFunctionFromRow(row);
    return { ...fresh, tags: fresh.arn === null ? null : await readLambdaTags(fresh.arn, context) };
  },
  backup: async (resource, context) => [
    ...(await backupFunctionAndVersions(lambdaOf(resource), context)),
    ...(await readTriggers(lambdaOf(resource), context)),
  ],
  restore: restoreLambda,
  steps: { delete: (resource, context) => deleteLambda(lambdaOf(resource), context) },
};

function lambdaOf({ id }: Resource): Lambda {
  return { region: edgeRegion, name: id, version: null };
}
