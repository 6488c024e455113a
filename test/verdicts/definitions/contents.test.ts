import { expect, describe, it } from 'vitest';
import type { ObjectData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';
import { beginning, betweenPushes, cutShort } from './given.ts';

const given = () => {
  const account = anAccount();
  return { account, home: account.home() };
};

describe('row 10', () => {
  /** A bucket that a killed deploy made five days ago, from minute 1 to minute 60 of it. */
  const made = (objects: (at: (minute: number) => string) => readonly ObjectData[]) => {
    const { account, home } = given();
    const start = account.ago({ days: 5 });
    const at = (minute: number) => later(start, minute * 60);
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: at(1) });
    bucket.buckets[0].objects = [...objects(at)];
    // What a state owned makes all records since then be read.
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(bucket, site);
    home
      .stage('acme', 'pr-1')
      .run(beginning(account))
      .deploy(account.ago({ days: 20 }), site.entries)
      .run({ at: start, completed: false, unlockedAt: at(60), entries: site.entries })
      .remove(account.ago({ days: 3 }));
    return { account, id: bucket.buckets[0].name, at };
  };

  it.each([
    ['an empty bucket holds none', () => [], 'leftover low (15)'],
    [
      'nor does one with the run’s own objects',
      (at) => [{ key: 'a', at: at(2) }],
      'leftover low (15)',
    ],
    [
      'one with an older object does',
      (at) => [
        { key: 'a', at: at(-9) },
        { key: 'b', at: at(2) },
      ],
      'unknown (10)',
    ],
    [
      'one with a newer object does',
      (at) => [
        { key: 'a', at: at(2) },
        { key: 'b', at: at(99) },
      ],
      'unknown (10)',
    ],
    [
      'one that was not read to its end does',
      (at) =>
        Array.from({ length: 20_001 }, (_, index) => ({ key: `${index}`, at: at(2), size: 1 })),
      'unknown (10)',
    ],
  ] as const satisfies readonly (readonly [
    string,
    (at: (minute: number) => string) => readonly ObjectData[],
    string,
  ])[])('data: %s', async (_, objects, expected) => {
    const { account, id } = made(objects);
    expect(say(await looking(account), id)).toBe(expected);
  });

  it.each([
    ['the killed run that made it holds none', 10, 'leftover low (15)'],
    ['another killed run does', 7, 'unknown (10)'],
    ['a completed run does', 5, 'unknown (10)'],
  ] as const)('data: a bucket with an object of %s', async (_, days, expected) => {
    const { account, home } = given();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: betweenPushes(account, 10) });
    bucket.buckets[0].objects = [{ key: 'a', at: betweenPushes(account, days), body: 'x' }];
    // What a state owned makes all records since then be read.
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(bucket, site);
    home
      .stage('acme', 'pr-1')
      .run(beginning(account))
      .deploy(account.ago({ days: 20 }), site.entries)
      .run(cutShort(account, 10, site.entries))
      .run(cutShort(account, 7, site.entries))
      .deploy(account.ago({ days: 5 }), [])
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), bucket.buckets[0].name)).toBe(expected);
  });

  it('data: a deleted stack that made a full bucket is its history', async () => {
    const { account } = given();
    const name = 'pr-5-legacy-site-bucket';
    const tags = { 'sst:app': 'legacy', 'sst:stage': 'pr-5' };
    const at = account.ago({ days: 50 });
    account.with({
      buckets: [
        { name, region: 'us-east-1', createdAt: at, tags, objects: [{ key: 'a', at, body: 'x' }] },
      ],
      stacks: [
        {
          name: 'pr-5-legacy-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 51 }),
          deletedAt: account.ago({ days: 10 }),
          tags,
          resources: [
            {
              logicalId: 'B',
              physicalId: name,
              type: 'AWS::S3::Bucket',
              status: 'DELETE_COMPLETE',
            },
          ],
        },
      ],
    });
    expect(say(await looking(account), name)).toBe('leftover certain (11)');
  });
});
