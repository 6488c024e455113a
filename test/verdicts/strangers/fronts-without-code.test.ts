import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { asked, verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const behind = 'unknown (5)';

/** A staging distribution of the component `Web` that runs no function, and a bucket of another one. */
function aDistributionAndABucket(component = 'Uploads') {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const { distributions, entries } = aSite(place);
  const [distribution] = distributions;
  distribution.staging = true;
  distribution.behaviors = [];
  distribution.origins = [{ id: 'default', domainName: 'placeholder.sst.dev' }];
  const front = entries.filter(({ id }) => id === distribution.id);
  const { buckets, entries: rest } = aUserBucket({ ...place, component });
  const [bucket] = buckets;
  account.with({ distributions, buckets });
  const stage = account.home().stage('acme', 'pr-1');
  const said = async () => (await verdicts(account, { bucket: bucket.name })).bucket;
  return { account, place, stage, distribution, bucket, front, rest, said };
}

describe('a bucket that left in another remove than the distribution', () => {
  it('stands behind it where one deploy came before both', async () => {
    const { account, place, stage, front, rest, said } = aDistributionAndABucket();
    stage
      .deploy(place.at, [...front, ...rest])
      .remove(account.ago({ days: 12 }), { entries: rest, errors: [{ message: 'in use' }] })
      .remove(account.ago({ days: 9 }));
    expect(await said()).toBe(behind);
  });

  it('does not where another deploy came between', async () => {
    const { account, place, stage, front, rest, said } = aDistributionAndABucket();
    stage
      .deploy(place.at, [...front, ...rest])
      .remove(account.ago({ days: 50 }), { entries: rest, errors: [{ message: 'in use' }] })
      .deploy(account.ago({ days: 30 }), rest)
      .remove(account.ago({ days: 9 }));
    expect(await said()).toBe(certain);
  });
});

it('a bucket of WebUploads does not stand behind the distribution of Web', async () => {
  const { account, place, stage, front, rest, said } = aDistributionAndABucket('WebUploads');
  stage
    .deploy(place.at, [...front, ...rest])
    .deploy(account.ago({ days: 50 }), rest)
    .remove(account.ago({ days: 9 }));
  expect(await said()).toBe(certain);
});

it('a bucket that a killed deploy made may stand behind any distribution that answers', async () => {
  const { account, place, stage, distribution, bucket, front, said } = aDistributionAndABucket();
  const start = account.ago({ days: 40 });
  bucket.createdAt = later(start, 120);
  bucket.objects = [];
  stage
    .deploy(place.at, front)
    .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 39 }) })
    .remove(account.ago({ days: 30 }));
  expect(await said()).toBe('leftover high (12)');
  asked(account, distribution.id);
  expect(await said()).toBe(behind);
});

it('what another stage lists may still serve the stage that its tags say', async () => {
  const { account, place, stage, front, rest, said } = aDistributionAndABucket();
  stage.deploy(place.at, rest).remove(account.ago({ days: 30 }));
  expect(await said()).toBe(certain);
  account.home('eu-west-1').stage('shop', 'eu').deploy(place.at, front);
  expect(await said()).toBe(behind);
});

describe('a bucket that its stage let go of, and that a stack’s tag names', () => {
  it.each([
    ['a deleted one of SST v2', 'DELETE_COMPLETE', true, certain],
    ['a living one of SST v2', 'CREATE_COMPLETE', true, 'unknown (7)'],
    ['a deleted one of another tool', 'DELETE_COMPLETE', false, 'unknown (7)'],
  ])('as %s', async (_, status, isSsts, expected) => {
    const { account, place, stage, bucket, rest, said } = aDistributionAndABucket();
    const id =
      'arn:aws:cloudformation:us-east-1:123456789012:stack/pr-1-acme-X/1a2b3c4d-0000-0000-0000-000000000000';
    bucket.tags = { ...bucket.tags, 'aws:cloudformation:stack-id': id };
    account.data.cloudfront.distributions = [];
    account.with({
      stacks: [
        {
          name: 'pr-1-acme-X',
          id,
          region: 'us-east-1',
          status,
          createdAt: account.ago({ days: 95 }),
          ...(status === 'DELETE_COMPLETE' && { deletedAt: account.ago({ days: 20 }) }),
          ...(isSsts && { tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' } }),
          resources: [],
        },
      ],
    });
    stage.deploy(place.at, rest).remove(account.ago({ days: 30 }));
    expect(await said()).toBe(expected);
  });
});
