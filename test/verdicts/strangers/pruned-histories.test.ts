import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket, type AwsParts } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const response = 'acme-dev-WebCloudfrontFunctionResponse-bkmtoxcd';

/**
 * A worker was taken out of the state by hand 150 days ago, 60 days ago the stage was removed, and
 * only the newest state, lock and update are left. `lives` is what is still there, beside a function that is
 * attached to nothing yet.
 */
function handedOver(
  lives: AwsParts,
  then: 'retained' | 'snapshots' | 'purged' | 'kept' = 'retained',
) {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const { site, worker, uploads } = parts(at);
  account.with({ functions: [{ name: response, createdAt: at, modifiedAt: at }] }, lives);
  const stage = account
    .home()
    .stage('acme', 'dev')
    .deploy(at, [...site.entries, ...worker.entries, ...uploads.entries])
    .run({ at: account.ago({ days: 150 }), command: 'edit', entries: site.entries })
    .remove(account.ago({ days: 60 }));
  if (then === 'retained') stage.retain(1);
  if (then === 'snapshots') stage.retain();
  if (then === 'purged') stage.purge();
  return account;
}

function parts(at: string) {
  return {
    site: aSite({ app: 'acme', stage: 'dev', at }),
    worker: aServer({ app: 'acme', stage: 'dev', component: 'Worker', at }),
    uploads: aUserBucket({ app: 'acme', stage: 'dev', at }),
  };
}

const { worker, uploads } = parts(anAccount().ago({ days: 200 }));

describe('what a removed stage with a pruned history let go of', () => {
  it('is unknown with its role and its log group', async () => {
    const ids = {
      response,
      lambda: `us-east-1:${worker.lambdas[0].name}`,
      role: worker.roles[0].name,
      logs: `us-east-1:${worker.logGroups[0].name}`,
    };
    expect(await verdicts(handedOver(worker), ids)).toEqual({
      response: 'unknown (16)',
      lambda: 'unknown (16)',
      role: 'unknown (5)',
      logs: 'unknown (5)',
    });
  });

  it.each([
    ['a function', { lambdas: worker.lambdas }],
    ['a log group', { logGroups: worker.logGroups }],
    ['a bucket', uploads],
  ] as const)('may live on elsewhere where %s does', async (_, lives) => {
    expect(await verdicts(handedOver(lives), { response })).toEqual({ response: 'unknown (16)' });
  });

  it.each([
    ['a function', { lambdas: worker.lambdas }],
    ['a bucket', uploads],
  ] as const)(
    'may live on elsewhere where %s does, though a snapshot still lists that',
    async (_, lives) => {
      const account = handedOver(lives, 'snapshots');
      expect(await verdicts(account, { response })).toEqual({ response: 'unknown (16)' });
    },
  );

  it('is unknown where nothing is left of the stage at all', async () => {
    const account = handedOver({}, 'purged');
    expect(await verdicts(account, { response })).toEqual({ response: 'unknown (16)' });
  });

  it('is a leftover where nothing of the stage lives on', async () => {
    expect(await verdicts(handedOver({}), { response })).toEqual({
      response: 'leftover high (14)',
    });
  });

  it('is a leftover where the states that are left list what lives on', async () => {
    const account = handedOver(worker, 'kept');
    const ids = { response, lambda: `us-east-1:${worker.lambdas[0].name}` };
    expect(await verdicts(account, ids)).toEqual({
      response: 'leftover high (14)',
      lambda: 'unknown (8)',
    });
  });
});
