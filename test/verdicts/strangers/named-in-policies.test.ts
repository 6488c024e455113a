import type { AccountData, Fault } from 'simulated-aws';
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
async function told(identities: (names: Names) => Partial<Iam>, faults: readonly Fault[] = []) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const user = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const server = aServer({ app: 'acme', stage: 'pr-1', component: 'Api', at });
  const names = { bucket: user.buckets[0].name, server: server.lambdas[0].name };
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
  account.data.faults = [...faults];
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

  it('is left over where only a role that may be left over itself names it', async () => {
    const { bucket } = await told(({ bucket: name }) => ({
      roles: [
        {
          ...inline(`acme-pr-1-TaskRole-${tailOf('task')}`, `arn:aws:s3:::${name}`),
          trusts: ['ecs-tasks.amazonaws.com'],
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    }));
    expect(bucket).toBe(certain);
  });

  it('is unknown where policies cannot be read, unless its use is seen', async () => {
    const { bucket, server, gaps } = await told(
      () => ({}),
      [{ kind: 'deny', operation: 'IAM.GetAccountAuthorizationDetails' }],
    );
    expect(bucket).toBe('unknown (7)');
    expect(server).toBe(certain);
    expect(gaps).toEqual(['iam:GetAccountAuthorizationDetails']);
  });
});
