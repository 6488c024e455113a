import type { StackResource, UnreadThing } from '../model/stage.ts';

/**
 * Types of CloudFormation that SST v2 deploys with and that do nothing by themselves, or show their use
 * elsewhere. A stack's rows have no properties, so what can be put on others' things is in `madeBelow`.
 * SST's custom resources are those that do nothing at their removal or delete what they made
 * (sst v2.44.0, packages/sst/support); CDK's bucket deployment may empty another's bucket, and is none.
 */
const plumbing: readonly RegExp[] = [
  /^AWS::CDK::Metadata$/,
  /^AWS::CloudFormation::(?:Stack|WaitConditionHandle)$/,
  /^AWS::CloudFront::(?:Distribution|Function|CloudFrontOriginAccessIdentity|OriginAccessControl|(?:Cache|OriginRequest|ResponseHeaders)Policy)$/,
  /^AWS::S3::Bucket$/,
  /^AWS::IAM::Role$/,
  /^AWS::Lambda::Function$/,
  /^AWS::Logs::LogGroup$/,
  /^Custom::(?:SSTEdgeLambda(?:Bucket|Version)?|SSTBucketDeployment|SSTLambdaCodeUpdater|S3Uploader|CloudFrontInvalidator)$/,
  /^Custom::(?:AssetReplacer|SecretPrefetcher|SourcemapUploader|FunctionInvoker|APIGatewayCloudWatchRole)$/,
  /^Custom::(?:S3AutoDeleteObjects|LogRetention)$/,
];

/**
 * Where a construct makes a type for itself: by the way from an owner's logical id to its own. CDK joins the
 * names of a path without other signs than letters and digits and puts eight digits of a hash behind
 * (`webS3BucketPolicy1A2B3C4D` is the policy of `webS3Bucket5E6F7A8B`); what is imported has no row.
 */
const madeBelow: readonly (readonly [type: string, owner: string, rest: RegExp])[] = [
  ['AWS::S3::BucketPolicy', 'AWS::S3::Bucket', /^Policy$/],
  ['AWS::IAM::Policy', 'AWS::IAM::Role', /^DefaultPolicy$/],
  ['AWS::Lambda::Url', 'AWS::Lambda::Function', /^FunctionUrl$/],
  ['AWS::Lambda::Permission', 'AWS::Lambda::Function', /^invokefunction(?:url)?$/],
  ['AWS::Lambda::Version', 'AWS::Lambda::Function', /^CurrentVersion/],
  ['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Function', /^EventInvokeConfig$/],
  [
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    /^(?:Sqs|DynamoDB|Kinesis)EventSource/,
  ],
  ['AWS::EC2::SecurityGroup', 'AWS::Lambda::Function', /^SecurityGroup$/],
  ['AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::Api', /^(?:Api)?DefaultStage$/],
];

/** The policies by which SST's own custom resources work: they hang on the role of their function. */
const policiesOfSst =
  /^(.+?)(?:CloudFrontInvalidator|AssetReplacer|S3(?:Asset)?Uploader|SecretPrefetcher|SourcemapUploader|Prewarmer|ServerFunctionInvalidator|APIGatewayCloudWatchRole)Policy$/;

const ownersOfPolicies = /^AWS::(?:CloudFront::Distribution|Lambda::Function|ApiGatewayV2::Api)$/;

/** Resources of a stack whose use nothing tells. */
export function unreadInStack(resources: readonly StackResource[]): readonly UnreadThing[] {
  const rows = resources.filter(({ status }) => status !== 'DELETE_COMPLETE');
  return rows.flatMap((row) => {
    const { type, physicalId: id } = row;
    return id === null || isQuiet(row, rows) ? [] : [{ type, id, ofBucket: null }];
  });
}

function isQuiet(row: StackResource, rows: readonly StackResource[]): boolean {
  const { type, logicalId, physicalId } = row;
  const path = pathOf(logicalId);
  // By these a function finds what is bound to it (sst v2, `util/binding.ts`); others may read other names.
  if (type === 'AWS::SSM::Parameter') {
    return /Parameter[a-z]\w*$/.test(path) && /^\/sst\/[^/]+\/[^/]+\/[^/]/.test(physicalId ?? '');
  }
  return (
    plumbing.some((shape) => shape.test(type)) ||
    isBelowOwner(row, rows) ||
    isPolicyOfSst(row, rows) ||
    isOfRoute(row, rows) ||
    isOfSite(row, rows)
  );
}

function isBelowOwner({ type, logicalId }: StackResource, rows: readonly StackResource[]): boolean {
  const path = pathOf(logicalId);
  return madeBelow.some(
    ([made, owner, rest]) =>
      made === type &&
      pathsOf(owner, rows).some(
        (above) => path.startsWith(above) && rest.test(path.slice(above.length)),
      ),
  );
}

function isPolicyOfSst(
  { type, logicalId }: StackResource,
  rows: readonly StackResource[],
): boolean {
  const construct = policiesOfSst.exec(pathOf(logicalId))?.[1];
  if (type !== 'AWS::IAM::Policy' || construct === undefined) return false;
  return rows.some((row) => ownersOfPolicies.test(row.type) && row.logicalId.startsWith(construct));
}

/**
 * SST makes a route of an API with its function and its permission, all below the API (sst v2, `Api.ts`:
 * `Route_X`, `Integration_X`, `Lambda_X`); without a function of that name it may lead to a URL of others.
 */
function isOfRoute({ type, logicalId }: StackResource, rows: readonly StackResource[]): boolean {
  if (type === 'AWS::ApiGatewayV2::Api') return leadsByRoutes(logicalId, rows);
  if (!/^AWS::(?:ApiGatewayV2::(?:Route|Integration)|Lambda::Permission)$/.test(type)) return false;
  const path = pathOf(logicalId);
  const apis = pathsOf('AWS::ApiGatewayV2::Api', rows);
  return pathsOf('AWS::Lambda::Function', rows).some((lambda) => {
    const [, api, route] = /^(.+?)Lambda(.+)$/.exec(lambda) ?? [];
    const isOfApi = apis.some((each) => each === api || each === `${api}Api`);
    const made = `${api}Route${route}`;
    const ends = ['', `Integration${route}`, `Integration${route}Permission`];
    return isOfApi && ends.some((end) => path === `${made}${end}`);
  });
}

/** An API of one target, or of an OpenAPI text, has no routes in its stack. */
function leadsByRoutes(logicalId: string, rows: readonly StackResource[]): boolean {
  const api = pathOf(logicalId).replace(/Api$/, '');
  return pathsOf('AWS::ApiGatewayV2::Route', rows).some((path) => path.startsWith(api));
}

/** A Next.js site's queue and table work for its site alone (sst v2, `NextjsSite.ts`). */
function isOfSite({ type, logicalId }: StackResource, rows: readonly StackResource[]): boolean {
  if (!/^AWS::(?:SQS::Queue|DynamoDB::Table)$/.test(type)) return false;
  const site = /^(.+)Revalidation(?:Queue|Table)$/.exec(pathOf(logicalId))?.[1];
  if (site === undefined) return false;
  return pathsOf('AWS::CloudFront::Distribution', rows).some(
    (front) => front === `${site}Distribution` || front === `${site}CDNDistribution`,
  );
}

function pathsOf(wanted: string, rows: readonly StackResource[]): readonly string[] {
  return rows.flatMap(({ type, logicalId }) => (type === wanted ? [pathOf(logicalId)] : []));
}

function pathOf(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
