import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { aSite, aUserBucket } from '../account/sites.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import { functionOutput } from './scene.ts';
import { functionScenes } from './scenes-of-functions.ts';
import { otherScenes } from './scenes-of-other-names.ts';
import { settingScenes } from './scenes-of-settings.ts';
import { causesOf, commandsOf, decoys, doctored, functionNames, sceneOf } from './scenes.ts';

describe('a name that is taken', () => {
  it.each(
    [...functionScenes, ...settingScenes, ...otherScenes].map(
      (scene) => [scene.says, scene] as const,
    ),
  )('%s', async (_says, scene) => {
    const { account, home } = sceneOf();
    scene.prepare(account, home);
    const aws = createSimulatedAws(account.data);
    const clients = clientsOf(aws);
    expect(await refusalOf(scene.create(clients))).toBe(scene.code);
    const answer = await doctored(aws, scene.output);
    expect(answer.json.errors).toHaveLength(1);
    expect(answer.json.errors[0]?.error.code).toBe(
      scene.code.replace(/^(Entity\w+)Exception/, '$1').split(' ')[0],
    );
    expect(causesOf(answer)[0]).toBe(scene.cause);
    const text = commandsOf(answer)[scene.pick ?? 0] ?? '';
    await carryOut(aws, text, { app: 'docs', region: 'us-east-1' });
    expect(await refusalOf(scene.create(clients))).toBe('no refusal');
    expect(functionNames(aws)).toEqual(expect.arrayContaining(decoys));
    expect(text).not.toMatch(/production|mine|DECOY/);
  });

  it('where somebody else owns the bucket name, only another name helps', async () => {
    const { account } = sceneOf();
    account.with({
      buckets: [{ name: 'acme-uploads', region: 'us-east-1', owner: '999999999999' }],
    });
    const answer = await doctored(
      account,
      sstOutput({
        path: 'Uploads sst:aws:Bucket → UploadsBucket aws:s3:Bucket',
        message: refused('creating S3 Bucket (acme-uploads)', 'S3: CreateBucket', {
          code: 'BucketAlreadyExists',
          text: 'The requested bucket name is not available.',
        }),
      }),
    );
    expect(causesOf(answer)).toEqual(['bucket-of-somebody-else']);
    expect(commandsOf(answer)).toEqual([]);
    expect(answer.json.errors[0]?.causes[0]?.do[0]?.note).toContain('no sweep, remove or unlock');
  });

  it('a bucket that is left over may be imported with its data, as well as swept', async () => {
    const { account, home } = sceneOf();
    const at = account.ago({ days: 90 });
    const { buckets, entries } = aUserBucket({ app: 'docs', stage: 'prod', at });
    const [{ name }] = buckets;
    account.with({ buckets });
    home
      .stage('docs', 'prod')
      .deploy(at, entries)
      .remove(account.ago({ days: 40 }));
    const answer = await doctored(
      account,
      sstOutput({
        stage: 'prod',
        path: 'Uploads sst:aws:Bucket → UploadsBucket aws:s3:BucketV2',
        message: `creating S3 Bucket (${name}): BucketAlreadyExists: provider=aws@6.66.2`,
      }),
    );
    const says = answer.json.errors[0]?.causes[0]?.do.map(({ text }) => text) ?? [];
    expect(says).toContain(`opts.import = "${name}"`);
    expect(says.join()).toContain('sst-sweep sweep');
  });

  it('what is not SST’s is named as such, and no command touches it', async () => {
    const { account } = sceneOf();
    const answer = await doctored(
      account,
      sstOutput({
        path: 'Rewrite aws:cloudfront:Function',
        message: refused(
          'creating CloudFront Function (docs-dev-rewrite)',
          'CloudFront: CreateFunction',
          {
            code: 'FunctionAlreadyExists',
            text: 'taken',
          },
        ),
      }),
    );
    expect(causesOf(answer)).toEqual(['foreign']);
    expect(commandsOf(answer)).toEqual([]);
  });

  it('where nothing in the account holds the name, only its shape is blamed', async () => {
    const { account } = sceneOf();
    const answer = await doctored(account, functionOutput);
    expect(causesOf(answer)).toEqual(['names-without-hash']);
    expect(answer.json.errors[0]?.ruledOut.map(({ code }) => code)).toContain('leftover');
    expect(answer.json.errors[0]?.next.join(' ')).toContain('123456789012');
  });
});

describe('an alias that is taken', () => {
  const outputOf = (what: string) =>
    sstOutput({
      path: 'Docs sst:aws:Nextjs → DocsCdnDistribution aws:cloudfront:Distribution',
      message: refused(what, 'CloudFront: CreateDistribution', {
        code: 'CNAMEAlreadyExists',
        text: 'One or more of the CNAMEs you provided are already associated with a different resource.',
      }),
    });
  const output = outputOf('creating CloudFront Distribution');

  it('which the output does not name is only guessed at, and said to be a guess', async () => {
    const { account, home } = sceneOf();
    const at = account.ago({ days: 40 });
    const site = aSite({ app: 'docs', stage: 'dev', component: 'Docs', at });
    site.distributions[0].aliases = ['dev.docs.example'];
    account.with({ distributions: site.distributions, functions: site.functions });
    home
      .stage('docs', 'dev')
      .deploy(at, site.entries.slice(0, 2))
      .remove(account.ago({ days: 9 }));
    const answer = await doctored(account, output);
    expect(answer.json.errors[0]?.causes[0]?.title).toMatch(/^If dev\.docs\.example is the alias:/);
  });

  it('which nothing in the account has leads to another account, where its name is known', async () => {
    const answer = await doctored(
      sceneOf().account,
      outputOf('creating CloudFront Distribution (docs.example)'),
    );
    expect(causesOf(answer)).toEqual([]);
    const next = answer.json.errors[0]?.next.join(' ');
    expect(next).toContain('another account');
    expect(next).toContain('list-conflicting-aliases');
  });

  it('which nothing names is asked for, and no other account is blamed', async () => {
    const answer = await doctored(sceneOf().account, output);
    expect(causesOf(answer)).toEqual([]);
    const next = answer.json.errors[0]?.next.join(' ');
    expect(next).toContain('type the host name behind the code');
    expect(next).not.toContain('another account');
  });
});
