import type { AccountData, Fault, FunctionData } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { accountId, anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { tailOf } from '../../account/names.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';

const certain = 'leftover certain (11)';

type Iam = NonNullable<AccountData['iam']>;

interface Names {
  readonly bucket: string;
  readonly server: string;
}

const allows = (...resources: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resources }],
});

/** A bucket and a function that their stage let go of, beside identities that are not SST's. */
async function told(
  identities: (names: Names) => Partial<Iam>,
  given: { readonly faults?: readonly Fault[]; readonly ownRoleNames?: 'the bucket' } = {},
) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const user = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const server = aServer({ app: 'acme', stage: 'pr-1', component: 'Api', at });
  const names = { bucket: user.buckets[0].name, server: server.lambdas[0].name };
  // A policy of another name would be one that no state lists.
  if (given.ownRoleNames)
    Object.assign(server.roles[0], {
      inlinePolicies: { inline: allows(`arn:aws:s3:::${names.bucket}/*`) },
    });
  account
    .with(user, server)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [...user.entries, ...server.entries])
    .remove(account.ago({ days: 60 }));
  const { roles = [], ...others } = identities(names);
  account.data.iam = {
    ...account.data.iam,
    ...others,
    roles: [...(account.data.iam?.roles ?? []), ...roles],
  };
  account.data.faults = [...(given.faults ?? [])];
  const looked = await looking(account);
  return {
    bucket: said(looked.of(names.bucket)),
    server: said(looked.of(`us-east-1:${names.server}`)),
    evidence: looked.of(names.bucket).evidence.map(({ detail }) => detail),
    gaps: looked.inventory.gaps.map(({ operation }) => operation),
  };
}

const inline = (name: string, ...resources: readonly string[]) => ({
  name,
  inlinePolicies: { all: allows(...resources) },
});

