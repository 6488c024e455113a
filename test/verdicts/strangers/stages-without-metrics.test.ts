import { restsOnUse } from '../../../src/advice/removal.ts';
import { describe, expect, it } from 'vitest';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { commandText } from '../../../src/text/command-text.ts';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, type LookingOptions } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket, type AwsParts } from '../../account/sites.ts';

const place = { app: 'acme', stage: 'blue' };
const removal = ['sst remove --stage blue'];

/** A stage that was deployed 200 days ago and left alone, and what is printed for it. */
function idle(parts: readonly AwsParts[], entries: readonly Entry[], account = anAccount()) {
  account
    .with(...parts)
    .home()
    .stage('acme', 'blue')
    .deploy(madeIn(account), entries);
  return printed(account);
}

function madeIn(account: AccountBuilder): string {
  return account.ago({ days: 200 });
}

async function printed(account: AccountBuilder, options: LookingOptions = {}) {
  const { stages, takenAt } = await looking(account, { isInQuestion: restsOnUse, ...options });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  return stages.flatMap((stage) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
  );
}

describe('no command removes an idle stage', () => {
  it.each([
    ['aws:ecs/service:Service', 'acme-blue-Api'],
    ['aws:lb/loadBalancer:LoadBalancer', 'acme-blue-ApiLoadBalancer'],
    ['aws:rds/cluster:Cluster', 'acme-blue-dbcluster'],
    ['aws:dynamodb/table:Table', 'acme-blue-OrdersTable'],
    ['aws:cognito/userPool:UserPool', 'us-east-1_abc'],
    ['aws:sqs/queue:Queue', 'https://sqs.us-east-1.amazonaws.com/123456789012/acme-blue-Jobs'],
    ['cloudflare:index/workerScript:WorkerScript', 'acme-blue-worker'],
  ])('of which a %s is all that it has', async (type, id) => {
    expect(await idle([], [{ type, name: 'Thing', id }])).toEqual([]);
  });

  it.each([
    ['app.acme.example', ['app.acme.example'], []],
    ['*.acme.example', [], []],
    ['gone.acme.example', [], removal],
  ])('that stands by under %s', async (alias, resolving, commands) => {
    const account = anAccount();
    const site = aSite({ ...place, at: madeIn(account) });
    const distribution = { ...site.distributions[0], aliases: [alias] };
    account.with({ ...site, distributions: [distribution] });
    account.home().stage('acme', 'blue').deploy(madeIn(account), site.entries);
    expect(await printed(account, { resolving })).toEqual(commands);
  });

  it.each([
    [
      'aws:iam/openIdConnectProvider:OpenIdConnectProvider',
      'arn:aws:iam::123456789012:oidc-provider/t',
    ],
    ['aws:iam/user:User', 'legacy'],
    ['aws:route53/record:Record', 'Z1_mail.acme.example_MX'],
    ['aws:ssm/parameter:Parameter', '/shared/url'],
    ['aws:lambda/layerVersion:LayerVersion', 'arn:aws:lambda:us-east-1:123456789012:layer:l:1'],
    ['aws:cloudfront/publicKey:PublicKey', 'K1'],
    ['aws:cloudwatch/metricAlarm:MetricAlarm', 'errors'],
    ['aws:scheduler/schedule:Schedule', 'yearly'],
  ])('that made a %s by hand', async (type, id) => {
    expect(await idle([], [{ type, name: 'Thing', id }])).toEqual([]);
  });

  it.each<[string, object]>([
    ['everybody', { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }],
    [
      'another account',
      { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 's3:GetObject' },
    ],
  ])('whose bucket may be read by %s', async (_, statement) => {
    const account = anAccount();
    const uploads = aUserBucket({ ...place, at: madeIn(account) });
    const [bucket] = uploads.buckets;
    const Resource = `arn:aws:s3:::${bucket.name}/*`;
    bucket.policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...statement, Resource }],
    });
    expect(await idle([uploads], uploads.entries, account)).toEqual([]);
  });

  it.each(['S3.GetBucketPolicy', 'S3.GetBucketAcl', 'S3.ListAccessPoints'])(
    'whose readers are not known, since %s is denied',
    async (operation) => {
      const account = anAccount();
      const uploads = aUserBucket({ ...place, at: madeIn(account) });
      account.data.faults = [{ kind: 'deny', operation }];
      expect(await idle([uploads], uploads.entries, account)).toEqual([]);
    },
  );

  it('of which a tag asks to keep something', async () => {
    const account = anAccount();
    const uploads = aUserBucket({ ...place, at: madeIn(account) });
    Object.assign(uploads.buckets[0].tags ?? {}, { DoNotDelete: 'true' });
    expect(await idle([uploads], uploads.entries, account)).toEqual([]);
  });

  it('whose bucket was written into yesterday', async () => {
    const account = anAccount();
    const uploads = aUserBucket({ ...place, at: madeIn(account) });
    uploads.buckets[0].objects?.push({ key: 'new.pdf', at: account.ago({ days: 1 }), body: 'x' });
    expect(await idle([uploads], uploads.entries, account)).toEqual([]);
  });

  it('whose bucket could not be looked into', async () => {
    const account = anAccount();
    const uploads = aUserBucket({ ...place, at: madeIn(account) });
    account.data.faults = [
      { kind: 'deny', operation: 'S3.ListObjectVersions', target: uploads.buckets[0].name },
    ];
    expect(await idle([uploads], uploads.entries, account)).toEqual([]);
  });

  it('under whose role a task ran today', async () => {
    const account = anAccount();
    const { roles, entries } = aServer({ ...place, component: 'Task', at: madeIn(account) });
    const lastUsedAt = account.ago({ hours: 3 });
    const role = { ...roles[0], trusts: ['ecs-tasks.amazonaws.com'], lastUsedAt };
    expect(await idle([{ roles: [role] }], [entries[1]], account)).toEqual([]);
  });
});

