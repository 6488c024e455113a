import { describe, expect, it } from 'vitest';
import type { StackData } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { aUserBucket } from '../account/sites.ts';
import { causesOf, commandsOf, doctored, sceneOf } from './scenes.ts';

function withStack(status: string, updated: { readonly days?: number; readonly minutes?: number }) {
  const { account } = sceneOf();
  const stack: StackData = {
    name: 'dev-docs-Api',
    region: 'us-east-1',
    status,
    createdAt: account.ago({ days: 90 }),
    updatedAt: account.ago(updated),
    tags: { 'sst:app': 'docs', 'sst:stage': 'dev' },
    resources: [],
  };
  account.with({ stacks: [stack] });
  return account;
}

describe('without an output', () => {
  it.each([
    ['ROLLBACK_COMPLETE', { days: 3 }, ['stack-failed']],
    ['UPDATE_IN_PROGRESS', { days: 40 }, ['stack-failed']],
    ['UPDATE_IN_PROGRESS', { minutes: 20 }, []],
    ['UPDATE_COMPLETE', { days: 40 }, []],
  ])('a stack that is %s since %o stands in the way, or does not', async (status, since, told) => {
    const { json } = await doctored(withStack(status, since), '');
    expect(json.errors.flatMap(({ causes }) => causes.map(({ code }) => code))).toEqual(told);
  });
});

it('what an update waits for too long is looked at, and nothing of it is deleted', async () => {
  const answer = await doctored(withStack('UPDATE_IN_PROGRESS', { days: 40 }), '');
  expect(commandsOf(answer).join()).toMatch(/^aws cloudformation describe-stack-events /);
});

it('a stage without a state is told what stands under its name', async () => {
  const { account } = sceneOf();
  account.with(aUserBucket({ app: 'docs', stage: 'pr-9', at: account.ago({ days: 20 }) }));
  const { json } = await doctored(account, 'App: docs\nStage: pr-9\n\n✕  Stage not found');
  expect(json.errors[0]?.next[0]).toMatch(/^1 thing bears its name .*scan --stage pr-9/);
});

describe('that a bucket exists already', () => {
  const name = 'docs-dev-filesbucket-cbkhoevm';
  it.each([
    [
      'pulumi-aws says of what the run could read',
      `creating S3 Bucket (${name}): BucketAlreadyExists: provider=aws@6.66.2`,
      'bucket-seen-elsewhere',
    ],
    [
      'AWS says of whomever’s',
      `creating S3 Bucket (${name}): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: A, HostID: B, BucketAlreadyExists: taken`,
      'bucket-of-somebody-else',
    ],
  ])('%s', async (_, message, cause) => {
    expect(causesOf(await doctored(anAccount(), message))).toContain(cause);
  });
});