describe('what a stage let go of', () => {
  it('is left over where no policy names it', async () => {
    const { bucket, server } = await told(() => ({
      roles: [{ ...inline('etl', 'arn:aws:s3:::lake/*'), trusts: ['glue.amazonaws.com'] }],
      users: [inline('legacy', 'arn:aws:s3:::acme-*')],
    }));
    expect({ bucket, server }).toEqual({ bucket: certain, server: certain });
  });

  it('is in use where a role that is not SST’s may use it', async () => {
    const { bucket, server, evidence } = await told(({ bucket: name }) => ({
      roles: [{ ...inline('etl', `arn:aws:s3:::${name}/*`), trusts: ['glue.amazonaws.com'] }],
    }));
    expect(bucket).toBe('live (5)');
    expect(server).toBe(certain);
    expect(evidence).toContain(
      'iam-role:etl names it in its policies, and that is a resource that is not SST’s.',
    );
  });

  it('is in use where a state machine’s role may call a function', async () => {
    const { server } = await told(({ server: name }) => ({
      roles: [
        {
          ...inline('machine', `arn:aws:lambda:us-east-1:${accountId}:function:${name}`),
          trusts: ['states.amazonaws.com'],
        },
      ],
    }));
    expect(server).toBe('live (5)');
  });

  it('is in use where a user or a group may use it', async () => {
    const byUser = await told(({ bucket }) => ({
      users: [inline('legacy', `arn:aws:s3:::${bucket}`)],
    }));
    expect(byUser.bucket).toBe('live (5)');
    const byGroup = await told(({ bucket }) => ({
      groups: [inline('data', `arn:aws:s3:::${bucket}`)],
    }));
    expect(byGroup.bucket).toBe('live (5)');
  });

  it('is in use where a policy of the account that is attached to a role names it', async () => {
    const policy = ({ bucket }: Names) => ({
      name: 'reads-uploads',
      document: allows(`arn:aws:s3:::${bucket}`),
    });
    const arn = `arn:aws:iam::${accountId}:policy/reads-uploads`;
    const attached = await told((names) => ({
      policies: [policy(names)],
      roles: [{ name: 'etl', trusts: ['ec2.amazonaws.com'], attachedPolicies: [arn] }],
    }));
    expect(attached.bucket).toBe('live (5)');
    const unattached = await told((names) => ({ policies: [policy(names)] }));
    expect(unattached.bucket).toBe(certain);
  });

  it('is unknown where the document of a policy that is attached to a role is missing', async () => {
    const arn = `arn:aws:iam::${accountId}:policy/lost`;
    const { bucket, gaps } = await told(() => ({
      roles: [{ name: 'etl', trusts: ['ec2.amazonaws.com'], attachedPolicies: [arn] }],
    }));
    expect(bucket).toBe('unknown (7)');
    expect(gaps).toEqual(['iam:GetAccountAuthorizationDetails']);
  });

  it('is left over where only a role names it that is left over as well', async () => {
    const { bucket } = await told(() => ({}), { ownRoleNames: 'the bucket' });
    expect(bucket).toBe(certain);
  });

  it('is unknown where a role of SST’s names it that may be in use', async () => {
    const { bucket, evidence } = await told(({ bucket: name }) => ({
      roles: [
        {
          ...inline(`acme-pr-1-TaskRole-${tailOf('task')}`, `arn:aws:s3:::${name}`),
          createdAt: '2026-11-01T00:00:00.000Z',
          lastUsedAt: '2026-11-22T11:00:00.000Z',
          trusts: ['ecs-tasks.amazonaws.com'],
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    }));
    expect(bucket).toBe('unknown (5)');
    expect(evidence[0]).toContain(
      'names it in its policies, and that is a resource that is unknown.',
    );
  });

  it.each([
    ['without its tail', 'acme-pr-1-uploadsbucket-*', 'unknown (5)'],
    ['of any stage', 'acme-*-uploadsbucket-*', 'unknown (5)'],
    ['with other letters', 'acme-pr-1-uploadsbucket-????????', 'unknown (5)'],
    ['of another stage', 'acme-pr-2-uploadsbucket-*', certain],
    ['of the whole stage', 'acme-pr-1-*', certain],
    ['of the whole app', 'acme-*', certain],
    ['of everything', '*', certain],
  ])('is named %s by a role that is not SST’s', async (_, pattern, verdict) => {
    const { bucket } = await told(() => ({
      roles: [{ ...inline('etl', `arn:aws:s3:::${pattern}/*`), trusts: ['glue.amazonaws.com'] }],
    }));
    expect(bucket).toBe(verdict);
  });

  it('is unknown where a role names it and roles cannot be listed', async () => {
    const deny: Fault = { kind: 'deny', operation: 'IAM.ListRoles' };
    const named = await told(
      ({ bucket, server }) => ({
        roles: [
          {
            ...inline('etl', `arn:aws:s3:::${bucket}`, `arn:aws:lambda:*:*:function:${server}`),
            trusts: ['states.amazonaws.com'],
          },
        ],
      }),
      { faults: [deny] },
    );
    expect(named).toMatchObject({ bucket: 'unknown (5)', server: 'unknown (5)' });
    expect(named.evidence[0]).toContain('and that is a role that could not be listed.');
    const alone = await told(() => ({}), { faults: [deny] });
    expect(alone).toMatchObject({ bucket: certain });
    const byUser = await told(
      ({ bucket }) => ({ users: [inline('legacy', `arn:aws:s3:::${bucket}`)] }),
      {
        faults: [deny],
      },
    );
    expect(byUser.bucket).toBe('live (5)');
  });

  it('is unknown where policies cannot be read, unless its use is seen', async () => {
    const { bucket, server, gaps } = await told(() => ({}), {
      faults: [{ kind: 'deny', operation: 'IAM.GetAccountAuthorizationDetails' }],
    });
    expect(bucket).toBe('unknown (7)');
    expect(server).toBe(certain);
    expect(gaps).toEqual(['iam:GetAccountAuthorizationDetails']);
  });

  it('is in use by a function of a region that somebody turned on and only a policy names', async () => {
    const elsewhere = (arns: readonly string[]) => {
      const account = anAccount();
      const at = account.ago({ days: 90 });
      const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'pr-1', at });
      const report: FunctionData = {
        name: 'report',
        region: 'eu-south-1',
        modifiedAt: at,
        environment: { BUCKET: buckets[0].name },
      };
      const role = {
        ...inline('report-role', ...arns),
        createdAt: at,
        trusts: ['lambda.amazonaws.com'],
      };
      account.with({ buckets, lambdas: [report], roles: [role] });
      account
        .home()
        .stage('acme', 'pr-1')
        .deploy(at, entries)
        .remove(account.ago({ days: 60 }));
      return looking(account).then((looked) => said(looked.of(buckets[0].name)));
    };
    const logs = (owner: string) =>
      `arn:aws:logs:eu-south-1:${owner}:log-group:/aws/lambda/report:*`;
    expect(await elsewhere([logs(accountId)])).toBe('live (5)');
    // Nothing of this account points there.
    expect(await elsewhere([logs('999999999999')])).toBe(certain);
  });
});
