import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { keysIn } from '../../account/stores.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { type Everything, everythingOf } from './everything.ts';

type Change = (made: Everything, at: string) => void;

const changes: Readonly<Record<string, Change>> = {
  'the code of its function': ({ site }, at) => {
    site.functions[0].modifiedAt = at;
  },
  'its store': ({ store }, at) => {
    store.keyValueStores[0].modifiedAt = at;
  },
  'its edge function': ({ signer }, at) => {
    signer.lambdas[0].modifiedAt = at;
  },
  'its server': ({ server }, at) => {
    server.lambdas[0].modifiedAt = at;
  },
  'the files in its bucket': ({ site }, at) => {
    site.buckets[0].objects = [{ key: 'index.html', size: 9, at }];
  },
};

async function told(
  change: Change,
  at: (account: AccountBuilder) => string,
  denied: string | null = null,
) {
  const account = anAccount();
  const made = account.ago({ days: 90 });
  const everything = everythingOf({ stage: 'pr-1', at: made });
  change(everything, at(account));
  if (denied !== null) account.data.faults = [{ kind: 'deny', operation: denied }];
  account
    .with(...everything.parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(made, everything.entries)
    .remove(account.ago({ days: 60 }));
  return verdicts(account, everything.ids);
}

describe('a distribution that its stage let go of, and that nobody asked for since', () => {
  it.each(Object.entries(changes))('is unknown once somebody changed %s', async (_, change) => {
    const said = await told(change, (account) => account.ago({ days: 20 }));
    expect(said.distribution).toBe('unknown (8)');
  });

  it.each(Object.entries(changes))(
    'is certain where only its own stage changed %s',
    async (_, change) => {
      const said = await told(change, (account) => later(account.ago({ days: 90 }), 60));
      expect(said.distribution).toBe('leftover certain (11)');
    },
  );
});

const queue = 'arn:aws:sqs:us-east-1:123456789012:uploads';
const allow = { Sid: 'said', Effect: 'Allow', Action: '*', Resource: '*' };

const sharedWithPartner = JSON.stringify({
  Statement: [{ ...allow, Principal: { AWS: 'arn:aws:iam::210987654321:root' } }],
});

describe('a distribution that its stage let go of, with all that it serves', () => {
  const connects: Readonly<Record<string, (made: Everything) => void>> = {
    'another account may read its bucket': ({ site }) => {
      site.buckets[0].policy = sharedWithPartner;
    },
    'its bucket tells a queue of uploads': ({ site }) => {
      site.buckets[0].configuration = {
        notification: `<NotificationConfiguration><QueueConfiguration><Id>q</Id><Queue>${queue}</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>`,
      };
    },
    'its bucket was tagged by another tool': ({ site }) => {
      site.buckets[0].tags = { ...site.buckets[0].tags, 'managed-by': 'terraform' };
    },
    'a partner may call its server': ({ server }) => {
      server.lambdas[0].policy = JSON.stringify({
        Statement: [{ ...allow, Principal: { AWS: 'arn:aws:iam::210987654321:root' } }],
      });
    },
    'its bucket holds more than is looked at': ({ site }) => {
      site.buckets[0].bulk = { versions: 20_001, perKey: 1, at: '2026-06-01T00:00:00.000Z' };
    },
  };

  it.each(Object.entries(connects))('is unknown where %s', async (_, connect) => {
    const said = await told(connect, (account) => account.ago({ days: 20 }));
    expect(said.distribution).toBe('unknown (8)');
  });

  it.each([
    'Lambda.GetPolicy',
    'Lambda.ListAliases',
    'Lambda.ListEventSourceMappings',
    'S3.GetBucketPolicy',
    'S3.GetBucketNotificationConfiguration',
    'S3.ListObjectVersions',
  ])('is unknown where %s is denied, which would tell of a change', async (operation) => {
    const said = await told(
      () => {},
      () => '',
      operation,
    );
    expect(said.distribution).toMatch(/^unknown/);
  });
});

it('a distribution is unknown where its bucket alone, in another region, may not be looked into', async () => {
  const account = anAccount();
  const made = account.ago({ days: 90 });
  const { site, parts, entries, ids } = everythingOf({ stage: 'pr-1', at: made });
  site.buckets[0].region = 'eu-west-1';
  account.data.faults = [{ kind: 'deny', operation: 'S3.ListObjectVersions', region: 'eu-west-1' }];
  account
    .with(...parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(made, entries)
    .remove(account.ago({ days: 60 }));
  expect((await verdicts(account, ids)).distribution).toMatch(/^unknown/);
});

it('another component’s files say nothing of a distribution', async () => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const made = everythingOf(place);
  const uploads = aUserBucket({ ...place, component: 'Uploads' });
  uploads.buckets[0].objects = [{ key: 'a.png', size: 9, at: account.ago({ days: 20 }) }];
  account
    .with(...made.parts, uploads)
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...made.entries, ...uploads.entries])
    .remove(account.ago({ days: 60 }));
  const { distribution } = made.ids;
  const [{ name: bucket }] = uploads.buckets;
  expect(await verdicts(account, { distribution, bucket })).toEqual({
    distribution: 'leftover certain (11)',
    bucket: 'unknown (8)',
  });
});

