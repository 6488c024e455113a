import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aBucketIn } from '../attacks/asking.ts';
import { verdicts } from './telling.ts';

it('trap 13: a log group without a function of its name is no orphan', async () => {
  const account = anAccount();
  const at = account.ago({ days: 20 });
  const server = aServer({ app: 'acme', stage: 'pr-1', at, region: 'eu-west-1' });
  const shared = aServer({ app: 'acme', stage: 'pr-1', at, region: 'eu-west-1', word: 'Shared' });
  // Of the removed stage’s group another function, which is not SST’s, made use.
  const user = { name: 'mine', region: 'eu-west-1', modifiedAt: at };
  aBucketIn(account, 'eu-west-1').with(server, shared, {
    lambdas: [{ ...user, logGroup: shared.logGroups[0].name }],
  });
  const home = account.home('eu-west-1');
  home.stage('acme', 'prod').deploy(at, server.entries);
  home
    .stage('acme', 'pr-1')
    .deploy(at, shared.entries, { firstPush: null })
    .remove(account.ago({ days: 3 }));
  const ids = {
    live: `eu-west-1:${server.logGroups[0].name}`,
    shared: `eu-west-1:${shared.logGroups[0].name}`,
  };
  expect(ids.live).not.toContain(server.lambdas[0].name);
  expect(await verdicts(account, ids)).toEqual({ live: 'live (4)', shared: 'live (5)' });
});
