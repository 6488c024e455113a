import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, type AwsParts } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const stackArn = (account: string) =>
  `arn:aws:cloudformation:eu-north-1:${account}:stack/edge-team/1a2b3c4d-0000-0000-0000-000000000000`;

const ours = stackArn('123456789012');

const tagsOf = (arn: string) => ({
  'sst:app': 'acme',
  'sst:stage': 'pr-1',
  'aws:cloudformation:stack-name': 'edge-team',
  'aws:cloudformation:stack-id': arn,
});

/** Everything copied its tags from the stage `acme/pr-1`, and a stack of another team made it. */
function partsOf(arn: string | null, at: string) {
  const site = aSite({ app: 'acme', stage: 'pr-1', at });
  const server = aServer({ app: 'acme', stage: 'pr-1', at });
  const tags = arn === null ? undefined : tagsOf(arn);
  const [distribution] = site.distributions;
  const parts: AwsParts = {
    distributions: [{ ...distribution, ...(tags && { tags }) }],
    functions: site.functions,
    lambdas: [{ ...server.lambdas[0], ...(tags && { tags }) }],
    buckets: [{ ...site.buckets[0], objects: [], ...(tags && { tags }) }],
  };
  const ids = {
    distribution: distribution.id,
    lambda: `us-east-1:${server.lambdas[0].name}`,
    bucket: site.buckets[0].name,
  };
  return { parts, ids };
}

/** Made two minutes into a killed deploy of a stage that was removed since. */
function beside(arn: string | null) {
  const account = anAccount();
  const start = account.ago({ days: 40 });
  const { parts, ids } = partsOf(arn, later(start, 120));
  account
    .with(parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 60 }), [])
    .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 39 }) })
    .remove(account.ago({ days: 30 }));
  return { account, ids };
}

function addStack(account: AccountBuilder, arn: string, physicalId: string): void {
  account.data.cloudformation?.stacks.push({
    name: 'edge-team',
    id: arn,
    region: 'eu-north-1',
    status: 'CREATE_COMPLETE',
    createdAt: account.ago({ days: 40 }),
    resources: [
      {
        logicalId: 'Thing',
        physicalId,
        type: 'AWS::CloudFront::Distribution',
        status: 'CREATE_COMPLETE',
      },
    ],
  });
}

describe('a stack in a region that nothing else points at', () => {
  it('is read where a tag names it, and what it owns is live', async () => {
    const { account, ids } = beside(ours);
    addStack(account, ours, ids.distribution);
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'live (4)',
      lambda: 'unknown (7)',
      bucket: 'unknown (7)',
    });
  });

  it.each([
    ['is another account’s', stackArn('210987654321')],
    ['is not there any more', ours],
  ])('may own what it made though it %s', async (_, arn) => {
    const { account, ids } = beside(arn);
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'unknown (7)',
      lambda: 'unknown (7)',
      bucket: 'unknown (7)',
    });
  });

  it('may own what it made though that region is denied', async () => {
    const { account, ids } = beside(ours);
    addStack(account, ours, ids.distribution);
    account.data.faults = [{ kind: 'deny', operation: 'CloudFormation.*', region: 'eu-north-1' }];
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'unknown (7)',
      lambda: 'unknown (7)',
      bucket: 'unknown (7)',
    });
  });

  it('owns what a removed stage with few states left seems to have left', async () => {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const { parts, ids } = partsOf(ours, later(start, 100));
    addStack(account, ours, ids.distribution);
    account
      .with(parts)
      .home()
      .stage('acme', 'pr-1')
      .run({ at: account.ago({ days: 60 }), command: 'refresh', entries: [parameter] })
      .deploy(start, [parameter])
      .remove(account.ago({ days: 30 }));
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'live (4)',
      lambda: 'unknown (7)',
      bucket: 'unknown (7)',
    });
  });

  it('has no part in what no stack made', async () => {
    const { account, ids } = beside(null);
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'leftover high (12)',
      lambda: 'leftover high (12)',
      bucket: 'leftover high (12)',
    });
  });
});
