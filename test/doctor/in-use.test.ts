import { DeleteFunctionCommand, DescribeFunctionCommand } from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import type { AccountBuilder, HomeBuilder } from '../account/account.ts';
import { aSite } from '../account/sites.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import { causesOf, commandsOf, doctored, sceneOf } from './scenes.ts';

const place = { app: 'docs', region: 'us-east-1' };

function siteOf(account: AccountBuilder) {
  return aSite({ app: 'docs', stage: 'dev', component: 'Docs', at: account.ago({ days: 40 }) });
}

function inUseOutput(name: string): string {
  return sstOutput({
    path: 'Docs sst:aws:Nextjs → DocsCloudfrontFunctionRequest aws:cloudfront:Function',
    message: refused(`deleting CloudFront Function (${name})`, 'CloudFront: DeleteFunction', {
      code: 'FunctionInUse',
      text: `Cannot delete function ${name}, it is in use by 1 distributions.`,
    }),
  });
}

describe('what is in use', () => {
  const removal = async (account: AccountBuilder, home: HomeBuilder, inState: boolean) => {
    const site = siteOf(account);
    account.with({ distributions: site.distributions, functions: site.functions });
    const [fn, distribution] = site.entries;
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), site.entries.slice(0, 2))
      .remove(account.ago({ days: 9 }), {
        entries: inState ? [fn, distribution].filter((each) => each !== undefined) : [],
      });
    return site;
  };

  it('by a leftover distribution goes after that is swept', async () => {
    const { account, home } = sceneOf();
    const site = await removal(account, home, false);
    const [{ name }] = site.functions;
    const aws = createSimulatedAws(account.data);
    const { cloudfront } = clientsOf(aws);
    const remove = async () => {
      const { ETag } = await cloudfront.send(new DescribeFunctionCommand({ Name: name }));
      return refusalOf(cloudfront.send(new DeleteFunctionCommand({ Name: name, IfMatch: ETag })));
    };
    expect(await remove()).toBe('FunctionInUse 409');
    const answer = await doctored(aws, inUseOutput(name));
    expect(causesOf(answer)).toEqual(['used-by-leftover']);
    await carryOut(aws, commandsOf(answer)[0] ?? '', place);
    expect(await remove()).toBe('no refusal');
  });

  it('by a distribution that the same state still lists goes with sst remove', async () => {
    const { account, home } = sceneOf();
    const site = await removal(account, home, true);
    const aws = createSimulatedAws(account.data);
    const answer = await doctored(aws, inUseOutput(site.functions[0].name));
    expect(causesOf(answer)).toEqual(['own-user-stays']);
    await carryOut(aws, commandsOf(answer)[0] ?? '', place);
    expect(aws.snapshot().cloudfront?.distributions ?? []).toEqual([]);
  });

  it('by somebody else’s distribution is never swept', async () => {
    const { account } = sceneOf();
    const name = 'docs-dev-rewrite';
    account.with({
      distributions: [
        {
          id: 'E1FOREIGN00001',
          modifiedAt: account.ago({ days: 90 }),
          origins: [{ id: 'o', domainName: 'www.example.com' }],
          behaviors: [
            {
              originId: 'o',
              functions: [
                {
                  event: 'viewer-request',
                  arn: `arn:aws:cloudfront::123456789012:function/${name}`,
                },
              ],
            },
          ],
        },
      ],
    });
    const answer = await doctored(account, inUseOutput(name));
    expect(causesOf(answer)).toEqual(['used-by-live']);
    expect(commandsOf(answer).join()).not.toContain('sst-sweep sweep');
  });

  it('by what no list shows names no stage to run again where the output names none', async () => {
    const said =
      'deleting ElastiCache Subnet Group (shop-pr-2-redissubnetgroup-abcd): operation error ElastiCache: DeleteCacheSubnetGroup, https response error StatusCode: 400, RequestID: 1, CacheSubnetGroupInUse: Cache subnet group shop-pr-2-redissubnetgroup-abcd is currently in use by a cache cluster.';
    const answer = await doctored(sceneOf().account, said);
    expect(causesOf(answer)).toEqual(['still-attached']);
    expect(answer.json.errors[0]?.causes[0]?.after).toBe('Run what failed once more.');
  });
});
