import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { say, withFault } from '../attacks/asking.ts';
import { aForeigner, beginning, betweenPushes, cutShort, idsOf, removed } from './given.ts';

const pr1 = (account: ReturnType<typeof anAccount>) =>
  aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });

describe('row 5: what uses it passes its verdict on', () => {
  it('of a distribution that is kept', async () => {
    const account = anAccount();
    const site = pr1(account);
    site.distributions[0].tags = { ...site.distributions[0].tags, 'sst-sweep:keep': 'yes' };
    removed(account, account.with(site).home(), site.entries);
    expect(say(await looking(account), site.functions[0].name)).toBe('protected (5)');
  });

  it('of a distribution that is busy', async () => {
    const account = anAccount();
    const site = pr1(account);
    const stage = removed(account, account.with(site).home(), site.entries);
    stage.run({ at: account.ago({ minutes: 2 }), completed: false });
    expect(say(await looking(account), site.functions[0].name)).toBe('busy (5)');
  });

  it('of a distribution that is too young, until that is old enough', async () => {
    const account = anAccount();
    const site = pr1(account);
    account
      .with(site)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ minutes: 6 }));
    const looked = await looking(account);
    const [distribution, used] = idsOf(site);
    expect([distribution, used].map((id) => say(looked, id))).toEqual(['busy (6)', 'busy (5)']);
    expect(looked.of(distribution).busyUntil).not.toBeNull();
    expect(looked.of(used).busyUntil).toBe(looked.of(distribution).busyUntil);
  });

  it('of a distribution that is retained', async () => {
    const account = anAccount();
    const site = pr1(account);
    const entries = site.entries.map((entry) =>
      entry.id === site.distributions[0].id ? { ...entry, retainOnDelete: true } : entry,
    );
    removed(account, account.with(site).home(), entries);
    const looked = await looking(account);
    expect(idsOf(site).map((id) => say(looked, id))).toEqual([
      'retained (9)',
      'retained (5)',
      'retained (5)',
    ]);
  });

  it('of the least sure leftover that uses it', async () => {
    const account = anAccount();
    const at = betweenPushes(account, 20);
    const site = aSite({ app: 'acme', stage: 'pr-1', at });
    const [recorded] = site.entries;
    site.buckets[0].objects = [{ key: 'invoice.pdf', at: account.ago({ days: 9 }), body: 'paid' }];
    account.with(site);
    // Of what a killed deploy made it recorded the function alone: the tags of the distribution are all that is known of it.
    account
      .home()
      .stage('acme', 'pr-1')
      .run(beginning(account))
      .run(cutShort(account, 20, recorded ? [recorded] : []))
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account);
    expect(idsOf(site).map((id) => say(looked, id))).toEqual([
      'leftover low (15)',
      'leftover low (11)',
      'unknown (10)',
    ]);
  });

  it('of the least sure member of a cycle', async () => {
    const account = anAccount();
    const [a, b] = ['A', 'B'].map((component) =>
      aSite({ app: 'acme', stage: 'pr-1', component, at: betweenPushes(account, 20) }),
    );
    if (!a || !b) throw new Error('a site is missing');
    a.distributions[0].domainName = 'da.cloudfront.net';
    a.distributions[0].origins = [{ id: 'default', domainName: 'db.cloudfront.net' }];
    b.distributions[0].domainName = 'db.cloudfront.net';
    b.distributions[0].origins = [{ id: 'default', domainName: 'da.cloudfront.net' }];
    account
      .with(a, b)
      .home()
      .stage('acme', 'pr-1')
      .run(beginning(account))
      .run(cutShort(account, 20, a.entries))
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account);
    expect(say(looked, a.distributions[0].id)).toBe('leftover low (11)');
    expect(say(looked, b.distributions[0].id)).toBe('leftover low (15)');
  });
});

