import { describe, expect, it } from 'vitest';
import type { EventSourceData, FunctionData } from 'simulated-aws';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { words } from './everything.ts';

const allow = { Sid: 'said', Effect: 'Allow', Action: 'lambda:InvokeFunction' };
const byUrl = { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } };
const viaUrl = { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } };
const distribution = (account: string) => ({
  ArnLike: { 'AWS:SourceArn': `arn:aws:cloudfront::${account}:distribution/EFRONT00000001` },
});

function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

type Begin = (lambda: FunctionData, account: AccountBuilder) => void;

/** A server of a removed stage, whose state listed these beside it. */
async function verdictWith(begin: Begin, recorded: readonly Partial<Entry>[] = []) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const server = aServer({ app: 'acme', stage: 'pr-1', at });
  const [lambda] = server.lambdas;
  begin(lambda, account);
  const more = recorded.map((entry, index): Entry => ({
    type: 'aws:lambda/permission:Permission',
    name: `more-${index}`,
    id: 'said',
    ...entry,
    outputs: { function: lambda.name, functionName: server.arn, ...entry.outputs },
  }));
  account
    .with(server)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [...server.entries, ...more])
    .remove(account.ago({ days: 60 }));
  return (await verdicts(account, { lambda: `us-east-1:${lambda.name}` }))['lambda'];
}

const queue = { id: '5a1f', region: 'us-east-1', source: 'arn:aws:sqs:us-east-1:1:orders' };
const feeds =
  (more: Partial<EventSourceData> = {}, ending = ''): Begin =>
  ({ name }, account) =>
    account.with({ eventSources: [{ ...queue, function: `${name}${ending}`, ...more }] });
const lets =
  (...statements: readonly object[]): Begin =>
  (lambda) => {
    lambda.policy = policyOf(...statements);
  };

const hasUrl =
  (age: { readonly days: number }, signIn: 'NONE' | 'AWS_IAM' = 'NONE'): Begin =>
  (lambda, account) => {
    lambda.functionUrl = signIn;
    lambda.functionUrlAt = account.ago(age);
  };

const certain = 'leftover certain (11)';
const unknown = 'unknown (8)';

