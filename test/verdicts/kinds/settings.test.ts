import { describe, expect, it } from 'vitest';
import { createSimulatedAws, managedPolicies } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { addSettings, siteSettings, type StageSettings } from '../../account/settings.ts';
import { aForeignDistribution, verdicts } from '../traps/telling.ts';

/** The settings of a stage, in the account; each is called the same. */
function settingsOf(account: AccountBuilder, stage: string): StageSettings {
  const made = siteSettings({ app: 'acme', stage, at: account.ago({ days: 20 }) });
  addSettings(account, made.settings);
  return made;
}

const all = (word: string) => ({
  originAccessControls: word,
  originAccessIdentities: word,
  cachePolicies: word,
  originRequestPolicies: word,
  responseHeadersPolicies: word,
});

describe('access controls, identities and policies', () => {
  it('are left over where a removed stage’s history owned them', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), made.entries)
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, made.ids)).toEqual(all('leftover certain (11)'));
    const { of } = await looking(account);
    expect(of(made.ids.originAccessControls)).toMatchObject({
      app: 'acme',
      stage: 'pr-1',
      component: 'Web',
      evidence: expect.arrayContaining([expect.objectContaining({ code: 'unreferenced' })]),
    });
  });

  it('are live where a state lists them', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'prod');
    account
      .home()
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 20 }), made.entries);
    expect(await verdicts(account, made.ids)).toEqual(all('live (4)'));
  });

  it('are live where another stage’s state names them, as something that it read', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    const home = account.home();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), made.entries)
      .remove(account.ago({ days: 3 }));
    home.stage('acme', 'prod').deploy(
      account.ago({ days: 19 }),
      made.entries.map((entry) => ({ ...entry, external: true })),
    );
    expect(await verdicts(account, made.ids)).toEqual(all('live (4)'));
  });

  it.each([
    ['in use', {}],
    ['disabled', { enabled: false }],
    ['of a staging kind', { staging: true }],
  ])('are live where somebody’s distribution that is %s names them', async (_, more) => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    aForeignDistribution(account, 'EFOREIGN0000001', { ...made.use, ...more });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), made.entries)
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, made.ids)).toEqual(all('live (5)'));
  });

  it('are kept where the last state that owned them says so', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    const kept = made.entries.map((entry) => ({ ...entry, retainOnDelete: true }));
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), kept)
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, made.ids)).toEqual(all('retained (9)'));
  });

  it('are left over where a deleted stack of SST v2 listed them', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    account.home();
    const types = {
      originAccessControls: 'OriginAccessControl',
      originAccessIdentities: 'CloudFrontOriginAccessIdentity',
      cachePolicies: 'CachePolicy',
      originRequestPolicies: 'OriginRequestPolicy',
      responseHeadersPolicies: 'ResponseHeadersPolicy',
    } satisfies Record<keyof StageSettings['ids'], string>;
    const resources = Object.entries(made.ids).map(([member, physicalId]) => {
      const type = Object.entries(types).find(([name]) => name === member)?.[1] ?? '';
      return {
        logicalId: type,
        physicalId,
        type: `AWS::CloudFront::${type}`,
        status: 'DELETE_FAILED',
      };
    });
    account.with({
      stacks: [
        {
          name: 'pr-1-acme-Site',
          region: 'eu-west-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 60 }),
          deletedAt: account.ago({ days: 3 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          resources,
        },
      ],
      // The region of a stack is read because something of the account lies there.
      buckets: [{ name: 'any', region: 'eu-west-1', createdAt: account.ago({ days: 90 }) }],
    });
    expect(await verdicts(account, made.ids)).toEqual(all('leftover certain (11)'));
  });

  it('wait for the distribution that is left over with them, and are as sure as that', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    const id = aForeignDistribution(account, 'EOWN00000000001', {
      ...made.use,
      modifiedAt: account.ago({ days: 20 }),
      tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
    });
    const distribution = {
      type: 'aws:cloudfront/distribution:Distribution',
      name: 'WebCdnDistribution',
      id,
    };
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [distribution, ...made.entries])
      .remove(account.ago({ days: 3 }));
    expect(await verdicts(account, { ...made.ids, id })).toEqual({
      ...all('leftover certain (11)'),
      id: 'leftover certain (11)',
    });
    expect((await looking(account)).of(made.ids.cachePolicies).usedBy).toEqual([
      `cloudfront-distribution:${id}`,
    ]);
  });

  it('are unknown where their own list could be read, and the distributions’ could not', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), made.entries)
      .remove(account.ago({ days: 3 }));
    const faults = [{ kind: 'deny' as const, operation: 'CloudFront.ListDistributions' }];
    const aws = createSimulatedAws({ ...account.data, faults });
    expect(await verdicts(account, made.ids, { aws })).toEqual(all('unknown (7)'));
  });
});

it('AWS’s own policies are never listed, whatever names them', async () => {
  const account = anAccount();
  const managed = Object.values(managedPolicies).flatMap((list) => list.map(([id]) => id));
  const types = ['CachePolicy', 'OriginRequestPolicy', 'ResponseHeadersPolicy'].map(
    (type) => `aws:cloudfront/${type.replace(/^./, (letter) => letter.toLowerCase())}:${type}`,
  );
  const entries = types.flatMap((type) => managed.map((id) => ({ type, name: `of-${id}`, id })));
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), entries)
    .remove(account.ago({ days: 3 }));
  const { inventory, findings } = await looking(account);
  expect(managed).toHaveLength(6);
  expect(inventory.resources.filter(({ id }) => managed.includes(id))).toEqual([]);
  expect(findings.map((finding) => [finding.id, said(finding)])).toEqual([
    [expect.stringMatching(/^sst-state-/), 'protected (1)'],
  ]);
});