describe('row 5: an origin', () => {
  it('under a leftover’s wildcard, or at its domain, uses it', async () => {
    const account = anAccount();
    const site = pr1(account);
    const other = aSite({ app: 'acme', stage: 'pr-2', at: account.ago({ days: 20 }) });
    site.distributions[0].aliases = ['*.acme.dev'];
    other.distributions[0].domainName = 'dother.cloudfront.net';
    account.with(site, other, {
      distributions: [
        aForeigner(account, 'web.acme.dev'),
        aForeigner(account, 'dother.cloudfront.net', { id: 'EFOREIGN0000002' }),
      ],
    });
    const home = account.home();
    removed(account, home, site.entries);
    removed(account, home, other.entries, 'pr-2');
    const looked = await looking(account, { match: { allowTraffic: true } });
    expect(say(looked, site.distributions[0].id)).toBe('live (5)');
    expect(say(looked, other.distributions[0].id)).toBe('live (5)');
  });

  it('at its own domain is no use of it', async () => {
    const account = anAccount();
    const site = pr1(account);
    site.distributions[0].domainName = 'dself.cloudfront.net';
    site.distributions[0].origins = [{ id: 'default', domainName: 'dself.cloudfront.net' }];
    removed(account, account.with(site).home(), site.entries);
    const finding = (await looking(account)).of(site.distributions[0].id);
    expect([finding.row, finding.usedBy]).toEqual([11, []]);
  });

  it('that is an access point may lead to any bucket', async () => {
    const account = anAccount();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(bucket, {
      distributions: [
        aForeigner(account, 'mine-123456789012.s3-accesspoint.us-east-1.amazonaws.com'),
      ],
    });
    removed(account, account.home(), bucket.entries);
    expect(say(await looking(account), bucket.buckets[0].name)).toBe('unknown (7)');
  });
});

describe('row 5: where logs go', () => {
  const withLogs = (delivery: boolean) => {
    const account = anAccount();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [target] = bucket.buckets;
    target.logDelivery = delivery;
    const Bucket = `${target.name}.s3.amazonaws.com`;
    account.with(bucket, {
      distributions: [
        aForeigner(account, 'example.com', {
          config: { Logging: { Enabled: true, IncludeCookies: false, Bucket, Prefix: '' } },
        }),
      ],
    });
    removed(account, account.home(), bucket.entries);
    return { account, id: target.name };
  };

  it('the bucket into which a distribution writes its logs is in use', async () => {
    const { account, id } = withLogs(true);
    expect(say(await looking(account), id)).toBe('live (5)');
  });

  it('one whose ACL could not be read may be used by whoever that lets in', async () => {
    const { account, id } = withLogs(false);
    account.data.cloudfront.distributions = [];
    expect(say(await looking(account), id)).toBe('leftover certain (11)');
    account.data.faults = [{ kind: 'deny', operation: 'S3.GetBucketAcl' }];
    expect(say(await looking(account), id)).toBe('unknown (7)');
  });

  it('and one that a bucket whose logging could not be read may name', async () => {
    const { account, id } = withLogs(true);
    account.data.cloudfront.distributions = [];
    account.with({ buckets: [{ name: 'live-data', region: 'us-east-1' }] });
    const operation = 'S3.GetBucketLogging';
    expect(say(await withFault(account, { kind: 'deny', operation }), id)).toBe('unknown (7)');
  });

  it('and one that a configuration which could not be read may name', async () => {
    const { account, id } = withLogs(true);
    const operation = 'CloudFront.GetDistributionConfig';
    expect(say(await withFault(account, { kind: 'deny', operation }), id)).toBe('unknown (7)');
  });

  it('the target of another bucket’s access logs is in use', async () => {
    const { account, id } = withLogs(true);
    account.data.cloudfront.distributions = [];
    account.with({
      buckets: [{ name: 'live-data', region: 'us-east-1', logging: { bucket: id } }],
    });
    expect(say(await looking(account), id)).toBe('live (5)');
  });
});
