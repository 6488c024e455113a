import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { classifyFailure, isAbort } from '../aws/failures.ts';
import { requireRows } from '../aws/pages.ts';
import { readBootstrap } from './homes/bootstraps.ts';
import type { ScanContext } from './scan-context.ts';

/**
 * Regions that nobody has to turn on, by partition (AWS Account Management reference, "Specify which AWS
 * Regions your account can use"). Which others an account turned on is a question for a service of its own;
 * those are read where anything points at them.
 */
const regionsByPartition: Readonly<Record<string, readonly string[]>> = {
  aws: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/**
 * Of the regions that nothing points at, those that hold a function, a stack or a bootstrap all the same: a
 * function may use a role or a bucket of SST's, a stack may have imported them, a bootstrap may name a bucket
 * of another region. One page of each is asked for; where it has no rows and another page follows, the region
 * is read. What a region denies (most often a service control policy that closes it) tells nothing; every
 * other failure is for the whole read, which keeps it as a gap.
 */
export async function regionsInUse(
  isRead: (region: string) => boolean,
  context: ScanContext,
): Promise<readonly string[]> {
  const open = regionsByPartition[context.session.partition] ?? [];
  const asked = open.filter((region) => !isRead(region));
  const used = await Promise.all(asked.map((region) => isInUse(region, context)));
  return asked.filter((_, index) => used[index]);
}

async function isInUse(region: string, context: ScanContext): Promise<boolean> {
  const { session, signal } = context;
  const reads = [
    async () => {
      const page = new ListFunctionsCommand({ MaxItems: 1 });
      const { Functions, NextMarker } = await session.clients
        .lambda(region)
        .send(page, { abortSignal: signal });
      return requireRows(Functions, 'functions').length > 0 || Boolean(NextMarker);
    },
    async () => {
      const page = new DescribeStacksCommand({});
      const { Stacks, NextToken } = await session.clients
        .cloudformation(region)
        .send(page, { abortSignal: signal });
      return requireRows(Stacks, 'stacks').length > 0 || Boolean(NextToken);
    },
    async () => {
      const { bootstrap, error } = await readBootstrap(region, context);
      if (bootstrap.status === 'unread') throw error;
      return bootstrap.status === 'read';
    },
  ];
  const found = await Promise.all(reads.map((read) => read().catch(unlessDenied)));
  return found.includes(true);
}

function unlessDenied(error: unknown): boolean {
  if (isAbort(error)) throw error;
  return classifyFailure(error).class !== 'denied';
}
