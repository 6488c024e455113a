import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { anEdgeSigner } from '../../account/sites.ts';
import { say } from '../attacks/asking.ts';
import { removed } from './given.ts';

const given = () => {
  const account = anAccount();
  const signer = anEdgeSigner({
    app: 'acme',
    stage: 'pr-1',
    at: account.ago({ days: 20 }),
    versions: 4,
  });
  const home = account.with(signer).home();
  return { account, signer, home, name: signer.lambdas[0].name };
};

const living = () => {
  const { account, signer, home, name } = given();
  const stage = home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), signer.entries);
  return { account, home, stage, name };
};

it('all versions of a leftover share its verdict', async () => {
  const { account, signer, home, name } = given();
  removed(account, home, signer.entries);
  expect(say(await looking(account), `${name}:1`)).toBe('leftover certain (11)');
});

it('an old version of a busy stage is busy', async () => {
  const { account, stage, name } = living();
  stage.run({ at: account.ago({ minutes: 2 }), completed: false });
  expect(say(await looking(account), `${name}:1`)).toBe('busy (6)');
});

it('an old version that a gap touches is unknown', async () => {
  const { account, stage, name } = living();
  stage.object({ key: 'update/acme/pr-1/0a.json', at: account.ago({ days: 1 }), body: '{' });
  expect(say(await looking(account), `${name}:1`)).toBe('unknown (7)');
});

it('an old version that some state names is live', async () => {
  const { account, home, name } = living();
  home
    .stage('acme', 'prod')
    .deploy(account.ago({ days: 9 }), [
      { type: 'aws:s3/bucket:Bucket', name: 'B', id: 'b', inputs: { policy: `uses ${name}:1.` } },
    ]);
  const looked = await looking(account);
  expect([say(looked, `${name}:1`), say(looked, `${name}:2`)]).toEqual([
    'live (4)',
    'leftover low (15)',
  ]);
});

it('an old version that only an unregistered home names stays with its function', async () => {
  const { account, name } = living();
  account
    .home('eu-west-1', { registered: false })
    .stage('acme', 'prod')
    .deploy(account.ago({ days: 9 }), [
      { type: 'aws:s3/bucket:Bucket', name: 'B', id: 'b', inputs: { policy: `uses ${name}:1.` } },
    ]);
  expect(say(await looking(account), `${name}:1`)).toBe('live (4)');
});
