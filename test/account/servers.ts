import { trustPolicy } from './trust.ts';
import type { FunctionData, LogGroupData, RoleData } from 'simulated-aws';
import { accountId } from './account.ts';
import type { Entry } from './checkpoint.ts';
import { tailOf } from './names.ts';
import type { AwsParts, SiteOptions } from './sites.ts';

export interface Server extends AwsParts {
  readonly lambdas: readonly [FunctionData];
  readonly roles: readonly [RoleData];
  readonly logGroups: readonly [LogGroupData];
  readonly arn: string;
  /** What the stage's state lists: function, role and log group. */
  readonly entries: readonly [lambda: Entry, role: Entry, logs: Entry];
}

const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/**
 * A function of SST's, `new sst.aws.Function("Api")` or a site's server: with its role, and with a log
 * group whose name has a tail of its own (3.8.0 and later; before that all three were called alike).
 */
export function aServer(
  options: SiteOptions & { readonly type?: string; readonly word?: string },
): Server {
  const { app, stage, component = 'Api', word = component, at, region = 'us-east-1' } = options;
  const account = options.account ?? accountId;
  const seed = options.seed ?? `${app} ${stage} ${component} ${word}`;
  const tail = (what: string) => (options.plainNames ? '' : `-${tailOf(`${seed} ${what}`)}`);
  const prefix = `${app}-${stage}-${word}`;
  const name = `${prefix}Function${tail('function')}`;
  const role = options.plainNames
    ? `${prefix}Role-${region.replaceAll('-', '')}`
    : `${prefix}Role${tail('role')}`;
  const group = `/aws/lambda/${prefix}Function${tail('logs')}`;
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  const tags = { 'sst:app': app, 'sst:stage': stage };
  const under = [[options.type ?? 'sst:aws:Function', component]] as const;
  return {
    arn,
    lambdas: [
      {
        name,
        region,
        role: roleArn,
        logGroup: group,
        modifiedAt: at,
        tags,
        functionUrl: 'NONE',
        environment: { SST_RESOURCE_App: JSON.stringify({ name: app, stage }) },
      },
    ],
    roles: [
      {
        name: role,
        createdAt: at,
        trusts: ['lambda.amazonaws.com'],
        attachedPolicies: [basicExecution],
        inlinePolicies: { inline: { Version: '2012-10-17', Statement: [] } },
        tags,
      },
    ],
    // SST keeps logs for a month unless told otherwise (platform/src/components/aws/function.ts).
    logGroups: [{ name: group, region, createdAt: at, retentionDays: 30, tags }],
    entries: [
      {
        type: 'aws:lambda/function:Function',
        tagged: true,
        name: `${word}Function`,
        id: name,
        under,
        outputs: { arn, role: roleArn },
      },
      {
        type: 'aws:iam/role:Role',
        name: `${word}Role`,
        id: role,
        under,
        outputs: {
          arn: roleArn,
          name: role,
          assumeRolePolicy: trustPolicy('lambda.amazonaws.com'),
          managedPolicyArns: [basicExecution],
          inlinePolicies: [{ name: 'inline' }],
        },
      },
      {
        type: 'aws:cloudwatch/logGroup:LogGroup',
        tagged: true,
        name: `${word}LogGroup`,
        id: group,
        under,
        outputs: {
          arn: `arn:aws:logs:${region}:${account}:log-group:${group}`,
          name: group,
          retentionInDays: 30,
        },
      },
    ],
  };
}

/** The group that Lambda makes by itself for a function, or for the replicas of an edge function. */
export function lambdaLogs(
  name: string,
  place: { readonly region: string; readonly at: string; readonly replicasOf?: string },
): LogGroupData {
  const home = place.replicasOf === undefined ? '' : `${place.replicasOf}.`;
  return { name: `/aws/lambda/${home}${name}`, region: place.region, createdAt: place.at };
}
