import type { Resource } from '../../model/resource.ts';
import type { KindModule } from '../kind-module.ts';
import { backupLambda } from './backup.ts';
import { deleteLambda } from './deletion.ts';
import { touchedByEdgeList } from './lambda-edge-function.ts';
import { edgeRegion, isPublished, listRegion, unqualifiedArn } from './listing.ts';
import { type Lambda, readFunctionConfiguration, readLambdaTags, versionFromRow } from './rows.ts';

/** Published versions, which distributions name by number and which count against the code storage. */
export const lambdaEdgeVersion: KindModule = {
  facts: {
    kind: 'lambda-edge-version',
    label: 'Lambda@Edge version',
    plural: 'Lambda@Edge versions',
    guarded: false,
    holdsData: false,
    global: false,
    regional: false,
    useIsSeenBy: 'invocations',
    serves: false,
    tagged: true,
    idsAreUnique: false,
    pulumiTypes: [],
    cloudFormationTypes: ['AWS::Lambda::Version', 'Custom::SSTEdgeLambdaVersion'],
    follows: null,
    nameLimit: null,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 2 },
    ageRestsOn:
      'A version does not change once it is published; the time is that of the function when it was.',
    creationIsKnown: false,
    quota: null,
    storesCode: true,
    billedAtRest: 'nothing',
    alreadyExistsCodes: [],
    consoleUrl:
      'https://{region}.console.aws.amazon.com/lambda/home?region={region}#/functions/{arn}',
  },
  notes: {
    found: 'all versions stand in the list of functions',
    blockers: 'replicas; an alias; it is the newest',
    restores:
      'nothing, where its function lives on: that would change it. Its package is in the backup',
  },
  permissions: {
    scan: [
      'lambda:GetFunctionConfiguration',
      'lambda:ListAliases',
      'lambda:ListFunctions',
      'lambda:ListTags',
    ],
    sweep: ['lambda:DeleteFunction', 'lambda:GetFunction'],
  },
  listOperation: 'lambda:ListFunctions',
  gapScope: () => touchedByEdgeList,
  arns: null,
  async list(context) {
    const rows = await listRegion(edgeRegion, context);
    const resources = rows.filter((row) => isPublished(row) && !row.MasterArn).map(versionFromRow);
    return { resources, gaps: [] };
  },
  async reread(resource, context) {
    const row = await readFunctionConfiguration(lambdaOf(resource), context);
    if (!row) return null;
    const fresh = versionFromRow(row);
    // Tags are the function's.
    const { arn } = fresh;
    const tags = arn === null ? null : await readLambdaTags(unqualifiedArn(arn), context);
    return { ...fresh, tags };
  },
  backup: (resource, context) => backupLambda(lambdaOf(resource), context),
  restore: {
    impossible:
      'A version is made of the code of its function, which lives on and is not touched: its package is in the backup.',
  },
  steps: { delete: (resource, context) => deleteLambda(lambdaOf(resource), context) },
};

/** `name:3`. */
function lambdaOf({ id }: Resource): Lambda {
  const colon = id.lastIndexOf(':');
  return { region: edgeRegion, name: id.slice(0, colon), version: id.slice(colon + 1) };
}
