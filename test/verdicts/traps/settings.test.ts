import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { addSettings, siteSettings } from '../../account/settings.ts';
import { aForeignDistribution, aLiveSite, verdicts, verdictsIn } from './telling.ts';

const accessControl = {
  type: 'pulumi-nodejs:dynamic:Resource',
  name: 'WebS3AccessControl.sst.aws.OriginAccessControl',
};
const createdBySst = 'Created by SST';

it('trap 14: an access control is its stage’s by its id, not by the name in the state or its description', async () => {
  const account = anAccount();
  const home = account.home();
  const inner = 'acme-pr-1-Web-bkmtoxcd';
  addSettings(account, {
    originAccessControls: [
      { id: 'EOACOWNED00001', name: `${inner}-1a2b3c4d`, description: createdBySst },
      // Another home’s, whose name the state of `pr-1` seems to say.
      { id: 'EOACALIKE00001', name: `${inner}-9z8y7x6w`, description: createdBySst },
      { id: 'EOACNAMED00001', name: inner, description: createdBySst },
      { id: 'EOACLIVE000001', name: 'acme-prod-Web-dfthxmav-68h39w3l', description: createdBySst },
      { id: 'EOACOTHER00001', name: 'blog-live-Web-dfthxmav-5pdxp4sr', description: createdBySst },
      { id: 'EOACNOBODY0001', name: 'anything', description: createdBySst },
      { id: 'EOACMINE000001', name: `${inner}-mymymymy` },
    ],
    originAccessIdentities: [{ id: 'EOAISST0000001', comment: createdBySst }],
  });
  const listed = (id: string, name: string) => ({
    ...accessControl,
    id,
    under: [['sst:aws:Nextjs', 'Web']] as const,
    inputs: { name },
    outputs: { name },
  });
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), [listed('EOACOWNED00001', inner)])
    .remove(account.ago({ days: 3 }));
  home
    .stage('acme', 'prod')
    .deploy(account.ago({ days: 20 }), [listed('EOACLIVE000001', 'acme-prod-Web-dfthxmav')]);
  const ids = {
    owned: 'EOACOWNED00001',
    alike: 'EOACALIKE00001',
    named: 'EOACNAMED00001',
    live: 'EOACLIVE000001',
    ofAnotherApp: 'EOACOTHER00001',
    nobodys: 'EOACNOBODY0001',
    mine: 'EOACMINE000001',
    identity: 'EOAISST0000001',
  };
  expect(await verdicts(account, ids)).toEqual({
    owned: 'leftover certain (11)',
    alike: 'unknown (16)',
    named: 'unknown (16)',
    live: 'live (4)',
    ofAnotherApp: 'unknown (16)',
    nobodys: 'unknown (16)',
    mine: null,
    identity: 'unknown (16)',
  });
});

it('trap 14: no other thing of SST’s provider is an access control, whatever its id', async () => {
  const account = anAccount();
  addSettings(account, {
    originAccessControls: [{ id: 'waiter', name: 'waiter', description: createdBySst }],
  });
  const waiter = { ...accessControl, name: 'WebWaiter.sst.aws.DistributionDeploymentWaiter' };
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), [{ ...waiter, id: 'waiter' }])
    .remove(account.ago({ days: 3 }));
  expect(await verdicts(account, { control: 'waiter' })).toEqual({ control: 'unknown (16)' });
});

it('trap 47: a managed policy that a removed stage used is AWS’s', async () => {
  const account = anAccount();
  const home = account.home();
  const [optimized, allViewer] = [
    '658327ea-f89d-4fab-a63d-7e88639e58f6',
    'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  ];
  const at = account.ago({ days: 20 });
  const { settings, entries, ids } = siteSettings({ app: 'acme', stage: 'pr-1', at });
  addSettings(account, { cachePolicies: settings.cachePolicies });
  aForeignDistribution(account, 'EUSER0000000001', {
    behaviors: [{ cachePolicyId: optimized, originRequestPolicyId: allViewer }],
  });
  aLiveSite(account, home, { stage: 'prod' });
  home
    .stage('acme', 'pr-1')
    .deploy(at, [
      ...entries,
      { type: 'aws:cloudfront/cachePolicy:CachePolicy', name: 'Static', id: optimized },
    ])
    .remove(account.ago({ days: 3 }));
  const looked = await looking(account);
  const { cachePolicies: own } = ids;
  expect(verdictsIn(looked, { own, optimized, allViewer })).toEqual({
    own: 'leftover certain (11)',
    optimized: null,
    allViewer: null,
  });
  expect(looked.inventory.resources.map(({ id }) => id)).not.toContain(optimized);
});
