import { touching } from '../model/gap.ts';
import type { GapScope } from '../model/gap.ts';
import type { KindModule } from './kind-module.ts';
import { backupLambda } from './lambda/backup.ts';
import { deleteLambda } from './lambda/deletion.ts';
import { isPublished, listEdgeRegion } from './lambda/listing.ts';
import { functionFromRow, readFunctionConfiguration, readLambdaTags } from './lambda/rows.ts';

/** Functions, and what their configuration alone names. */
export const touchedByLambda: GapScope = touching({
  kinds: [
    'lambda-edge-function',
    'lambda-edge-version',
    'lambda-function',
    'iam-role',
    'log-group',
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
    serves: false,
    tagged: true,
    idsAreUnique: false,
    pulumiTypes: ['aws:lambda/function:Function'],
    cloudFormationTypes: ['AWS::Lambda::Function', 'Custom::SSTEdgeLambda'],
    nameLimit: 64,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 2 },
    ageRestsOn:
      'Lambda keeps no creation time of functions; the time is that of the last change of the code or configuration.',
    creationIsKnown: false,
    alreadyExistsCodes: ['ResourceConflictException', 'FunctionAlreadyExists'],
    consoleUrl:
      'https://{region}.console.aws.amazon.com/lambda/home?region={region}#/functions/{id}',
  },
  notes: {
    found:
      'functions of us-east-1 that a distribution names, that have replicas, or whose role trusts Lambda@Edge; tags by the tagging API',
    blockers: 'replicas, for hours after the last distribution let go of it',
    restores:
      'the configuration without values of the environment, and the package; version numbers are new',
  },
  permissions: {
    scan: [
      'lambda:GetFunctionConfiguration',
      'lambda:ListFunctions',
      'lambda:ListTags',
      'iam:GetRole',
    ],
    sweep: ['lambda:DeleteFunction', 'lambda:GetFunction'],
  },
  listOperation: 'lambda:ListFunctions',
  gapScope: touchedByLambda,
  async list(context) {
    const rows = await listEdgeRegion(context);
    const resources = rows
      .filter((row) => !isPublished(row) && !row.MasterArn)
      .map(functionFromRow);
    return { resources, gaps: [] };
  },
  async reread(resource, context) {
    const row = await readFunctionConfiguration(resource.id, null, context);
    if (!row) return null;
    const fresh = functionFromRow(row);
    return { ...fresh, tags: fresh.arn === null ? null : await readLambdaTags(fresh.arn, context) };
  },
  backup: (resource, context) => backupLambda(resource.id, null, context),
  steps: { delete: (resource, context) => deleteLambda(resource.id, null, context) },
};
