import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const partner = '9f1d1bb3e1d1c0ff'.repeat(4);

const cloudFront = { Principal: { Service: 'cloudfront.amazonaws.com' } };
const distribution = (account: string, id: string) => ({
  ...cloudFront,
  Condition: {
    StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${account}:distribution/${id}` },
  },
});

const identity = (id: string) => ({
  Principal: { AWS: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}` },
});

const policyEntry = (bucket: string, policy: string): Entry => ({
  type: 'aws:s3/bucketPolicy:BucketPolicy',
  name: 'Policy',
  id: bucket,
  outputs: { bucket, policy },
});

/** A bucket of a removed stage whose policy has this statement, as its last state says. */
function given(statement: Readonly<Record<string, unknown>>, recorded = {}) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const Resource = `arn:aws:s3:::${buckets[0].name}/*`;
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource };
  buckets[0].policy = JSON.stringify({ Statement: [{ ...allow, ...statement }] });
  account
    .with({ buckets })
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [
      ...entries.map((entry) => ({ ...entry, outputs: { ...entry.outputs, ...recorded } })),
      policyEntry(buckets[0].name, buckets[0].policy),
    ])
    .remove(account.ago({ days: 9 }));
  return { account, ids: { bucket: buckets[0].name } };
}

describe('a bucket that its stage let go of', () => {
  it.each([
    ['a distribution of another account', distribution('210987654321', 'EOTHER00000001')],
    ['any distribution of another account', distribution('210987654321', '*')],
    ['another account', { Principal: { AWS: 'arn:aws:iam::210987654321:root' } }],
    ['another account, by its number alone', { Principal: { AWS: '210987654321' } }],
    [
      'a role of another account beside one of this one',
      {
        Principal: {
          AWS: ['arn:aws:iam::123456789012:role/a', 'arn:aws:iam::210987654321:role/b'],
        },
      },
    ],
    [
      'what is made for another account',
      { ...cloudFront, Condition: { StringEquals: { 'AWS:SourceAccount': '210987654321' } } },
    ],
    [
      'this account and another one',
      {
        ...cloudFront,
        Condition: { StringEquals: { 'aws:SourceAccount': ['123456789012', '210987654321'] } },
      },
    ],
    [
      'principals of another account',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '210987654321' } } },
    ],
    [
      'an organization',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } } },
    ],
    ['an access identity that is not here', identity('E2QWRUHAPOMQZL')],
    ['a canonical user', { Principal: { CanonicalUser: 'a1'.repeat(32) } }],
    [
      'logs of another bucket',
      {
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::somebodys-bucket' } },
      },
    ],
    [
      'whoever knows a word',
      { Principal: '*', Condition: { StringLike: { 'aws:Referer': '1234567890123456' } } },
    ],
    [
      'whoever carries a tag',
      { Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'data' } } },
    ],
    ['this account as a whole', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }],
    ['this account, by its number alone', { Principal: { AWS: '123456789012' } }],
    [
      'a session of a role',
      { Principal: { AWS: 'arn:aws:sts::123456789012:assumed-role/Reporting/nightly' } },
    ],
    ['a role by its unique id', { Principal: { AWS: 'AROAEXAMPLEEXAMPLE123' } }],
    ['a service of another partition', { Principal: { Service: 's3.amazonaws.com.cn' } }],
    ['users of a provider', { Principal: { Federated: 'accounts.google.com' } }],
    [
      'nobody but a role, as all others are denied',
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/Reporting' },
      },
    ],
    [
      'an office’s addresses',
      { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    ],
  ])('is shared where its policy lets %s read it', async (_, statement) => {
    const { account, ids } = given(statement);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (8)' });
  });

  it.each([
    ['anybody read it, as a web site', { Principal: '*' }],
    ['a role of this account read it', { Principal: { AWS: 'arn:aws:iam::123456789012:role/a' } }],
    ['anybody read it, under a long number', { Principal: '*', Sid: '1234567890123456' }],
    ['a distribution read it that is gone', distribution('123456789012', 'EGONE000000001')],
  ])('is a leftover where its policy lets %s', async (_, statement) => {
    const { account, ids } = given(statement);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'leftover certain (11)' });
  });

  it('is a leftover where its policy lets an identity of this account read it, which goes after it', async () => {
    const { account, ids } = given(identity('E2QWRUHAPOMQZL'));
    account.data.cloudfront.originAccessIdentities = [
      { id: 'E2QWRUHAPOMQZL', comment: 'Created by SST' },
    ];
    const looked = await looking(account);
    expect(said(looked.of(ids.bucket))).toBe('leftover certain (11)');
    expect(looked.of('E2QWRUHAPOMQZL').usedBy).toEqual([`s3-bucket:${ids.bucket}`]);
  });

  it('is a leftover where its policy denies another account', async () => {
    const { account, ids } = given({ Effect: 'Deny', Principal: { AWS: '210987654321' } });
    expect(await verdicts(account, ids)).toEqual({ bucket: 'leftover certain (11)' });
  });

  it('is used where its policy lets a living distribution of this account read it', async () => {
    const { account, ids } = given(distribution('123456789012', 'EFOREIGN000001'));
    account.with({
      distributions: [{ id: 'EFOREIGN000001', origins: [{ domainName: 'origin.example.com' }] }],
    });
    expect(await verdicts(account, ids)).toEqual({ bucket: 'live (5)' });
  });

  it('is unknown where its policy names a role, and roles could not be listed', async () => {
    const { account, ids } = given({ Principal: { AWS: 'arn:aws:iam::123456789012:role/a' } });
    account.data.faults = [{ kind: 'deny', operation: 'IAM.ListRoles' }];
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (8)' });
  });

  it('is unknown where its policy could not be read', async () => {
    const { account, ids } = given({ Principal: '*' });
    account.data.faults = [{ kind: 'deny', operation: 'S3.GetBucketPolicy', target: ids.bucket }];
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (7)' });
  });
});

