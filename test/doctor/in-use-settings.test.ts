import { expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import type { AccountBuilder } from '../account/account.ts';
import type { Entry } from '../account/checkpoint.ts';
import { siteSettings } from '../account/settings.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { refused, sstOutput } from './outputs.ts';
import { causesOf, commandsOf, doctored, sceneOf } from './scenes.ts';
import { sstRemove } from './sst.ts';

const dev = { app: 'docs', stage: 'dev', region: 'us-east-1' };

interface Used {
  readonly code: string;
  readonly call: string;
  readonly path: string;
  /** Puts one of a stage, and what uses it, into the account: [the user, the used]. */
  prepare(account: AccountBuilder, stage: string): readonly [user: Entry, used: Entry];
}

/** A distribution that names a setting of its stage. */
function usedSetting(index: number): Used['prepare'] {
  return (account, stage) => {
    const at = account.ago({ days: 40 });
    const { settings, entries, use } = siteSettings({ app: 'docs', stage, component: 'Docs', at });
    const id = `E1DIST${stage.toUpperCase().slice(0, 8).padEnd(8, '0')}`;
    const tags = { 'sst:app': 'docs', 'sst:stage': stage };
    account.with({ settings, distributions: [{ id, modifiedAt: at, tags, ...use }] });
    const used = entries[index];
    if (!used) throw new Error('There is no such setting.');
    return [
      {
        type: 'aws:cloudfront/distribution:Distribution',
        name: 'DocsCdnDistribution',
        id,
        under: [['sst:aws:Nextjs', 'Docs']],
      },
      used,
    ];
  };
}

/** A function that reads a key-value store. */
const usedStore: Used['prepare'] = (account, stage) => {
  const at = account.ago({ days: 40 });
  const id = `0d0e0f00-0000-4000-8000-${stage.padEnd(12, '0').replaceAll(/[^0-9a-f]/g, '1')}`;
  const name = `docs-${stage}-DocsKvStore-bkmtoxcd`;
  const reader = `docs-${stage}-DocsCloudfrontFunctionRequest-bkmtoxcd`;
  account.with({
    keyValueStores: [{ name, id, modifiedAt: at }],
    functions: [
      {
        name: reader,
        createdAt: at,
        modifiedAt: at,
        stores: [`arn:aws:cloudfront::123456789012:key-value-store/${id}`],
      },
    ],
  });
  const under = [['sst:aws:Nextjs', 'Docs']] as const;
  return [
    {
      type: 'aws:cloudfront/function:Function',
      name: 'DocsCloudfrontFunctionRequest',
      id: reader,
      under,
      outputs: { name: reader },
    },
    {
      type: 'aws:cloudfront/keyValueStore:KeyValueStore',
      name: 'DocsKvStore',
      id: name,
      under,
      outputs: { name, arn: `arn:aws:cloudfront::123456789012:key-value-store/${id}` },
    },
  ];
};

const used: readonly Used[] = [
  {
    code: 'CachePolicyInUse',
    call: 'CloudFront: DeleteCachePolicy',
    path: 'Docs sst:aws:Nextjs → DocsServerCachePolicy aws:cloudfront:CachePolicy',
    prepare: usedSetting(2),
  },
  {
    code: 'OriginRequestPolicyInUse',
    call: 'CloudFront: DeleteOriginRequestPolicy',
    path: 'DocsForwarding aws:cloudfront:OriginRequestPolicy',
    prepare: usedSetting(3),
  },
  {
    code: 'ResponseHeadersPolicyInUse',
    call: 'CloudFront: DeleteResponseHeadersPolicy',
    path: 'DocsSecurity aws:cloudfront:ResponseHeadersPolicy',
    prepare: usedSetting(4),
  },
  {
    code: 'CloudFrontOriginAccessIdentityInUse',
    call: 'CloudFront: DeleteCloudFrontOriginAccessIdentity',
    path: 'Docs sst:aws:Nextjs → DocsIdentity aws:cloudfront:OriginAccessIdentity',
    prepare: usedSetting(1),
  },
  {
    code: 'OriginAccessControlInUse',
    call: 'CloudFront: DeleteOriginAccessControl',
    path: 'Docs sst:aws:Nextjs → DocsS3AccessControl.sst.aws.OriginAccessControl pulumi-nodejs:dynamic:Resource',
    prepare: usedSetting(0),
  },
  {
    code: 'CannotDeleteEntityWhileInUse',
    call: 'CloudFront: DeleteKeyValueStore',
    path: 'Docs sst:aws:Nextjs → DocsKvStore aws:cloudfront:KeyValueStore',
    prepare: usedStore,
  },
];

function isThere(aws: SimulatedAws, id: string | undefined): boolean {
  return JSON.stringify(aws.snapshot().cloudfront).includes(`"${id}"`);
}

it.each(used.map((each) => [each.code, each] as const))(
  '%s: sweeping the leftover that uses it lets sst remove go on',
  async (code, { call, path, prepare }) => {
    const { account, home } = sceneOf();
    const [user, target] = prepare(account, 'dev');
    const decoys = [...prepare(account, 'preview'), ...prepare(account, 'mine')];
    home.stage('docs', 'preview').deploy(account.ago({ days: 39 }), decoys.slice(0, 2));
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), [user, target])
      .deploy(account.ago({ days: 20 }), [target])
      .remove(account.ago({ days: 9 }), {
        entries: [target],
        errors: [{ message: `${code}: it is in use` }],
      });
    const aws = createSimulatedAws(account.data);
    expect(await refusalOf(sstRemove(aws, dev))).toBe(`${code} 409`);
    const message = refused(`deleting it (${target.id})`, call, { code, text: 'in use' });
    const answer = await doctored(aws, sstOutput({ path, message }));
    expect(causesOf(answer)[0]).toBe('used-by-leftover');
    await carryOut(aws, commandsOf(answer)[0] ?? '', dev);
    expect(isThere(aws, user.id)).toBe(false);
    await carryOut(aws, answer.json.errors[0]?.causes[0]?.after ?? '', dev);
    expect(isThere(aws, target.id)).toBe(false);
    expect(decoys.filter(({ id }) => !isThere(aws, id))).toEqual([]);
  },
);
