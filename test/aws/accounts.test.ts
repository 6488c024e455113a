import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createSimulatedOrganization, virtualClock, type MemberData } from 'simulated-aws';
import { openAccounts } from '../../src/aws/accounts.ts';
import { UserError } from '../../src/model/errors.ts';
import { asMember, callersAccount, emptyAccount, sweeper } from '../account/organization.ts';

const member = '222222222222';

async function anOrganization(...members: readonly MemberData[]) {
  const data = emptyAccount(callersAccount);
  const clock = virtualClock({ start: new Date(data.now) });
  const organization = createSimulatedOrganization([{ data }, ...members], { clock });
  const caller = await openAccounts({
    env: {},
    clock,
    signal: new AbortController().signal,
    region: 'us-east-1',
    requestHandler: organization.handler,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    simulated: true,
  });
  return { caller, clock, organization };
}

const roleOf = (id: string, externalId: string | null = null) => ({
  account: id,
  arn: `arn:aws:iam::${id}:role/${sweeper}`,
  externalId,
  sessionName: 'sst-sweep',
});

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'let in';
}

describe('a role in another account', () => {
  it('leads into exactly the account that was asked for, in a session that says whose it is', async () => {
    const { caller } = await anOrganization(asMember(emptyAccount(member)));
    const session = await caller.assume(roleOf(member));
    expect(session.account).toBe(member);
    expect(caller.session.account).toBe(callersAccount);
  });

  it('that leads to another account is refused before anything is read there', async () => {
    const other = '333333333333';
    const { caller, organization } = await anOrganization(
      asMember(emptyAccount(member), { leadsTo: other }),
      asMember(emptyAccount(other)),
    );
    expect(await refusalOf(caller.assume(roleOf(member)))).toBe(
      `ROLE_LEADS_ELSEWHERE: The role arn:aws:iam::${member}:role/${sweeper} leads to account ${other}, and not to ${member}.`,
    );
    expect(organization.account(other).requests.map(({ operation }) => operation)).toEqual([
      'STS.GetCallerIdentity',
    ]);
  });

  it('gives its external id, without which it is refused', async () => {
    const { caller } = await anOrganization(asMember(emptyAccount(member), { externalId: 'ours' }));
    expect(await refusalOf(caller.assume(roleOf(member)))).toMatch(/^ROLE_REFUSED: /);
    expect(await refusalOf(caller.assume(roleOf(member, 'ours')))).toBe('let in');
  });

  it('is assumed once for all clients, and again before its keys end', async () => {
    const { caller, clock, organization } = await anOrganization(asMember(emptyAccount(member)));
    const session = await caller.assume(roleOf(member));
    const list = () => session.clients.s3('us-east-1').send(new ListBucketsCommand({}));
    await Promise.all([list(), list(), list()]);
    const times = () =>
      organization.management.requests.filter(({ operation }) => operation === 'STS.AssumeRole')
        .length;
    expect(times()).toBe(1);
    await clock.advance(55 * 60_000);
    await list();
    expect(times()).toBe(2);
  });
});

describe('the accounts of an organization', () => {
  it('are read to the last page, without those that are closed', async () => {
    const ids = Array.from({ length: 45 }, (_, index) => String(200_000_000_000 + index));
    const { caller } = await anOrganization(
      ...ids.map((id, index) =>
        asMember(emptyAccount(id), index === 7 ? { status: 'SUSPENDED' } : {}),
      ),
    );
    const listed = await caller.listOrganization(null);
    expect(listed.map(({ id }) => id)).toEqual([
      callersAccount,
      ...ids.filter((_, index) => index !== 7),
    ]);
  });

  it('may be those below one organizational unit', async () => {
    const { caller } = await anOrganization(
      asMember(emptyAccount(member), { parent: 'ou-ab12-cdef3456' }),
    );
    const listed = await caller.listOrganization('ou-ab12-cdef3456');
    expect(listed.map(({ id }) => id)).toEqual([member]);
  });

  it('that cannot be read are an error, and no empty list', async () => {
    const { caller, organization } = await anOrganization();
    organization.management.setFaults([{ kind: 'deny', operation: 'Organizations.*' }]);
    expect(await refusalOf(caller.listOrganization(null))).toMatch(/^ORGANIZATION_UNREAD: /);
  });
});