it('logs that its server wrote later say nothing of a distribution', async () => {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { parts, server, entries, ids } = everythingOf({ stage: 'pr-1', at });
  server.logGroups[0].createdAt = account.ago({ days: 20 });
  account
    .with(...parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  expect((await verdicts(account, ids)).distribution).toBe('leftover certain (11)');
});

it('a stage that lives on changes what it serves, and what it let go of stays a leftover', async () => {
  const account = anAccount();
  const made = account.ago({ days: 90 });
  const { site, store, signer, server, parts, entries, ids } = everythingOf({
    stage: 'dev',
    at: made,
  });
  site.functions[0].modifiedAt = account.ago({ days: 20 });
  signer.lambdas[0].policy = sharedWithPartner;
  site.functions[0].tags = { 'managed-by': 'terraform' };
  const stays = [...store.entries, ...signer.entries, ...server.entries, ...site.entries].filter(
    ({ id }) => id !== ids.distribution,
  );
  account
    .with(...parts)
    .home()
    .stage('acme', 'dev')
    .deploy(made, entries)
    .deploy(account.ago({ days: 30 }), stays)
    .deploy(account.ago({ days: 20 }), stays);
  expect((await verdicts(account, ids)).distribution).toBe('leftover certain (11)');
});

describe('a Router whose stage let go of it, while another stage’s state names its store', () => {
  /** Its own stage's second deploy lists these parts of it still. */
  async function verdictsWith(kept: readonly (keyof Everything['ids'])[], runs: boolean) {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const router = everythingOf({ app: 'edge', stage: 'shared', at });
    if (!runs) router.site.distributions[0].behaviors = [];
    const ids = kept.map((part) => router.ids[part]);
    account
      .with(...router.parts)
      .home()
      .stage('edge', 'shared')
      .deploy(at, router.entries)
      .deploy(
        account.ago({ days: 30 }),
        router.entries.filter(({ id }) => ids.includes(id ?? '')),
      );
    account
      .home('eu-west-1')
      .stage('shop', 'eu')
      .deploy(account.ago({ days: 80 }), [keysIn(router.store.arn)]);
    return verdicts(account, router.ids);
  }

  it('lives with the function that reads the store', async () => {
    const said = await verdictsWith([], true);
    expect([said.store, said.function, said.distribution]).toEqual([
      'live (4)',
      'live (4)',
      'live (4)',
    ]);
  });

  it('is a leftover where its own stage has the store still: another may stand in its place', async () => {
    const said = await verdictsWith(['store', 'function'], true);
    expect([said.function, said.distribution]).toEqual(['live (4)', 'leftover certain (11)']);
  });

  it('is a leftover where nothing runs the function', async () => {
    const said = await verdictsWith([], false);
    expect([said.function, said.distribution]).toEqual([
      'leftover high (11)',
      'leftover high (11)',
    ]);
  });
});
