import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter, words } from './everything.ts';

describe('a name that reads as a stage of an app that no home knows', () => {
  it.each(['the app’s tag alone', 'another stage of it'])(
    'is nobody’s: %s is seen',
    async (how) => {
      for (const then of ['removed', 'living'] as const) {
        const account = anAccount();
        const at = account.ago({ days: 60 });
        const hidden = aSite({ app: 'acme-pr', stage: how.startsWith('another') ? '2' : '1', at });
        if (how.startsWith('the app')) hidden.distributions[0].tags = { 'sst:app': 'acme-pr' };
        const name = 'acme-pr-1-WebCloudfrontFunctionResponse-bkmtoxcd';
        const { distributions, functions } = hidden;
        account.with({ distributions, functions: [...functions, { name, createdAt: at }] });
        const stage = account.home().stage('acme', 'pr-1');
        stage.deploy(account.ago({ days: 90 }), then === 'living' ? [parameter] : []);
        if (then === 'removed') stage.remove(account.ago({ days: 50 }));
        expect((await verdicts(account, { name })).name).toMatch(/^unknown/);
      }
    },
  );
});

describe('a function of a removed stage with a pruned history', () => {
  it('may live on elsewhere where a function without tags tells the pair in its environment', async () => {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const name = 'acme-dev-WebCloudfrontFunctionResponse-bkmtoxcd';
    const site = aSite({ app: 'acme', stage: 'dev', at });
    const worker = aServer({ app: 'acme', stage: 'dev', component: 'Worker', at });
    const [lambda] = worker.lambdas;
    lambda.tags = { Team: 'data' };
    account
      .with({ functions: [{ name, createdAt: at, modifiedAt: at }], lambdas: [lambda] })
      .home()
      .stage('acme', 'dev')
      .deploy(at, [...site.entries, ...worker.entries])
      .run({ at: account.ago({ days: 150 }), command: 'edit', entries: site.entries })
      .remove(account.ago({ days: 60 }))
      .retain(1);
    expect(await verdicts(account, { name })).toEqual({ name: 'unknown (16)' });
  });
});

describe('a name that reads as a stage of an app of which some stages are out of sight', () => {
  it.each(['a deleted stack of SST v2', 'a living stack of SST v2', 'another stage in a home'])(
    'is nobody’s though %s knows the app',
    async (how) => {
      const account = anAccount();
      const at = account.ago({ days: 60 });
      const hidden = aSite({ app: 'acme-pr', stage: '2', at });
      const name = 'acme-pr-1-WebCloudfrontFunctionResponse-bkmtoxcd';
      const { distributions, functions } = hidden;
      account.with({ distributions, functions: [...functions, { name, createdAt: at }] });
      const home = account.home();
      if (how.includes('home')) {
        home.stage('acme-pr', 'dev').deploy(account.ago({ days: 300 }), [parameter]);
      } else {
        const deleted = how.includes('deleted');
        account.with({
          stacks: [
            {
              name: 'prod-acme-pr-Site',
              region: 'us-east-1',
              status: deleted ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE',
              createdAt: account.ago({ days: 400 }),
              ...(deleted && { deletedAt: account.ago({ days: 40 }) }),
              tags: { 'sst:app': 'acme-pr', 'sst:stage': 'prod' },
              resources: [],
            },
          ],
        });
      }
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 90 }), [])
        .remove(account.ago({ days: 50 }));
      expect(words(await verdicts(account, { name }))).toEqual({ name: 'unknown' });
    },
  );
});
