import { describe, expect, it } from 'vitest';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { addSettings, siteSettings, type StageSettings } from '../../account/settings.ts';
import { verdicts } from '../traps/telling.ts';

/** The settings of a stage that nothing lists. */
function settingsOf(account: AccountBuilder, stage: string): StageSettings {
  const made = siteSettings({ app: 'acme', stage, at: account.ago({ days: 20 }) });
  addSettings(account, made.settings);
  return made;
}

describe('by their names alone', () => {
  it('access controls of a stage’s shape are left over once its runs are a week old', async () => {
    const account = anAccount();
    const home = account.home();
    const [quiet, recent] = ['pr-1', 'pr-2'].map((stage) => settingsOf(account, stage));
    const parameter = { type: 'aws:ssm/parameter:Parameter', name: 'P', id: '/parameter' };
    for (const [stage, days] of [
      ['pr-1', 8],
      ['pr-2', 6],
    ] as const) {
      home
        .stage('acme', stage)
        .deploy(account.ago({ days: 90 }), [parameter], { firstPush: null })
        .deploy(account.ago({ days }), [parameter]);
    }
    const ids = {
      quiet: quiet?.ids.originAccessControls ?? '',
      recent: recent?.ids.originAccessControls ?? '',
    };
    expect(await verdicts(account, ids)).toEqual({
      quiet: 'leftover high (14)',
      recent: 'unknown (16)',
    });
  });

  it('policies are nobody’s: Pulumi’s names say no app and no stage', async () => {
    const account = anAccount();
    const made = settingsOf(account, 'pr-1');
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), [])
      .remove(account.ago({ days: 30 }));
    const { cachePolicies, originRequestPolicies, responseHeadersPolicies } = made.ids;
    expect(
      await verdicts(account, { cachePolicies, originRequestPolicies, responseHeadersPolicies }),
    ).toEqual({
      cachePolicies: 'unknown (16)',
      originRequestPolicies: null,
      responseHeadersPolicies: null,
    });
  });

  it('an identity of SST’s is listed, and says nothing of its stage', async () => {
    const account = anAccount();
    account.home();
    addSettings(account, {
      originAccessIdentities: [
        { id: 'EOAISST0000001', comment: 'Created by SST' },
        { id: 'EOAICDK0000001', comment: 'Identity for StackOrigin1' },
      ],
    });
    expect(await verdicts(account, { sst: 'EOAISST0000001', cdk: 'EOAICDK0000001' })).toEqual({
      sst: 'unknown (16)',
      cdk: null,
    });
  });

  it('a user’s own are not SST’s without SST’s words in them', async () => {
    const account = anAccount();
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), [])
      .remove(account.ago({ days: 30 }));
    const at = account.ago({ days: 80 });
    addSettings(account, {
      originAccessControls: [
        { id: 'EOACMINE00001', name: 'acme-pr-1-Web-bkmtoxcd-1a2b3c4d' },
        { id: 'EOACMINE00002', name: 'acme-pr-1-Web', description: 'created by sst' },
      ],
      cachePolicies: [
        { id: 'cp-mine-1', name: 'WebServerCachePolicy-1a2b3c4', modifiedAt: at },
        {
          id: 'cp-mine-2',
          name: 'OtherCachePolicy-1a2b3c4',
          comment: 'Web router cache policy',
          modifiedAt: at,
        },
        {
          id: 'cp-router',
          name: 'WebCachePolicy-1a2b3c4',
          comment: 'Web router cache policy',
          modifiedAt: at,
        },
      ],
    });
    const ids = {
      control: 'EOACMINE00001',
      otherWords: 'EOACMINE00002',
      policy: 'cp-mine-1',
      otherName: 'cp-mine-2',
      router: 'cp-router',
    };
    expect(await verdicts(account, ids)).toEqual({
      control: null,
      otherWords: null,
      policy: null,
      otherName: null,
      router: 'unknown (16)',
    });
  });

  it('a deploy that failed over a policy’s name asked for somebody’s', async () => {
    const account = anAccount();
    const name = 'shared-cache';
    addSettings(account, {
      cachePolicies: [{ id: 'cp-shared', name, modifiedAt: account.ago({ days: 60 }) }],
    });
    const parameter = { type: 'aws:ssm/parameter:Parameter', name: 'P', id: '/parameter' };
    account
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 300 }), [parameter], { firstPush: null })
      .deploy(account.ago({ days: 1 }), [parameter], {
        errors: [
          {
            urn: 'urn:pulumi:dev::acme::aws:cloudfront/cachePolicy:CachePolicy::Shared',
            message: `creating CloudFront Cache Policy (${name}): CachePolicyAlreadyExists: it exists`,
          },
        ],
      });
    expect(await verdicts(account, { policy: 'cp-shared' })).toEqual({
      policy: 'unknown (16)',
    });
  });
});
