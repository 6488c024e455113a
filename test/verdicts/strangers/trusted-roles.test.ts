import { describe, expect, it } from 'vitest';
import { match } from '../../../src/match/match.ts';
import { trustedBy } from '../../../src/sst/trust.ts';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aServer } from '../../account/servers.ts';
import { looking, plainOptions, said } from '../../account/looking.ts';
import { later } from '../../account/stage.ts';
import { trustPolicy } from '../../account/trust.ts';
import { verdicts } from '../traps/telling.ts';

const vendor = 'arn:aws:iam::210987654321:root';

/** A server of a removed stage; its role trusts these now, and the state says whom it trusted. */
async function roleOf(trusts: readonly string[], recorded: string | null): Promise<string> {
  return roleWith(trusts, recorded === null ? undefined : trustPolicy(recorded));
}

async function roleWith(
  trusts: readonly string[] | string,
  recorded: string | undefined,
): Promise<string> {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const server = aServer({ app: 'acme', stage: 'pr-1', at });
  const [role] = server.roles;
  if (typeof trusts === 'string') role.trustPolicy = trusts;
  else role.trusts = [...trusts];
  const entries = server.entries.map((entry): Entry =>
    entry.id === role.name
      ? {
          ...entry,
          outputs: {
            ...entry.outputs,
            assumeRolePolicy: recorded,
          },
        }
      : entry,
  );
  account
    .with(server)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  return (await verdicts(account, { role: role.name }))['role'] ?? '';
}

describe('a role that its stage let go of', () => {
  it('is a leftover while it trusts whom it trusted', async () => {
    expect(await roleOf(['lambda.amazonaws.com'], 'lambda.amazonaws.com')).toBe(
      'leftover certain (11)',
    );
  });

  it.each([vendor, 'ecs-tasks.amazonaws.com', '*'])('is unknown once it trusts %s', async (who) => {
    const trusts = ['lambda.amazonaws.com', who];
    expect(await roleOf(trusts, 'lambda.amazonaws.com')).toBe('unknown (8)');
  });

  it.each([
    ['edgelambda.amazonaws.com', 'leftover certain (11)'],
    [vendor, 'unknown (8)'],
  ])('where no state says whom it trusted, and it trusts %s, is %s', async (who, expected) => {
    expect(await roleOf([who], null)).toBe(expected);
  });
});

const allow = { Effect: 'Allow', Action: 'sts:AssumeRole' };
const provider = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const subject = 'token.actions.githubusercontent.com:sub';
const pipeline = (condition: object | undefined, more: readonly object[] = []) =>
  JSON.stringify({
    Statement: [{ ...allow, Principal: { Federated: provider }, Condition: condition }, ...more],
  });
const repository = (name: string | readonly string[]) =>
  pipeline({ StringLike: { [subject]: name } });

describe('a role that its stage let go of, and that pipelines of a repository may assume', () => {
  const recorded = repository('repo:acme/app:*');
  const ban = {
    Effect: 'Deny',
    Principal: '*',
    Condition: { Bool: { 'aws:ViaAWSService': true } },
  };

  it.each([
    ['the same', recorded, recorded],
    ['the same in brackets', repository(['repo:acme/app:*']), recorded],
    [
      'the same in another case of the key',
      pipeline({ StringLike: { [subject.toUpperCase()]: 'repo:acme/app:*' } }),
      recorded,
    ],
    ['the same two in another order', repository(['b', 'a']), repository(['a', 'b'])],
    ['the same with the same ban', pipeline(undefined, [ban]), pipeline({}, [ban])],
  ])('is certain while they are %s', async (_, policy, before) => {
    expect(await roleWith(policy, before)).toBe('leftover certain (11)');
  });

  it.each([
    ['those of another one', repository('repo:acme/infra:*'), recorded],
    ['those of one more', repository(['repo:acme/app:*', 'repo:acme/infra:*']), recorded],
    ['those of any', pipeline(undefined), recorded],
    [
      'told by another rule',
      pipeline({ StringEquals: { [subject]: 'repo:acme/app:*' } }),
      recorded,
    ],
    ['no longer forbidden', pipeline(undefined), pipeline(undefined, [ban])],
  ])('is unknown once they are %s', async (_, policy, before) => {
    expect(await roleWith(policy, before)).toBe('unknown (8)');
  });

  it('is a leftover where no state says more, and a service may assume it under a condition', async () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
    const service = { ...allow, Principal: { Service: 'lambda.amazonaws.com' }, Condition };
    expect(await roleWith(JSON.stringify({ Statement: service }), undefined)).toBe(
      'leftover certain (11)',
    );
  });

  it('is unknown where no state says more, whatever service a condition names', async () => {
    const condition = { StringEquals: { one: 'x.amazonaws.com', other: 'y.amazonaws.com' } };
    expect(await roleWith(pipeline(condition), undefined)).toBe('unknown (8)');
  });
});

describe('whom a trust policy lets assume a role', () => {
  it.each([
    [{ ...allow, Principal: { Service: 'lambda.amazonaws.com' } }, ['lambda.amazonaws.com']],
    [{ ...allow, Principal: { AWS: [vendor, '*'] } }, ['*', vendor]],
    [{ ...allow, Principal: '*' }, ['*']],
    [{ ...allow, Principal: { AWS: '210987654321' } }, [vendor]],
    [
      { ...allow, Principal: '*', Condition: { Bool: { b: true }, ArnLike: { A: ['Y', 'X'] } } },
      ['* if {"arnlike":{"a":["X","Y"]},"bool":{"b":"true"}}'],
    ],
    [{ ...allow, NotPrincipal: { AWS: vendor } }, ['*']],
    [{ ...allow, Effect: 'Deny', Principal: '*' }, []],
  ])('%j', (statement, expected) => {
    const policy = JSON.stringify({ Statement: statement });
    expect(trustedBy(policy)).toEqual(expected);
    expect(trustedBy(encodeURIComponent(policy))).toEqual(expected);
  });

  it('is not known where it is no policy', () => {
    expect(['', 'none', '[]', '%'].map(trustedBy)).toEqual([null, null, null, null]);
  });

  it('may be anybody where it could not be read', async () => {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const server = aServer({ app: 'acme', stage: 'pr-1', at });
    account
      .with(server)
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, server.entries)
      .remove(account.ago({ days: 60 }));
    const { inventory } = await looking(account);
    const resources = inventory.resources.map((each) =>
      each.kind === 'iam-role' ? { ...each, trusts: null } : each,
    );
    const { findings } = match({ ...inventory, resources }, plainOptions);
    const role = findings.find(({ kind }) => kind === 'iam-role');
    expect(role && said(role)).toBe('unknown (8)');
  });
});

describe('a role that a killed deploy seems to have made', () => {
  it.each([
    ['lambda.amazonaws.com', /^leftover/],
    [vendor, /^unknown/],
  ])('that trusts %s', async (who, expected) => {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const server = aServer({ app: 'acme', stage: 'dev', at: later(start, 120) });
    const [role] = server.roles;
    role.trusts = [who];
    account
      .with(server)
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 50 }), [])
      .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 39 }) })
      .remove(account.ago({ days: 30 }));
    expect((await verdicts(account, { role: role.name }))['role']).toMatch(expected);
  });
});
