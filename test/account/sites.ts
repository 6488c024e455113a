import { trustPolicy } from './trust.ts';
import type { Settings } from './settings.ts';
import type {
  BucketData,
  CloudFrontFunctionData,
  DistributionData,
  EventSourceData,
  FunctionData,
  KeyValueStoreData,
  LogGroupData,
  MetricData,
  RoleData,
  StackData,
} from 'simulated-aws';
import type { Entry } from './checkpoint.ts';
import { distributionIdOf, tailOf } from './names.ts';

/** Pieces of an account. */
export interface AwsParts {
  readonly distributions?: readonly DistributionData[];
  readonly functions?: readonly CloudFrontFunctionData[];
  readonly keyValueStores?: readonly KeyValueStoreData[];
  readonly settings?: Partial<Settings>;
  readonly buckets?: readonly BucketData[];
  readonly lambdas?: readonly FunctionData[];
  readonly eventSources?: readonly EventSourceData[];
  readonly roles?: readonly RoleData[];
  readonly logGroups?: readonly LogGroupData[];
  readonly stacks?: readonly StackData[];
  readonly metrics?: readonly MetricData[];
}

export interface Site extends AwsParts {
  readonly distributions: readonly [DistributionData];
  readonly functions: readonly [CloudFrontFunctionData];
  readonly buckets: readonly [BucketData];
  /** What the stage's state lists. */
  readonly entries: readonly Entry[];
}

export interface SiteOptions {
  readonly app: string;
  readonly stage: string;
  readonly component?: string;
  /** When it was made. */
  readonly at: string;
  readonly region?: string;
  readonly account?: string;
  /** Names without a tail, as before SST 3.8.0. */
  readonly plainNames?: boolean;
  readonly seed?: string;
}

/** An SSR site of SST 3.10 and later: a distribution whose only origin is a placeholder, its function, its assets. */
export function aSite(options: SiteOptions): Site {
  const {
    app,
    stage,
    component = 'Web',
    at,
    region = 'us-east-1',
    account = '123456789012',
  } = options;
  const seed = options.seed ?? `${app} ${stage} ${component}`;
  const tags = { 'sst:app': app, 'sst:stage': stage };
  const under = [['sst:aws:Nextjs', component]] as const;
  const functionName = options.plainNames
    ? `${app}-${stage}-${component}CloudfrontFunctionServerCfFunction`
    : `${app}-${stage}-${component}CloudfrontFunctionRequest-${tailOf(seed)}`;
  const functionArn = `arn:aws:cloudfront::${account}:function/${functionName}`;
  const id = distributionIdOf(seed);
  const bucketName =
    `${app}-${stage}-${component}AssetsBucket-${tailOf(`${seed} assets`)}`.toLowerCase();
  return {
    distributions: [
      {
        id,
        comment: `${component} app`,
        enabled: true,
        modifiedAt: at,
        origins: [{ id: 'default', domainName: 'placeholder.sst.dev' }],
        behaviors: [
          { originId: 'default', functions: [{ event: 'viewer-request', arn: functionArn }] },
        ],
        tags,
      },
    ],
    functions: [
      { name: functionName, comment: `${component} viewer request`, createdAt: at, modifiedAt: at },
    ],
    buckets: [
      {
        name: bucketName,
        region,
        createdAt: at,
        tags,
        objects: [{ key: '_assets/app.js', at, body: 'console.log("hello")' }],
      },
    ],
    entries: [
      {
        type: 'aws:cloudfront/function:Function',
        name: `${component}CloudfrontFunctionRequest`,
        id: functionName,
        under,
        outputs: { name: functionName, arn: functionArn },
      },
      {
        type: 'aws:cloudfront/distribution:Distribution',
        tagged: true,
        name: `${component}CdnDistribution`,
        id,
        under: [...under, ['sst:aws:CDN', `${component}Cdn`]],
        outputs: { arn: `arn:aws:cloudfront::${account}:distribution/${id}` },
      },
      {
        type: 'aws:s3/bucket:Bucket',
        tagged: true,
        name: `${component}AssetsBucket`,
        id: bucketName,
        under: [...under, ['sst:aws:Bucket', `${component}Assets`]],
        outputs: { bucket: bucketName, arn: `arn:aws:s3:::${bucketName}`, region },
      },
    ],
  };
}