describe('a command removes a stage', () => {
  it('whose last deploy alone wrote into its bucket', async () => {
    const account = anAccount();
    const at = account.ago({ days: 2 });
    const uploads = aUserBucket({ ...place, at });
    account.with(uploads).home().stage('acme', 'blue').deploy(at, uploads.entries);
    expect(await printed(account)).toEqual(removal);
  });

  it('of a site that has a queue and a table for itself', async () => {
    const account = anAccount();
    const site = aSite({ ...place, at: madeIn(account) });
    const under = [['sst:aws:Nextjs', 'Web']] as const;
    const own: readonly Entry[] = [
      { type: 'aws:sqs/queue:Queue', name: 'WebRevalidationEventsQueue', id: 'q', under },
      { type: 'aws:dynamodb/table:Table', name: 'WebRevalidationTable', id: 't', under },
    ];
    expect(await idle([site], [...site.entries, ...own], account)).toEqual(removal);
  });

  it('under whose role only a function ran, which is counted itself', async () => {
    const account = anAccount();
    const server = aServer({ ...place, at: madeIn(account) });
    const role = { ...server.roles[0], lastUsedAt: account.ago({ days: 3 }) };
    expect(await idle([{ ...server, roles: [role] }], server.entries, account)).toEqual(removal);
  });

  it('with a database, where somebody began to remove it', async () => {
    const account = anAccount();
    const entries = [{ type: 'aws:rds/cluster:Cluster', name: 'Db', id: 'acme-blue-db' }];
    const gone = aSite({ ...place, at: madeIn(account) });
    const errors = [{ urn: 'u', message: 'm' }];
    // Its distribution is there still, so that its history is read.
    account
      .with({ distributions: gone.distributions })
      .home()
      .stage('acme', 'blue')
      .deploy(madeIn(account), [...entries, ...gone.entries])
      .run({ at: account.ago({ days: 3 }), command: 'remove', entries, errors });
    expect(await printed(account)).toContain('sst remove --stage blue');
  });
});
