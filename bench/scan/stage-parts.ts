import { accountId } from '../../test/account/account.ts';
import type { Entry } from '../../test/account/checkpoint.ts';
import { tailOf } from '../../test/account/names.ts';
import { anEdgeSigner, aSite, type AwsParts, type Site } from '../../test/account/sites.ts';
import { later } from '../../test/account/stage.ts';
import type { Size } from './size.ts';
import { regions, type StagePlan } from './stages.ts';

/** What a stage has in AWS, and what its states list. */
export interface StageParts {
  readonly aws: readonly AwsParts[];
  readonly entries: readonly Entry[];
}

/**
 * A removed stage left three things behind: a distribution, its function and its asset bucket. The stage with
 * a long history let go of the same when it was young.
 */
export function leftoversOf(plan: StagePlan): Site {
  if (plan.leftAfter === null) return siteOf(plan, 0);
  const { app, stage, region, runs } = plan;
  return aSite({ app, stage, component: 'Left', at: later(runs[0] ?? plan.changedAt, 60), region });
}

export function partsOf(plan: StagePlan, size: Size): StageParts {
  if (plan.removed) {
    const site = leftoversOf(plan);
    return { aws: [site], entries: site.entries };
  }
  const edge = numbers(size.edgeFunctions).map((number) =>
    anEdgeSigner({ ...plan, at: plan.changedAt, component: `Site${number}`, versions: 2 }),
  );
  const sites = numbers(size.sites).map((number) => liveSite(plan, number, { size, edge }));
  const functions = numbers(size.functions - size.sites).map((number) => aFunction(plan, number));
  const lambdas = numbers(size.lambdas - size.edgeFunctions).map((number) => aLambda(plan, number));
  const all = [...edge, ...sites, ...functions, ...lambdas];
  const left = plan.leftAfter === null ? [] : [leftoversOf(plan)];
  return { aws: [...all, ...left], entries: all.flatMap(({ entries }) => entries) };
}

function siteOf(plan: StagePlan, number: number): Site {
  return aSite({
    app: plan.app,
    stage: plan.stage,
    component: `Site${number}`,
    at: plan.changedAt,
    region: regions[(plan.index + number) % regions.length] ?? regions[0],
  });
}

type Part = AwsParts & { readonly entries: readonly Entry[] };

/** Some sites sign at the edge, some keep their assets in another site's bucket. */
function liveSite(
  plan: StagePlan,
  number: number,
  { size, edge }: { readonly size: Size; readonly edge: readonly { versionArn: string }[] },
): Part {
  const site = siteOf(plan, number);
  const [distribution] = site.distributions;
  const [behavior] = distribution.behaviors ?? [];
  const arn = edge[number]?.versionArn;
  const lambdas = arn ? [{ event: 'origin-request' as const, arn }] : [];
  const distributions = [{ ...distribution, behaviors: [{ ...behavior, lambdas }] }];
  if (number < size.sitesWithBucket) return { ...site, distributions };
  const entries = site.entries.filter(({ type }) => type !== 'aws:s3/bucket:Bucket');
  return { ...site, distributions, buckets: [], entries };
}

/** A function of a Router's route. */
function aFunction({ app, stage, changedAt }: StagePlan, number: number): Part {
  const component = `Route${number}`;
  const logicalName = `${component}CloudfrontFunctionRequest`;
  const name = `${app}-${stage}-${logicalName}-${tailOf(`${app} ${stage} ${logicalName}`)}`;
  const arn = `arn:aws:cloudfront::${accountId}:function/${name}`;
  return {
    functions: [
      { name, comment: `${component} request`, createdAt: changedAt, modifiedAt: changedAt },
    ],
    entries: [
      {
        type: 'aws:cloudfront/function:Function',
        name: logicalName,
        id: name,
        under: [['sst:aws:Router', component]],
        inputs: { name, runtime: 'cloudfront-js-2.0', publish: true },
        outputs: { name, arn, etag: `E${number}`, status: 'UNASSOCIATED' },
      },
    ],
  };
}

function aLambda({ app, stage, changedAt, region }: StagePlan, number: number): Part {
  const component = `Api${number}`;
  const name = `${app}-${stage}-${component}Function-${tailOf(`${app} ${stage} ${component}`)}`;
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  // An account has 5,000 roles at most (IAM quotas): two functions share one.
  const sharing = `Api${number - (number % 2)}`;
  const roleName = `${app}-${stage}-${sharing}Role-${tailOf(`${app} ${stage} ${sharing} role`)}`;
  const role = `arn:aws:iam::${accountId}:role/${roleName}`;
  const logGroup = `/aws/lambda/${app}-${stage}-${component}Function-${tailOf(`${name} logs`)}`;
  const tags = { 'sst:app': app, 'sst:stage': stage };
  const isFirst = sharing === component;
  const environment = { SST_RESOURCE_App: JSON.stringify({ name: app, stage }) };
  return {
    lambdas: [
      {
        name,
        region,
        role,
        runtime: 'nodejs22.x',
        codeSize: 40_960,
        modifiedAt: changedAt,
        environment,
        logGroup,
        tags,
      },
    ],
    logGroups: [{ name: logGroup, region, createdAt: changedAt, retentionDays: 30, tags }],
    roles: isFirst
      ? [{ name: roleName, createdAt: changedAt, trusts: ['lambda.amazonaws.com'], tags }]
      : [],
    entries: [
      {
        type: 'aws:lambda/function:Function',
        name: `${component}Function`,
        id: name,
        under: [['sst:aws:Function', component]],
        inputs: { name, role, runtime: 'nodejs22.x', environment: { variables: environment } },
        outputs: { name, arn, role, invokeArn: `${arn}/invocations` },
      },
      {
        type: 'aws:cloudwatch/logGroup:LogGroup',
        name: `${component}LogGroup`,
        id: logGroup,
        under: [['sst:aws:Function', component]],
      },
      ...(isFirst
        ? [
            {
              type: 'aws:iam/role:Role',
              name: `${component}Role`,
              id: roleName,
              under: [['sst:aws:Function', component]] as const,
            },
          ]
        : []),
    ],
  };
}

export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
