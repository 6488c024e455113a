/** By operator and condition key. */
export type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Condition;
}

/**
 * Permissions of every scan whatever the kinds: caller, tags, stacks, bootstraps and states. Contents are
 * read in state buckets only; of other buckets only settings and listings.
 */
export const scanStatements: readonly Statement[] = [
  {
    Sid: 'ReadAccount',
    Effect: 'Allow',
    Action: [
      'cloudformation:DescribeStacks',
      'cloudformation:ListStackResources',
      'cloudformation:ListStacks',
      'cloudwatch:GetMetricData',
      // Asked before a deletion only, so that the account is seen by its name.
      'iam:ListAccountAliases',
      'sts:GetCallerIdentity',
      'tag:GetResources',
    ],
    Resource: '*',
  },
  {
    Sid: 'ReadBootstraps',
    Effect: 'Allow',
    Action: ['ssm:GetParameter'],
    Resource: 'arn:aws:ssm:*:*:parameter/sst/bootstrap',
  },
  {
    // Names and never values; AWS narrows this action to no path.
    Sid: 'ListPassphrases',
    Effect: 'Allow',
    Action: ['ssm:DescribeParameters'],
    Resource: '*',
  },
  {
    // The kind of buckets may list all of them: else a missing key would be answered with 403, and be a gap.
    Sid: 'ReadStates',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: 'arn:aws:s3:::sst-state-*/*',
  },
];
