import {
  CreateCachePolicyCommand,
  CreateDistributionCommand,
  CreateOriginAccessControlCommand,
} from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../account/checkpoint.ts';
import { createFunction } from './scene.ts';
import { createSimulatedAws } from 'simulated-aws';
import type { AccountBuilder } from '../account/account.ts';
import { addSettings } from '../account/settings.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf, type Clients } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import { causesOf, commandsOf, doctored, sceneOf } from './scenes.ts';

const place = { app: 'docs', region: 'us-east-1' };

interface Full {
  readonly code: string;
  readonly call: string;
  readonly path: string;
  /** Fills the quota; the first ids are those of the leftovers. */
  fill(account: AccountBuilder): { readonly entries: readonly Entry[] };
  create(clients: Clients): Promise<unknown>;
}

const under = [['sst:aws:Nextjs', 'Docs']] as const;
const two = (index: number) => String(index).padStart(3, '0');

const full: readonly Full[] = [
  {
    code: 'TooManyFunctions',
    call: 'CloudFront: CreateFunction',
    path: 'Docs sst:aws:Nextjs → DocsCloudfrontFunctionRequest aws:cloudfront:Function',
    fill(account) {
      const at = account.ago({ days: 40 });
      const name = (index: number) => `docs-x-Docs${two(index)}CloudfrontFunctionServerCfFunction`;
      // Two decoys are there already.
      const names = Array.from({ length: 98 }, (_, index) => name(index));
      account.with({
        functions: names.map((each) => ({ name: each, createdAt: at, modifiedAt: at })),
      });
      return {
        entries: names.map((id, index) => ({
          type: 'aws:cloudfront/function:Function',
          name: `Docs${two(index)}`,
          id,
          under,
          outputs: { name: id },
        })),
      };
    },
    create: createFunction('one-more'),
  },
  {
    code: 'TooManyOriginAccessControls',
    call: 'CloudFront: CreateOriginAccessControl',
    path: 'Docs sst:aws:Nextjs → DocsS3AccessControl.sst.aws.OriginAccessControl pulumi-nodejs:dynamic:Resource',
    fill(account) {
      const controls = Array.from({ length: 100 }, (_, index) => ({
        id: `E2CONTROL00${two(index)}`,
        name: `docs-x-Docs${two(index)}-bkmtoxcd-abcdef${two(index).slice(1)}`,
        description: 'Created by SST',
      }));
      addSettings(account, { originAccessControls: controls });
      return {
        entries: controls.map(({ id }, index) => ({
          type: 'pulumi-nodejs:dynamic:Resource',
          name: `Docs${two(index)}S3AccessControl.sst.aws.OriginAccessControl`,
          id,
          under,
        })),
      };
    },
    create: ({ cloudfront }) =>
      cloudfront.send(
        new CreateOriginAccessControlCommand({
          OriginAccessControlConfig: {
            Name: 'one-more',
            SigningProtocol: 'sigv4',
            SigningBehavior: 'always',
            OriginAccessControlOriginType: 's3',
          },
        }),
      ),
  },
  {
    code: 'TooManyDistributions',
    call: 'CloudFront: CreateDistribution',
    path: 'Docs sst:aws:Nextjs → DocsCdnDistribution aws:cloudfront:Distribution',
    fill(account) {
      const distributions = Array.from({ length: 500 }, (_, index) => ({
        id: `E1DISTRIBUTE${two(index)}`,
        modifiedAt: account.ago({ days: 40 }),
        origins: [{ id: 'o', domainName: 'placeholder.sst.dev' }],
        behaviors: [{ originId: 'o' }],
      }));
      account.with({ distributions });
      return {
        entries: distributions.map(({ id }, index) => ({
          type: 'aws:cloudfront/distribution:Distribution',
          name: `Docs${two(index)}CdnDistribution`,
          id,
          under,
        })),
      };
    },
    create: ({ cloudfront }) =>
      cloudfront.send(
        new CreateDistributionCommand({
          DistributionConfig: {
            CallerReference: 'one-more',
            Comment: '',
            Enabled: true,
            Origins: {
              Quantity: 1,
              Items: [
                {
                  Id: 'o',
                  DomainName: 'placeholder.sst.dev',
                  CustomOriginConfig: {
                    HTTPPort: 80,
                    HTTPSPort: 443,
                    OriginProtocolPolicy: 'https-only',
                  },
                },
              ],
            },
            DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
          },
        }),
      ),
  },
];

