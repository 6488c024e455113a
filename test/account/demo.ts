import type { AccountBuilder, HomeBuilder } from './account.ts';
import { anAccount } from './account.ts';
import { leftState } from './left-state.ts';
import { sharedRouter } from './demo-router.ts';
import { aServer, lambdaLogs } from './servers.ts';
import { type AwsParts, aSite, aUserBucket, anEdgeSigner } from './sites.ts';

/**
 * The account of `--demo` (`fixtures/accounts/demo.json` is made from it by `npm run fixtures`): two
 * apps of today and one of SST v2; live, removed, busy, retained and failed stages; a shared Router,
 * Lambda@Edge, and things of other people's that look like SST's.
 */
export function demoAccount(): AccountBuilder {
  const account = anAccount();
  const acme = account.home('eu-west-1');
  const docs = account.home('us-east-1');
  liveStages(account, acme, docs);
  sharedRouter(account, acme);
  removedPreviews(account, acme);
  troubledPreviews(account, acme);
  oldNames(account, docs);
  versionTwo(account);
  account.with(lookAlikes(account));
  return account;
}

function liveStages(account: AccountBuilder, acme: HomeBuilder, docs: HomeBuilder): void {
  const at = account.ago({ days: 200 });
  const web = aSite({ app: 'acme', stage: 'production', at, region: 'eu-west-1' });
  const signer = anEdgeSigner({ app: 'acme', stage: 'production', at, versions: 2 });
  const uploads = aUserBucket({
    app: 'acme',
    stage: 'production',
    at,
    region: 'eu-west-1',
    retained: true,
  });
  associate(web, signer.versionArn);
  account.with(web, signer, uploads);
  acme
    .stage('acme', 'production')
    .deploy(at, [...web.entries, ...signer.entries, ...uploads.entries]);
  for (const stage of ['pr-101', 'pr-104', 'production'])
    leftState(account, acme, { app: 'acme', stage, at: account.ago({ days: 12 }) });
  const site = aSite({ app: 'docs', stage: 'production', component: 'Docs', at });
  account.with(site);
  docs.stage('docs', 'production').deploy(at, site.entries);
}

function removedPreviews(account: AccountBuilder, home: HomeBuilder): void {
  const at = account.ago({ days: 40 });
  const plain = aSite({ app: 'acme', stage: 'pr-101', at, region: 'eu-west-1' });
  const kept = aUserBucket({
    app: 'acme',
    stage: 'pr-101',
    at,
    region: 'eu-west-1',
    retained: true,
  });
  const edge = aSite({ app: 'acme', stage: 'pr-102', at, region: 'eu-west-1' });
  const signer = anEdgeSigner({ app: 'acme', stage: 'pr-102', at, versions: 3 });
  associate(edge, signer.versionArn);
  // AWS writes what replicas log where they ran, and no state knows of it.
  const replicaLogs = lambdaLogs(signer.lambdas[0].name, {
    region: 'eu-west-1',
    at: account.ago({ days: 39 }),
    replicasOf: 'us-east-1',
  });
  const server = aServer({
    app: 'acme',
    stage: 'pr-101',
    component: 'Web',
    word: 'WebServerEuwest1',
    type: 'sst:aws:Nextjs',
    at,
    region: 'eu-west-1',
  });
  const answering = aSite({ app: 'acme', stage: 'pr-106', at, region: 'eu-west-1' });
  account.with(server, { logGroups: [replicaLogs] });
  account.with(plain, kept, edge, signer, answering, {
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: answering.distributions[0].id, Region: 'Global' },
        points: [{ at: account.ago({ hours: 20 }), value: 48_211 }],
      },
    ],
  });
  home
    .stage('acme', 'pr-101')
    .deploy(at, [...plain.entries, ...server.entries, ...kept.entries])
    .remove(account.ago({ days: 9 }));
  home
    .stage('acme', 'pr-102')
    .deploy(at, [...edge.entries, ...signer.entries])
    .remove(account.ago({ days: 8 }));
  home
    .stage('acme', 'pr-106')
    .deploy(at, answering.entries)
    .remove(account.ago({ days: 8, hours: 3 }));
}

function troubledPreviews(account: AccountBuilder, home: HomeBuilder): void {
  const at = account.ago({ days: 35 });
  const failed = aSite({ app: 'acme', stage: 'pr-103', at, region: 'eu-west-1' });
  const again = aSite({ app: 'acme', stage: 'pr-107', at, region: 'eu-west-1' });
  const broken = {
    app: 'acme',
    stage: 'pr-105',
    at: account.ago({ days: 6 }),
    region: 'eu-west-1',
  };
  const killed = aSite(broken);
  // The killed deploy made it too, but somebody has written into it since.
  const exports = aUserBucket({ ...broken, component: 'Exports' });
  exports.buckets[0].objects?.push({ key: 'export.csv', at: account.ago({ days: 2 }), body: 'id' });
  account.with(
    { distributions: failed.distributions, functions: failed.functions },
    again,
    killed,
    exports,
  );
  home
    .stage('acme', 'pr-103')
    .deploy(at, failed.entries)
    .remove(account.ago({ days: 7 }), {
      entries: failed.entries.slice(0, 2),
      errors: [
        {
          urn: 'urn',
          message: 'FunctionInUse: Cannot delete function, it is in use by 1 distributions.',
        },
      ],
    });
  home
    .stage('acme', 'pr-105')
    .deploy(account.ago({ days: 30 }), [])
    .run({
      at: account.ago({ days: 6, minutes: 1 }),
      entries: [],
      completed: false,
      unlockedAt: account.ago({ days: 5 }),
    })
    .remove(account.ago({ days: 4 }));
  home
    .stage('acme', 'pr-107')
    .deploy(at, again.entries)
    .remove(account.ago({ days: 5 }))
    .run({ at: account.ago({ minutes: 3 }), completed: false });
}

