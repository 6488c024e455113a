import { describe, expect, it } from 'vitest';
import { restsOnUse, stageCommand } from '../../../src/advice/removal.ts';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { aStore, keysIn, reads } from '../../account/stores.ts';

const place = { app: 'docs', stage: 'acme' };

/** Whether a command removes the idle stage, and the signs against it. */
async function removable(account: AccountBuilder) {
  const { stages } = await looking(account, { isInQuestion: restsOnUse });
  const stage = stages.find((each) => each.app === place.app && each.stage === place.stage);
  if (!stage) throw new Error('No such stage.');
  return {
    command: stageCommand(stage, stages) !== null,
    signs: [...new Set(stage.use?.map(({ code }) => code))],
  };
}

describe('a site behind the Router of another stage', () => {
  function routed(store: 'of another' | 'its own') {
    const account = anAccount();
    const home = account.home();
    const at = account.ago({ days: 200 });
    const app = store === 'its own' ? place : { app: 'infra', stage: 'shared' };
    const router = aSite({ ...app, component: 'Router', at });
    const keys = aStore({ ...app, component: 'Router', type: 'sst:aws:Router', at });
    reads(router, keys, 'both');
    const site = aSite({ ...place, component: 'Docs', at });
    account.with(router, keys, { buckets: [site.buckets[0]] });
    const written = keysIn(keys.arn, {
      component: 'Docs',
      under: [['sst:aws:StaticSite', 'Docs']],
      entries: { metadata: JSON.stringify({ s3: { domain: site.buckets[0].name } }) },
    });
    const bucket = site.entries.filter(({ id }) => id === site.buckets[0].name);
    const ofRouter = [...router.entries, ...keys.entries];
    const own = store === 'its own' ? ofRouter : [];
    if (store === 'of another') home.stage('infra', 'shared').deploy(at, ofRouter);
    home
      .stage(place.app, place.stage)
      .deploy(account.ago({ days: 60 }), [...bucket, written, ...own]);
    return account;
  }

  it('is needed, though nothing of its own counts requests', async () => {
    expect(await removable(routed('of another'))).toEqual({ command: false, signs: ['routed'] });
  });

  it('is removed by a command where the store goes with it', async () => {
    expect((await removable(routed('its own'))).signs).not.toContain('routed');
  });
});

describe('a stage of the same name whose state is not in AWS', () => {
  function twice(requests: number) {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const old = aSite({ ...place, at });
    const other = aSite({ ...place, at: account.ago({ days: 2 }), seed: 'elsewhere' });
    account.with(old, other);
    account.home().stage(place.app, place.stage).deploy(at, old.entries);
    account.data.cloudwatch?.metrics.push({
      namespace: 'AWS/CloudFront',
      name: 'Requests',
      region: 'us-east-1',
      dimensions: { DistributionId: other.distributions[0]?.id ?? '', Region: 'Global' },
      points: [{ at: account.ago({ days: 1 }), value: requests }],
    });
    return account;
  }

  it('keeps the one in AWS while it answers: SST may take either', async () => {
    expect(await removable(twice(5))).toEqual({ command: false, signs: ['in-use'] });
  });

  it('keeps nothing where nobody asks for it', async () => {
    expect(await removable(twice(0))).toEqual({ command: true, signs: [] });
  });
});