describe('a function that its stage let go of, and that nothing called since', () => {
  it.each<readonly [string, Begin, string]>([
    ['a queue that feeds it', feeds(), unknown],
    ['a queue that is turned off', feeds({ state: 'Disabled' }), unknown],
    ['a queue that feeds its version 3', feeds({ qualifier: '3' }), unknown],
    ['a queue that feeds a function of a longer name', feeds({}, 'Other'), certain],
    ['a queue that no longer feeds it', feeds({ state: 'Deleting' }), certain],
    ['a URL of before that', hasUrl({ days: 90 }), certain],
    ['a URL of later on, for who signs in', hasUrl({ days: 59 }, 'AWS_IAM'), unknown],
    ['a rule', lets({ ...allow, Principal: { Service: 'events.amazonaws.com' } }), unknown],
    ['another account', lets({ ...allow, Principal: { AWS: 'arn:aws:iam::2:root' } }), unknown],
    ['everybody', lets({ ...allow, Principal: '*' }), unknown],
    ['a URL that no state lists', lets({ ...allow, Principal: '*', Condition: byUrl }), unknown],
    ['a ban', lets({ ...allow, Effect: 'Deny', Principal: '*' }), certain],
    [
      'a distribution of this account',
      lets({
        ...allow,
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: distribution('123456789012'),
      }),
      certain,
    ],
    [
      'a distribution of another account',
      lets({
        ...allow,
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: distribution('210987654321'),
      }),
      unknown,
    ],
    [
      'an alias',
      (lambda) => {
        lambda.aliases = [{ name: 'live', version: '$LATEST' }];
      },
      unknown,
    ],
  ])('and %s', async (_, begin, expected) => {
    expect(await verdictWith(begin)).toBe(expected);
  });

  it.each<readonly [string, Begin, Partial<Entry>]>([
    ['its statement', lets({ ...allow, Principal: { Service: 'events.amazonaws.com' } }), {}],
    [
      'its queue',
      feeds(),
      { type: 'aws:lambda/eventSourceMapping:EventSourceMapping', id: queue.id },
    ],
    [
      'its alias',
      (lambda) => {
        lambda.aliases = [{ name: 'Durable', version: '$LATEST' }];
      },
      {
        type: 'aws:lambda/alias:Alias',
        id: 'arn:aws:lambda:us-east-1:123456789012:function:f:Durable',
        outputs: { name: 'Durable' },
      },
    ],
    [
      'its URL',
      lets(
        { ...allow, Sid: 'FunctionURLAllowPublicAccess', Principal: '*', Condition: byUrl },
        { ...allow, Sid: 'FunctionURLAllowInvokeAction', Principal: '*', Condition: viaUrl },
      ),
      { type: 'aws:lambda/functionUrl:FunctionUrl', id: 'url' },
    ],
  ])('is certain where its last state lists %s', async (_, begin, entry) => {
    expect(await verdictWith(begin)).toBe(unknown);
    expect(await verdictWith(begin, [entry])).toBe(certain);
  });

  const alias: Partial<Entry> = { type: 'aws:lambda/alias:Alias', outputs: { name: 'Durable' } };
  const rule = policyOf({ ...allow, Principal: { Service: 'events.amazonaws.com' } });

  it.each<readonly [string, Begin, Partial<Entry>]>([
    [
      'a statement in its own policy',
      (lambda) => {
        lambda.aliases = [{ name: 'Durable', version: '$LATEST', policy: rule }];
      },
      {},
    ],
    [
      'a queue that feeds it',
      (lambda, account) => {
        lambda.aliases = [{ name: 'Durable', version: '$LATEST' }];
        const source = { ...queue, function: lambda.name, qualifier: 'Durable' };
        account.with({ eventSources: [source] });
      },
      { type: 'aws:lambda/eventSourceMapping:EventSourceMapping', id: queue.id },
    ],
  ])('is unknown where its recorded alias has %s, which none lists', async (_, begin, entry) => {
    expect(await verdictWith(begin, [alias])).toBe(unknown);
    expect(await verdictWith(begin, [alias, entry])).toBe(certain);
  });

  it.each([
    ['AWS_IAM', unknown],
    ['NONE', certain],
    [undefined, certain],
  ])('and whose URL is open, where its last state says %s, is %s', async (signIn, expected) => {
    const type = 'aws:lambda/functionUrl:FunctionUrl';
    const entry = { type, id: 'url', outputs: { authorizationType: signIn } };
    const opened = { ...allow, Sid: 'FunctionURLAllowPublicAccess', Principal: '*' };
    expect(await verdictWith(lets({ ...opened, Condition: byUrl }), [entry])).toBe(expected);
  });

  it('is unknown where another function’s statement is listed', async () => {
    const begin = lets({ ...allow, Principal: { Service: 'events.amazonaws.com' } });
    expect(await verdictWith(begin, [{ outputs: { function: 'other' } }])).toBe(unknown);
  });
});

describe('a URL of later on', () => {
  /** A server that its stage let go of 60 days ago, with a URL of 50 days ago. */
  function aServerWithUrl() {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const server = aServer({ app: 'acme', stage: 'pr-1', at });
    const [lambda] = server.lambdas;
    hasUrl({ days: 50 }, 'AWS_IAM')(lambda, account);
    const stage = account.with(server).home().stage('acme', 'pr-1').deploy(at, server.entries);
    return { account, stage, ids: { lambda: `us-east-1:${lambda.name}` } };
  }

  it('counts though the stage was removed still later', async () => {
    const { account, stage, ids } = aServerWithUrl();
    stage.deploy(account.ago({ days: 60 }), []).remove(account.ago({ days: 40 }));
    expect(await verdicts(account, ids)).toEqual({ lambda: unknown });
  });

  it('counts for a stage that is given up', async () => {
    const { account, ids } = aServerWithUrl();
    const abandon = [{ bucket: null, app: 'acme', stage: 'pr-1', update: null }];
    expect(await verdicts(account, ids, { match: { abandon } })).toEqual({ lambda: unknown });
  });
});