/** The Lambda@Edge signer of a site with `oac-with-edge-signing` (SST 4.1.0 and later), with published versions. */
export function anEdgeSigner(
  options: SiteOptions & { readonly versions?: number; readonly replicasUntil?: string },
): AwsParts & {
  readonly lambdas: readonly [FunctionData];
  readonly versionArn: string;
  readonly entries: readonly Entry[];
} {
  const { app, stage, component = 'Web', at, account = '123456789012', versions = 1 } = options;
  const seed = options.seed ?? `${app} ${stage} ${component}`;
  const name = `${app}-${stage}-${component}EdgeFn-${tailOf(`${seed} edge`)}`;
  const role = `${app}-${stage}-${component}EdgeRole-${tailOf(`${seed} role`)}`;
  const arn = `arn:aws:lambda:us-east-1:${account}:function:${name}`;
  const tags = { 'sst:app': app, 'sst:stage': stage };
  return {
    versionArn: `${arn}:${versions}`,
    lambdas: [
      {
        name,
        region: 'us-east-1',
        role: `arn:aws:iam::${account}:role/${role}`,
        runtime: 'nodejs22.x',
        description: `${component} Lambda@Edge function for OAC request signing`,
        codeSize: 2048,
        modifiedAt: at,
        tags,
        versions: Array.from({ length: versions }, (_, index) => ({
          version: String(index + 1),
          modifiedAt: at,
          ...(options.replicasUntil
            ? { replicas: ['eu-west-1'], replicasUntil: options.replicasUntil }
            : {}),
        })),
      },
    ],
    roles: [
      {
        name: role,
        createdAt: at,
        trusts: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'],
        tags,
      },
    ],
    entries: [
      {
        type: 'aws:lambda/function:Function',
        tagged: true,
        name: `${component}EdgeFunction`,
        id: name,
        under: [['sst:aws:Nextjs', component]],
        outputs: {
          arn,
          qualifiedArn: `${arn}:${versions}`,
          version: String(versions),
          role: `arn:aws:iam::${account}:role/${role}`,
        },
      },
      {
        type: 'aws:iam/role:Role',
        name: `${component}EdgeFunctionRole`,
        id: role,
        under: [['sst:aws:Nextjs', component]],
        outputs: {
          arn: `arn:aws:iam::${account}:role/${role}`,
          name: role,
          assumeRolePolicy: trustPolicy('lambda.amazonaws.com', 'edgelambda.amazonaws.com'),
          managedPolicyArns: [],
          inlinePolicies: [],
        },
      },
    ],
  };
}

/** A bucket of the user's own, `new sst.aws.Bucket("Uploads")`. */
export function aUserBucket(
  options: SiteOptions & { readonly retained?: boolean },
): AwsParts & { readonly buckets: readonly [BucketData]; readonly entries: readonly Entry[] } {
  const { app, stage, component = 'Uploads', at, region = 'us-east-1' } = options;
  const seed = options.seed ?? `${app} ${stage} ${component}`;
  const name = `${app}-${stage}-${component}Bucket-${tailOf(seed)}`.toLowerCase();
  return {
    buckets: [
      {
        name,
        region,
        createdAt: at,
        tags: { 'sst:app': app, 'sst:stage': stage },
        objects: [{ key: 'invoice.pdf', at, body: 'a document' }],
      },
    ],
    entries: [
      {
        type: 'aws:s3/bucket:Bucket',
        tagged: true,
        name: `${component}Bucket`,
        id: name,
        under: [['sst:aws:Bucket', component]],
        outputs: { bucket: name, arn: `arn:aws:s3:::${name}`, region },
        ...(options.retained ? { retainOnDelete: true } : {}),
      },
    ],
  };
}
