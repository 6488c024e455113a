import { describe, expect, it } from 'vitest';
import type { BucketData, Fault, RoleData } from 'simulated-aws';
import { accountId, anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';

const certain = 'leftover certain (11)';

const replicating = (target: string, status = 'Enabled') =>
  `<ReplicationConfiguration><Role>arn:aws:iam::${accountId}:role/copies</Role><Rule><ID>all</ID><Priority>1</Priority><Filter/><Status>${status}</Status><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::${target}</Bucket></Destination></Rule></ReplicationConfiguration>`;

interface Story {
  readonly versioning?: BucketData['versioning'];
  readonly trusts?: RoleData['trusts'];
  /** XML of the other bucket's replication, into the one that its stage let go of. */
  readonly replication?: (target: string) => string;
  readonly fault?: Fault;
  readonly otherIs?: 'nobody’s' | 'left over too';
}

/** A bucket that its stage let go of in us-east-1, and another one in eu-west-1 beside it. */
async function told({
  versioning = 'Enabled',
  trusts = ['s3.amazonaws.com'],
  replication = replicating,
  fault,
  otherIs = 'nobody’s',
}: Story) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const target = buckets[0].name;
  if (versioning) buckets[0].versioning = versioning;
  const gone = aUserBucket({
    app: 'acme',
    stage: 'pr-1',
    component: 'Source',
    at,
    region: 'eu-west-1',
  });
  const [source] = gone.buckets;
  if (otherIs === 'nobody’s') Object.assign(source, { name: 'company-ledger', tags: {} });
  source.versioning = 'Enabled';
  source.configuration = { replication: replication(target) };
  account
    .with({ buckets: [...buckets, source], roles: [{ name: 'copies', trusts, createdAt: at }] })
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [...entries, ...gone.entries])
    .remove(account.ago({ days: 60 }));
  if (fault) account.data.faults = [fault];
  const looked = await looking(account);
  const asked = looked.inventory.calls.byOperation['S3.GetBucketReplication'] ?? 0;
  return { verdict: said(looked.of(target)), usedBy: looked.of(target).usedBy, asked };
}

describe('a bucket that its stage let go of', () => {
  it('is in use where a living bucket of another region is replicated into it', async () => {
    expect(await told({})).toMatchObject({
      verdict: 'live (5)',
      usedBy: ['s3-bucket:company-ledger'],
    });
  });

  it('is in use where that rule is turned off for now', async () => {
    const replication = (target: string) => replicating(target, 'Disabled');
    expect(await told({ replication })).toMatchObject({ verdict: 'live (5)' });
  });

  it('is in use where its versions are suspended for now', async () => {
    expect(await told({ versioning: 'Suspended' })).toMatchObject({ verdict: 'live (5)' });
  });

  it('goes after a bucket that is left over too, and replicated into it', async () => {
    expect(await told({ otherIs: 'left over too' })).toMatchObject({ verdict: certain });
  });

  it('is left over where others are replicated elsewhere', async () => {
    const replication = () => replicating('archive-of-acme');
    expect(await told({ replication })).toMatchObject({ verdict: certain });
  });

  it('is unknown where the replication of another one cannot be read', async () => {
    const fault: Fault = {
      kind: 'deny',
      operation: 'S3.GetBucketReplication',
      target: 'company-ledger',
    };
    expect(await told({ fault })).toMatchObject({ verdict: 'unknown (7)' });
  });

  it.each<[string, Story]>([
    ['it never kept versions', { versioning: null }],
    ['S3 may assume no role', { trusts: ['lambda.amazonaws.com'] }],
  ])('costs no call more where %s, since nothing can be replicated into it', async (_, story) => {
    const replication = () => replicating('archive-of-acme');
    expect(await told({ ...story, replication })).toMatchObject({ verdict: certain, asked: 0 });
  });

  it('costs one call for each other bucket where something can be', async () => {
    // The other one and the home.
    expect(await told({})).toMatchObject({ asked: 2 });
  });

  it.each<[string, Story]>([
    ['anybody may assume a role', { trusts: ['*'] }],
    ['roles cannot be listed', { trusts: [], fault: { kind: 'deny', operation: 'IAM.ListRoles' } }],
  ])('is in use also where %s', async (_, story) => {
    expect(await told(story)).toMatchObject({ verdict: 'live (5)' });
  });
});

describe('a bucket that its stage let go of, into which S3 writes reports about another one', () => {
  // Their destination must let S3 write (S3 user guide, "Configuring Amazon S3 Inventory", "Storage class analysis").
  it.each([
    ['inventories and analytics', 's3.amazonaws.com'],
    ['Storage Lens', 'storage-lens.s3.amazonaws.com'],
    ['access logs', 'logging.s3.amazonaws.com'],
    ['Batch Operations', 'batchoperations.s3.amazonaws.com'],
  ])('%s is shared by its policy', async (_, service) => {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
    const server = aServer({ app: 'acme', stage: 'prod', at });
    const { name } = buckets[0];
    buckets[0].policy = JSON.stringify({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 's3:PutObject',
          Resource: `arn:aws:s3:::${name}/*`,
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::company-ledger' } },
        },
      ],
    });
    account
      .with({ buckets }, server)
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, entries)
      .remove(account.ago({ days: 60 }));
    expect(said((await looking(account)).of(name))).toBe('unknown (8)');
  });
});
