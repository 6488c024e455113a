import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import type { AccountData } from 'simulated-aws';
import { cliCommand } from '../e2e/sst-sweep.ts';
import { awsCli } from './aws-cli.ts';
import type { AwsCli } from './aws-cli.ts';
import { describeWithPython } from './programs.ts';
import { startServer } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

const sites = 120;
const preview = { app: 'acme', stage: 'pr-0', at: '2026-10-01T08:00:00.000Z' };
const first = aSite(preview);
const [distribution] = first.distributions;
const [viewerRequest] = first.functions;
const signer = anEdgeSigner({ ...preview, versions: 3 });
const [edge] = signer.lambdas;
const bucket = 'acme-pr-0-uploadsbucket';

/** More distributions than a page has, and one of everything that the tool reads. */
function wideAccount(): AccountData {
  const account = anAccount();
  const at = account.ago({ days: 50 });
  const home = account.home('eu-west-1');
  for (let index = 0; index < sites; index += 1) {
    const { distributions } = aSite({ ...preview, stage: `pr-${index}` });
    account.with(index === 0 ? first : { distributions });
  }
  const objects = [
    { key: 'a.txt', at, body: 'first' },
    { key: 'a.txt', at: account.ago({ days: 2 }), body: 'second' },
    { key: 'b.txt', at, body: 'gone' },
    { key: 'b.txt', at: account.ago({ days: 1 }), deleteMarker: true },
  ];
  account.with(signer, aUserBucket(preview), {
    buckets: [{ name: bucket, region: 'us-east-1', versioning: 'Enabled', objects }],
    stacks: [{ name: 'dev-legacy-Site', region: 'us-east-1', status: 'CREATE_COMPLETE' }],
  });
  home
    .stage('acme', 'pr-0')
    .deploy(at, first.entries)
    .remove(account.ago({ days: 9 }));
  return account.data;
}

describeWithPython('the AWS CLI against sst-sweep simulate', () => {
  let server: ServerProcess;
  let aws: AwsCli;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-simulate-'));
    const file = join(folder, 'account.json');
    await writeFile(file, JSON.stringify(wideAccount()));
    server = await startServer({
      words: (port) => cliCommand(['simulate', '--port', `${port}`, '--account-file', file]),
      path: '/',
    });
    aws = awsCli(server.url);
  });
  afterAll(() => server.stop());

  it('lists more distributions than one page holds', async () => {
    interface Page {
      readonly DistributionList: {
        readonly Items: readonly { readonly Id: string }[];
        readonly IsTruncated?: boolean;
      };
    }
    const page = await aws.read<Page>('cloudfront', 'list-distributions', '--no-paginate');
    expect(page.DistributionList).toMatchObject({ IsTruncated: true });
    expect(page.DistributionList.Items).toHaveLength(100);
    const all = await aws.read<Page>('cloudfront', 'list-distributions');
    expect(new Set(all.DistributionList.Items.map(({ Id }) => Id)).size).toBe(sites);
  });

  it('lists a published function once for each of its stages', async () => {
    const { FunctionList: list } = await aws.read<{ FunctionList: { Items: readonly unknown[] } }>(
      'cloudfront',
      'list-functions',
    );
    expect(list.Items).toMatchObject([
      { Name: viewerRequest.name, FunctionMetadata: { Stage: 'DEVELOPMENT' } },
      { Name: viewerRequest.name, FunctionMetadata: { Stage: 'LIVE' } },
    ]);
  });

  it('lists buckets, and the versions and delete markers in one', async () => {
    const { Buckets: buckets } = await aws.read<{ Buckets: readonly { Name: string }[] }>(
      's3api',
      'list-buckets',
    );
    expect(buckets).toHaveLength(4);
    const listed = await aws.read('s3api', 'list-object-versions', '--bucket', bucket);
    expect(listed).toMatchObject({
      Versions: [
        { Key: 'a.txt', IsLatest: true },
        { Key: 'a.txt', IsLatest: false },
        { Key: 'b.txt', IsLatest: false },
      ],
      DeleteMarkers: [{ Key: 'b.txt', IsLatest: true }],
    });
  });

  it('lists Lambda functions and their versions', async () => {
    expect(await aws.read('lambda', 'list-functions')).toMatchObject({
      Functions: [{ FunctionName: edge.name }],
    });
    const words = ['lambda', 'list-versions-by-function', '--function-name', edge.name];
    const versions = ['$LATEST', '1', '2', '3'].map((Version) => ({ Version }));
    expect(await aws.read(...words)).toMatchObject({ Versions: versions });
  });

  it('lists stacks, parameters and tagged resources', async () => {
    expect(await aws.read('cloudformation', 'list-stacks')).toMatchObject({
      StackSummaries: [{ StackName: 'dev-legacy-Site', StackStatus: 'CREATE_COMPLETE' }],
    });
    const name = ['ssm', 'get-parameter', '--name', '/sst/bootstrap', '--region', 'eu-west-1'];
    const { Parameter: parameter } = await aws.read<{ Parameter: { Value: string } }>(...name);
    expect(JSON.parse(parameter.Value)).toMatchObject({
      state: expect.stringMatching(/^sst-state-/),
    });
    const { ResourceTagMappingList: rows } = await aws.read<{
      ResourceTagMappingList: readonly unknown[];
    }>('resourcegroupstaggingapi', 'get-resources', '--tag-filters', 'Key=sst:stage,Values=pr-0');
    // The site's distribution and asset bucket, the signer, the user's bucket.
    expect(rows).toHaveLength(4);
  });

  it('is refused the deletion of a distribution that is enabled', async () => {
    const { ETag: etag } = await aws.read<{ ETag: string }>(
      'cloudfront',
      'get-distribution',
      '--id',
      distribution.id,
    );
    const words = ['cloudfront', 'delete-distribution', '--id', distribution.id];
    expect(await aws.refusal(...words, '--if-match', etag)).toBe('DistributionNotDisabled');
    expect(await aws.refusal(...words, '--if-match', 'EWRONG')).toBe('PreconditionFailed');
    expect(await aws.refusal(...words)).toBe('InvalidIfMatchVersion');
  });

  it('is refused the deletion of a function that a distribution uses', async () => {
    const { ETag: etag } = await aws.read<{ ETag: string }>(
      'cloudfront',
      'describe-function',
      '--name',
      viewerRequest.name,
    );
    const words = ['cloudfront', 'delete-function', '--name', viewerRequest.name];
    expect(await aws.refusal(...words, '--if-match', etag)).toBe('FunctionInUse');
    expect(await aws.refusal(...words, '--if-match', 'EWRONG')).toBe('PreconditionFailed');
  });

  it('is refused the deletion of a bucket that is not empty', async () => {
    expect(await aws.refusal('s3api', 'delete-bucket', '--bucket', bucket)).toBe('BucketNotEmpty');
  });
});
