import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { all, parameter, words } from './everything.ts';

const tags = { 'sst:app': 'acme', 'sst:stage': 'staging2' };

const ids = {
  distribution: 'ETERRAFORM0001',
  lambda: 'us-east-1:acme-staging2-CleanupFunction',
  logs: 'us-east-1:/aws/lambda/acme-staging2-CleanupFunction',
  role: 'acme-staging2-CleanupRole',
};

/** Terraform's own, with names and comments that people give: they read as SST's by chance. */
function madeByTerraform(account: AccountBuilder, at: string): AccountBuilder {
  const name = 'acme-staging2-CleanupFunction';
  return account.with({
    distributions: [
      {
        id: ids.distribution,
        comment: 'Admin app',
        modifiedAt: at,
        origins: [{ domainName: 'origin.example.com' }],
        tags,
      },
    ],
    lambdas: [{ name, region: 'us-east-1', modifiedAt: at, tags }],
    logGroups: [{ name: `/aws/lambda/${name}`, region: 'us-east-1', createdAt: at, tags }],
    roles: [{ name: ids.role, createdAt: at, trusts: ['lambda.amazonaws.com'], tags }],
  });
}

describe('what Terraform named as SST might have', () => {
  it.each(['3.7.15', '3.17.0', '4.10.0'])(
    'is not what a killed deploy of %s made',
    async (version) => {
      for (const then of ['living', 'removed'] as const) {
        const account = anAccount();
        const start = account.ago({ days: 61 });
        const stage = madeByTerraform(account, later(start, 120))
          .home()
          .stage('acme', 'staging2')
          .deploy(account.ago({ days: 100 }), [], { version })
          .run({
            at: start,
            version,
            entries: [],
            completed: false,
            unlockedAt: account.ago({ days: 59 }),
          });
        if (then === 'living') stage.deploy(account.ago({ days: 58 }), [parameter], { version });
        else stage.remove(account.ago({ days: 50 }), { version });
        expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
      }
    },
  );

  it.each(['3.7.15', '4.10.0'])(
    'is not what a removed stage left, beside a deploy of %s',
    async (version) => {
      const account = anAccount();
      const start = account.ago({ days: 61 });
      madeByTerraform(account, later(start, 100))
        .home()
        .stage('acme', 'staging2')
        .run({ at: account.ago({ days: 90 }), command: 'refresh', entries: [parameter], version })
        .deploy(start, [parameter], { version })
        .remove(account.ago({ days: 50 }), { version });
      const { distribution, lambda, logs, role } = ids;
      const four = { distribution, lambda, logs, role };
      expect(words(await verdicts(account, four))).toEqual(all(four, 'unknown'));
    },
  );
});

it('a distribution that runs another stage’s function is not what a killed deploy made', async () => {
  const account = anAccount();
  const start = account.ago({ days: 61 });
  const prod = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 200 }) });
  const home = account.with(prod).home();
  home.stage('acme', 'prod').deploy(account.ago({ days: 200 }), prod.entries);
  account.with({
    distributions: [
      {
        ...prod.distributions[0],
        id: 'ETERRAFORM0001',
        comment: 'Admin app',
        modifiedAt: later(start, 90),
        tags: { 'sst:app': 'acme', 'sst:stage': 'staging2' },
      },
    ],
  });
  home
    .stage('acme', 'staging2')
    .deploy(account.ago({ days: 100 }), [])
    .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 59 }) })
    .remove(account.ago({ days: 50 }));
  const id = 'ETERRAFORM0001';
  expect(words(await verdicts(account, { id }))).toEqual({ id: 'unknown' });
});

it('a bare name of before 3.8.0 is no surer for a killed deploy than for its quiet', async () => {
  const account = anAccount();
  const start = account.ago({ days: 61 });
  const name = 'acme-staging2-HeadersFunction';
  const version = '3.7.15';
  const at = later(start, 90);
  account
    .with({ functions: [{ name, createdAt: at, modifiedAt: at }] })
    .home()
    .stage('acme', 'staging2')
    .deploy(account.ago({ days: 100 }), [], { version })
    .run({
      at: start,
      entries: [],
      completed: false,
      unlockedAt: account.ago({ days: 59 }),
      version,
    })
    .deploy(account.ago({ days: 58 }), [parameter], { version });
  expect((await verdicts(account, { name })).name).not.toContain('high');
});
