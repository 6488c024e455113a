import type { Resource } from '../model/resource.ts';
import type { KindModule } from './kind-module.ts';
import { backupLambda } from './lambda/backup.ts';
import { deleteLambda } from './lambda/deletion.ts';
import { touchedByLambda } from './lambda-edge-function.ts';
import { isPublished, listEdgeRegion, unqualifiedArn } from './lambda/listing.ts';
import { readFunctionConfiguration, readLambdaTags, versionFromRow } from './lambda/rows.ts';

/** Published versions, which distributions name by number and which count against the code storage. */
export const lambdaEdgeVersion: KindModule = {
  facts: {
    kind: 'lambda-edge-version',
    label: 'Lambda@Edge version',
    plural: 'Lambda@Edge versions',
    guarded: false,
    holdsData: false,
    global: false,
    serves: false,
    tagged: true,
    idsAreUnique: false,
    pulumiTypes: [],
    cloudFormationTypes: ['AWS::Lambda::Version', 'Custom::SSTEdgeLambdaVersion'],
    nameLimit: null,
    lowerCaseNames: false,
    steps: ['delete'],
    estimateSeconds: { delete: 2 },
    ageRestsOn:
      'A version does not change once it is published; the time is that of the function when it was.',
    creationIsKnown: false,
    alreadyExistsCodes: [],
    consoleUrl:
      'https://{region}.console.aws.amazon.com/lambda/home?region={region}#/functions/{arn}',
  },
  notes: {
    found: 'all versions stand in the list of functions',
    blockers: 'replicas; an alias; it is the newest',
    restores: 'the package; its number is new',
  },
  permissions: {
    scan: ['lambda:GetFunctionConfiguration', 'lambda:ListFunctions', 'lambda:ListTags'],
    sweep: ['lambda:DeleteFunction', 'lambda:GetFunction', 'lambda:ListAliases'],
  },
  listOperation: 'lambda:ListFunctions',
  gapScope: touchedByLambda,
  async list(context) {
    const rows = await listEdgeRegion(context);
    const resources = rows.filter((row) => isPublished(row) && !row.MasterArn).map(versionFromRow);
    return { resources, gaps: [] };
  },
  async reread(resource, context) {
    const [name, version] = partsOf(resource);
    const row = await readFunctionConfiguration(name, version, context);
    if (!row) return null;
    const fresh = versionFromRow(row);
    // Tags are the function's.
    const tags =
      fresh.arn === null ? null : await readLambdaTags(unqualifiedArn(fresh.arn), context);
    return { ...fresh, tags };
  },
  backup: (resource, context) => backupLambda(...partsOf(resource), context),
  steps: { delete: (resource, context) => deleteLambda(...partsOf(resource), context) },
};

/** `name:3`. */
function partsOf({ id }: Resource): [name: string, version: string] {
  const colon = id.lastIndexOf(':');
  return [id.slice(0, colon), id.slice(colon + 1)];
}