describe('a function that a killed deploy made', () => {
  async function made(begin: Begin): Promise<string> {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const server = aServer({ app: 'acme', stage: 'dev', at: later(start, 120) });
    const [lambda] = server.lambdas;
    begin(lambda, account);
    account
      .with(server)
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 50 }), [])
      .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 39 }) })
      .remove(account.ago({ days: 30 }));
    return (await verdicts(account, { lambda: `us-east-1:${lambda.name}` }))['lambda'] ?? '';
  }

  it.each<readonly [string, Begin, RegExp]>([
    ['its URL', lets({ ...allow, Principal: '*', Condition: byUrl }), /^leftover/],
    ['a rule', lets({ ...allow, Principal: { Service: 'events.amazonaws.com' } }), /^unknown/],
    ['a queue', feeds(), /^unknown/],
    ['a URL that was made after its stage was removed', hasUrl({ days: 29 }), /^unknown/],
    ['a URL that was made before', hasUrl({ days: 31 }), /^leftover/],
    ['everybody without its URL', lets({ ...allow, Principal: '*' }), /^unknown/],
    [
      'another account by its URL',
      lets({ ...allow, Principal: { AWS: 'arn:aws:iam::2:root' }, Condition: byUrl }),
      /^unknown/,
    ],
  ])('and that may be called by %s', async (_, begin, expected) => {
    expect(await made(begin)).toMatch(expected);
  });
});

it.each([
  ['listed', 'said', certain],
  ['did not list', 'other', unknown],
])('a function whose deleted stack %s who may call it', async (_, physicalId, expected) => {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const server = aServer({ app: 'acme', stage: 'pr-1', at });
  const [lambda] = server.lambdas;
  lambda.name = 'pr-1-acme-Site-Api1A2B3C4D-a1B2c3D4e5F6';
  lambda.policy = policyOf({ ...allow, Principal: { Service: 'events.amazonaws.com' } });
  const listed = (type: string, id: string) => ({
    logicalId: id.replaceAll('-', ''),
    physicalId: id,
    type,
    status: 'DELETE_COMPLETE',
  });
  account.with({
    lambdas: server.lambdas,
    stacks: [
      {
        name: 'pr-1-acme-Site',
        region: 'us-east-1',
        status: 'DELETE_COMPLETE',
        createdAt: at,
        deletedAt: account.ago({ days: 60 }),
        tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        resources: [
          listed('AWS::Lambda::Function', lambda.name),
          listed('AWS::Lambda::Permission', physicalId),
        ],
      },
    ],
  });
  expect((await verdicts(account, { id: `us-east-1:${lambda.name}` })).id).toBe(expected);
});

it.each(['S3.GetBucketNotificationConfiguration', 'Lambda.GetPolicy', 'Lambda.ListAliases'])(
  'what %s would tell is unknown where it is denied',
  async (operation) => {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
    const [server, uploads] = [aServer(place), aUserBucket(place)];
    account
      .with(server, uploads)
      .home()
      .stage('acme', 'pr-1')
      .deploy(place.at, [...server.entries, ...uploads.entries])
      .remove(account.ago({ days: 60 }));
    account.data.faults = [{ kind: 'deny', operation }];
    const id = operation.startsWith('S3')
      ? uploads.buckets[0].name
      : `us-east-1:${server.lambdas[0].name}`;
    expect(words(await verdicts(account, { id }))).toEqual({ id: 'unknown' });
  },
);