it.each(full.map((each) => [each.code, each] as const))(
  '%s: the leftovers among many live ones are named, and sweeping them is enough',
  async (code, { call, path, fill, create }) => {
    const { account, home } = sceneOf();
    const { entries } = fill(account);
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), entries.slice(0, 2))
      .remove(account.ago({ days: 9 }));
    home.stage('docs', 'many').deploy(account.ago({ days: 39 }), entries.slice(2));
    const aws = createSimulatedAws(account.data);
    const clients = clientsOf(aws);
    expect(await refusalOf(create(clients))).toBe(`${code} 400`);
    const message = refused('creating it', call, { status: 400, code, text: 'exceeded' });
    const answer = await doctored(aws, sstOutput({ path, message }));
    expect(causesOf(answer)[0]).toBe('leftovers');
    await carryOut(aws, commandsOf(answer)[0] ?? '', place);
    expect(await refusalOf(create(clients))).toBe('no refusal');
    const left = JSON.stringify(aws.snapshot().cloudfront);
    expect(entries.slice(2).filter(({ id }) => !left.includes(`"${id}"`))).toEqual([]);
    expect(entries.slice(0, 2).filter(({ id }) => left.includes(`"${id}"`))).toEqual([]);
  },
);

describe('a quota', () => {
  it('that is not full here is no cause here', async () => {
    const { account } = sceneOf();
    const answer = await doctored(
      createSimulatedAws(account.data),
      'TooManyCachePolicies: Too many cache policies',
    );
    expect(causesOf(answer)).toEqual([]);
    expect(JSON.stringify(answer)).toContain('there is room: 0 of 20 custom cache policies');
  });

  it('that leftovers fill is freed by sweeping them, and live ones stay', async () => {
    const { account, home } = sceneOf();
    const policies = Array.from({ length: 20 }, (_, index) => ({
      id: `11111111-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
      name: `DocsServerCachePolicy-1a2b3${String(index).padStart(2, '0')}`,
      comment: 'SST server response cache policy',
      modifiedAt: account.ago({ days: 40 }),
    }));
    addSettings(account, { cachePolicies: policies });
    const entry = (id: string) => ({
      type: 'aws:cloudfront/cachePolicy:CachePolicy',
      name: `Docs${id.slice(-2)}ServerCachePolicy`,
      id,
      under: [['sst:aws:Nextjs', 'Docs']] as const,
    });
    const [first, second, ...others] = policies;
    home
      .stage('docs', 'dev')
      .deploy(
        account.ago({ days: 40 }),
        [first, second].flatMap((each) => (each ? [entry(each.id)] : [])),
      )
      .remove(account.ago({ days: 9 }));
    home.stage('docs', 'many').deploy(
      account.ago({ days: 39 }),
      others.map(({ id }) => entry(id)),
    );
    const aws = createSimulatedAws(account.data);
    const create = () =>
      clientsOf(aws).cloudfront.send(
        new CreateCachePolicyCommand({ CachePolicyConfig: { Name: 'Next-1234567', MinTTL: 0 } }),
      );
    expect(await refusalOf(create())).toBe('TooManyCachePolicies 400');
    const answer = await doctored(
      aws,
      sstOutput({
        path: 'Docs sst:aws:Nextjs → DocsServerCachePolicy aws:cloudfront:CachePolicy',
        message: refused('creating CloudFront Cache Policy', 'CloudFront: CreateCachePolicy', {
          status: 400,
          code: 'TooManyCachePolicies',
          text: 'You have exceeded the limit for the number of cache policies.',
        }),
      }),
    );
    expect(causesOf(answer)).toEqual(['leftovers', 'idle-stages', 'live-use']);
    await carryOut(aws, commandsOf(answer)[0] ?? '', place);
    expect(await refusalOf(create())).toBe('no refusal');
    const left = (aws.snapshot().cloudfront?.cachePolicies ?? []).map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining(others.map(({ id }) => id)));
  });
});
