import { expect, it } from 'vitest';
import { restsOnUse, stageCommand } from '../../../src/advice/removal.ts';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';

/** A site that ten people ask for, and a failed remove after which so many of its entries stand. */
async function afterRemove(left: number) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const site = aSite({ app: 'acme', stage: 'dev', at });
  account
    .with(site)
    .home()
    .stage('acme', 'dev')
    .deploy(at, site.entries)
    .run({
      at: account.ago({ days: 30 }),
      command: 'remove',
      entries: site.entries.slice(0, left),
      errors: [{ urn: 'u', message: 'm' }],
    });
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/CloudFront',
    name: 'Requests',
    region: 'us-east-1',
    dimensions: { DistributionId: site.distributions[0]?.id ?? '', Region: 'Global' },
    points: [{ at: account.ago({ days: 1 }), value: 10 }],
  });
  const { stages } = await looking(account, { isInQuestion: restsOnUse });
  return stages.map((stage) => stageCommand(stage, stages) !== null);
}

it('a remove that took nothing out, as with a target or by mistake, shows no will', async () => {
  expect(await afterRemove(3)).toEqual([false]);
});

it('a few requests keep no stage of which a remove took most', async () => {
  expect(await afterRemove(1)).toEqual([true]);
});