/** SST before 3.8.0 made names without a tail: the deploy of today trips over the leftover of last spring. */
function oldNames(account: AccountBuilder, home: HomeBuilder): void {
  const name = 'docs-dev-DocsCloudfrontFunctionServerCfFunction';
  const bucket = aUserBucket({ app: 'docs', stage: 'dev', at: account.ago({ days: 300 }) });
  account.with(bucket, {
    functions: [
      {
        name,
        comment: 'Docs viewer request',
        createdAt: account.ago({ days: 210 }),
        modifiedAt: account.ago({ days: 210 }),
      },
    ],
  });
  home
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 300 }), bucket.entries, { version: '3.7.15', firstPush: null })
    .deploy(account.ago({ days: 2 }), bucket.entries, {
      version: '3.7.15',
      errors: [
        {
          urn: 'urn:pulumi:dev::docs::sst:aws:Nextjs$aws:cloudfront/function:Function::DocsCloudfrontFunctionServerCfFunction',
          message: `creating CloudFront Function (${name}): operation error CloudFront: CreateFunction, https response error StatusCode: 409, FunctionAlreadyExists: A Function with the same name already exists in this account.`,
        },
      ],
    });
}

function versionTwo(account: AccountBuilder): void {
  account.with(stackOf(account, 'dev', null), stackOf(account, 'pr-9', account.ago({ days: 20 })));
}

function stackOf(account: AccountBuilder, stage: string, deletedAt: string | null): AwsParts {
  const at = account.ago({ days: 400 });
  const tags = { 'sst:app': 'legacy', 'sst:stage': stage };
  const bucket = `${stage}-legacy-site-sites3bucket-1a2b3c`;
  const id = stage === 'dev' ? 'E2V2LIVE00001' : 'E2V2GONE00001';
  const status = deletedAt ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE';
  return {
    distributions: [
      {
        id,
        comment: `${stage} legacy site`,
        modifiedAt: at,
        origins: [{ id: 's3', domainName: `${bucket}.s3.eu-west-1.amazonaws.com` }],
        behaviors: [{ originId: 's3' }],
        tags,
      },
    ],
    buckets: [
      {
        name: bucket,
        region: 'eu-west-1',
        createdAt: at,
        tags,
        objects: deletedAt ? [] : [{ key: 'index.html', at, body: '<h1>legacy</h1>' }],
      },
    ],
    stacks: [
      {
        name: `${stage}-legacy-Site`,
        region: 'eu-west-1',
        status: deletedAt ? 'DELETE_COMPLETE' : 'UPDATE_COMPLETE',
        createdAt: account.ago({ days: 401 }),
        ...(deletedAt ? { deletedAt } : {}),
        tags,
        resources: [
          {
            logicalId: 'SiteDistribution1F2E',
            physicalId: id,
            type: 'AWS::CloudFront::Distribution',
            status,
          },
          {
            logicalId: 'SiteS3Bucket95976C42',
            physicalId: bucket,
            type: 'AWS::S3::Bucket',
            status,
          },
        ],
      },
    ],
  };
}

function lookAlikes(account: AccountBuilder): AwsParts {
  const at = account.ago({ days: 500 });
  return {
    functions: [
      { name: 'security-headers', createdAt: at, modifiedAt: at },
      { name: 'acme-production-redirect', createdAt: at, modifiedAt: at },
      { name: 'MyRewrite-1a2b3c4', createdAt: at, modifiedAt: at },
    ],
    distributions: [
      {
        id: 'E1NOTOFSST001',
        comment: 'marketing',
        modifiedAt: at,
        origins: [{ id: 'o', domainName: 'placeholder.sst.dev' }],
        behaviors: [
          {
            originId: 'o',
            functions: [
              {
                event: 'viewer-response',
                arn: 'arn:aws:cloudfront::123456789012:function/security-headers',
              },
            ],
          },
        ],
      },
    ],
    buckets: [
      {
        name: 'sst-state-backup',
        region: 'us-east-1',
        createdAt: at,
        objects: [{ key: 'notes.txt', at, body: 'not a home' }],
      },
      {
        name: 'acme-data-lake',
        region: 'eu-west-1',
        createdAt: at,
        versioning: 'Enabled',
        objects: [{ key: 'a.parquet', at, body: 'data' }],
      },
    ],
  };
}

function associate(site: ReturnType<typeof aSite>, versionArn: string): void {
  const [behavior] = site.distributions[0].behaviors ?? [];
  if (behavior) behavior.lambdas = [{ event: 'origin-request', arn: versionArn }];
}
