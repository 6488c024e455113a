import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { aServer } from '../../account/servers.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter, words } from './everything.ts';

const tags = { 'sst:app': 'acme', 'sst:stage': 'staging2' };

const ids = {
  distribution: 'ETERRAFORM0001',
  lambda: 'us-east-1:nightly-restore-drill',
  bucket: 'acme-tf-templates',
  empty: 'acme-tf-empty',
  logs: 'us-east-1:/ecs/nightly',
};

const unknown = {
  distribution: 'unknown',
  lambda: 'unknown',
  bucket: 'unknown',
  empty: 'unknown',
  logs: 'unknown',
};

/** What Terraform made in the same pipeline. It sets SST's tags on its own things, for the bill. */
function madeByTerraform(account: AccountBuilder, at: string): AccountBuilder {
  const object = { key: 'template.html', at, body: 'x' };
  return account.with({
    distributions: [
      {
        id: ids.distribution,
        comment: 'dr standby',
        modifiedAt: at,
        origins: [{ id: 'o', domainName: 'origin.example.com' }],
        behaviors: [{ originId: 'o' }],
        tags,
      },
    ],
    lambdas: [{ name: 'nightly-restore-drill', region: 'us-east-1', modifiedAt: at, tags }],
    buckets: [
      { name: ids.bucket, region: 'us-east-1', createdAt: at, tags, objects: [object] },
      { name: ids.empty, region: 'us-east-1', createdAt: at, tags, objects: [] },
    ],
    logGroups: [{ name: '/ecs/nightly', region: 'us-east-1', createdAt: at, tags }],
    roles: [{ name: 'tf-role', createdAt: at, trusts: ['lambda.amazonaws.com'], tags }],
  });
}

describe('what carries a stage’s tags, but no name or comment of SST’s', () => {
  it.each([
    ['3.2.50', 2 * 24 * 60],
    ['3.3.44', 2],
    ['3.7.15', 2],
    ['3.17.0', 30],
    ['4.10.0', 2],
    ['4.17.0', 24 * 60],
  ] as const)(
    'is not what a killed deploy of %s made, %i minutes after it began',
    async (version, minutes) => {
      for (const then of ['living', 'removed'] as const) {
        const account = anAccount();
        const at = account.ago({ days: 100 });
        const start = account.ago({ days: 61 });
        const { entries, ...site } = aSite({ app: 'acme', stage: 'staging2', at });
        madeByTerraform(account, later(start, minutes * 60)).with(then === 'living' ? site : {});
        const stage = account
          .home()
          .stage('acme', 'staging2')
          .deploy(at, entries)
          .run({
            at: start,
            version,
            entries,
            completed: false,
            unlockedAt: account.ago({ days: 59 }),
          });
        if (then === 'living') stage.deploy(account.ago({ days: 58 }), entries);
        else stage.remove(account.ago({ days: 50 }));
        expect(words(await verdicts(account, ids))).toEqual(unknown);
      }
    },
  );

  it.each(['3.3.44', '3.7.15', '4.10.0'])(
    'is not what a removed stage left, made beside a deploy of %s',
    async (version) => {
      const account = anAccount();
      const start = account.ago({ days: 61 });
      madeByTerraform(account, later(start, 100));
      account
        .home()
        .stage('acme', 'staging2')
        // Not a deploy: what begins so is no complete history.
        .run({ at: account.ago({ days: 90 }), command: 'refresh', entries: [parameter], version })
        .deploy(start, [parameter], { version })
        .remove(account.ago({ days: 50 }), { version });
      expect(words(await verdicts(account, ids))).toEqual(unknown);
    },
  );

  it.each([
    // A name that may be cut tells neither app nor stage, but it is SST’s.
    ['acme', `staging2-${'Q'.repeat(37)}Function-bkmtoxcd`, 'leftover high (12)'],
    // Copied from another stage, name and all.
    ['shop', 'shop-dev-ApiFunction-bkmtoxcd', 'unknown (16)'],
    ['acme', 'acme-staging2-ApiFunction-bkmtoxcd', 'leftover high (12)'],
    ['acme', 'acme-staging2-ApiFunction', 'unknown (16)'],
    ['acme', 'acme-staging2-api-handler-bkmtoxcd', 'unknown (16)'],
  ] as const)('is told by the whole name: of %s, %s is %s', async (_, name, expected) => {
    const account = anAccount();
    const start = account.ago({ days: 61 });
    const modifiedAt = later(start, 60);
    account
      .with({ lambdas: [{ name, region: 'us-east-1', modifiedAt, tags }] })
      .home()
      .stage('acme', 'staging2')
      .deploy(account.ago({ days: 100 }), [])
      .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 59 }) })
      .remove(account.ago({ days: 50 }));
    expect(await verdicts(account, { lambda: `us-east-1:${name}` })).toEqual({ lambda: expected });
  });

  it.each([
    ['Web app', 'leftover high (12)'],
    ['Docs2 site', 'leftover high (12)'],
    ['Router router', 'leftover high (12)'],
    ['Redirect to acme.com from www.acme.com', 'leftover high (12)'],
    ['our web app', 'unknown (16)'],
    ['Web App', 'unknown (16)'],
    ['Our Web app', 'unknown (16)'],
    ['', 'unknown (16)'],
  ])('is told by the whole comment of a distribution: "%s" is %s', async (comment, expected) => {
    const account = anAccount();
    const start = account.ago({ days: 61 });
    const site = aSite({ app: 'acme', stage: 'staging2', at: later(start, 60) });
    site.distributions[0].comment = comment;
    account
      .with(site)
      .home()
      .stage('acme', 'staging2')
      .deploy(account.ago({ days: 100 }), [])
      .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 59 }) })
      .remove(account.ago({ days: 50 }));
    const { id } = site.distributions[0];
    expect(await verdicts(account, { distribution: id })).toEqual({ distribution: expected });
  });

  it('differs in that from what such a stage left', async () => {
    const account = anAccount();
    const start = account.ago({ days: 61 });
    const at = later(start, 100);
    const site = aSite({ app: 'acme', stage: 'staging2', at });
    const server = aServer({ app: 'acme', stage: 'staging2', at });
    const [distribution] = site.distributions;
    const own = {
      distribution: distribution.id,
      lambda: `us-east-1:${server.lambdas[0].name}`,
      role: server.roles[0].name,
    };
    account.with(site, { lambdas: server.lambdas, roles: server.roles });
    account
      .home()
      .stage('acme', 'staging2')
      .run({ at: account.ago({ days: 90 }), command: 'refresh', entries: [parameter] })
      .run({
        at: start,
        entries: [parameter],
        completed: false,
        unlockedAt: account.ago({ days: 59 }),
      })
      .remove(account.ago({ days: 50 }));
    expect(await verdicts(account, own)).toEqual({
      distribution: 'leftover low (15)',
      lambda: 'leftover low (15)',
      // AWS says since when a role is there, so only what was before that is not known.
      role: 'leftover low (12)',
    });
    distribution.comment = 'our second site';
    const [role] = server.roles;
    role.name = `${role.name}-copy`;
    const other = { distribution: own.distribution, role: role.name };
    expect(await verdicts(account, other)).toEqual({
      distribution: 'unknown (16)',
      role: null,
    });
  });
});