/** A bucket of a removed stage in whose ACL this grant stands. */
function granting(type: string, grantee: string, permission: string, acl = 'public-read') {
  const { account, ids } = given({ Principal: '*' }, { acl });
  const [bucket] = account.data.s3.buckets.filter(({ name }) => name === ids.bucket);
  const attributes = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"`;
  const grants = [
    `<Grant><Grantee ${attributes}>${grantee}</Grantee><Permission>${permission}</Permission></Grant>`,
    `<Grant><Grantee ${attributes.replace(type, 'CanonicalUser')}><ID>owner</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>`,
  ];
  if (!bucket) throw new Error('the account lost its bucket');
  bucket.configuration = {
    acl: `<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList>${grants.join('')}</AccessControlList></AccessControlPolicy>`,
  };
  return { account, ids };
}

describe('a bucket that its stage let go of, by its ACL', () => {
  const group = (name: string) => `<URI>http://acs.amazonaws.com/groups/${name}</URI>`;
  const shared = { bucket: 'unknown (8)' };
  const certain = { bucket: 'leftover certain (11)' };
  const cloudFront = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

  it.each([
    ['another account reads', 'CanonicalUser', `<ID>${partner}</ID>`, 'READ', shared],
    ['everybody writes', 'Group', group('global/AllUsers'), 'WRITE', shared],
    ['whoever signs in reads', 'Group', group('global/AuthenticatedUsers'), 'READ', shared],
    ['everybody reads', 'Group', group('global/AllUsers'), 'READ', certain],
    ['S3 writes logs', 'Group', group('s3/LogDelivery'), 'WRITE', certain],
    ['CloudFront writes logs', 'CanonicalUser', `<ID>${cloudFront}</ID>`, 'FULL_CONTROL', certain],
  ])('that %s', async (_, type, grantee, permission, expected) => {
    const { account, ids } = granting(type, grantee, permission);
    expect(await verdicts(account, ids)).toEqual(expected);
  });
});

describe('a bucket that its stage let go of, by its ACL', () => {
  const everybody = '<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>';

  it('that everybody reads, and was private by its last state', async () => {
    const { account, ids } = granting('Group', everybody, 'READ', 'private');
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (8)' });
  });
});

describe('a bucket that is called like a host', () => {
  async function verdictOf(name: string, resolving: readonly string[]) {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
    buckets[0].name = name;
    account
      .with({ buckets })
      .home()
      .stage('acme', 'pr-1')
      .deploy(
        at,
        entries.map((entry) => ({ ...entry, id: name, outputs: { bucket: name } })),
      )
      .remove(account.ago({ days: 9 }));
    return (await verdicts(account, { bucket: name }, { resolving })).bucket;
  }

  it.each([
    ['downloads.acme.com', ['downloads.acme.com'], 'unknown (8)'],
    ['downloads.acme.com', ['acme.com'], 'leftover certain (11)'],
    // No host has such a name, whatever a resolver answers.
    ['downloads-acme', ['downloads-acme'], 'leftover certain (11)'],
    ['backup.2024', ['backup.2024'], 'leftover certain (11)'],
    ['my-.backup', ['my-.backup'], 'leftover certain (11)'],
  ])('%s, where %j resolve, is %s', async (name, resolving, expected) => {
    expect(await verdictOf(name, resolving)).toBe(expected);
  });
});
