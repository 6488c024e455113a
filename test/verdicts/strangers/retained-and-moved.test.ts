import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

/**
 * The way from one home to another: deploy with `removal: "retain-all"`, `sst remove`, set `home: "cloudflare"`,
 * import everything. Since then the stage is deployed from there: it made a function 20 days ago.
 */
it('what a stage retained is live in a home that AWS does not show', async () => {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const uploads = aUserBucket({ app: 'acme', stage: 'production', at, retained: true });
  const fresh = aServer({
    app: 'acme',
    stage: 'production',
    component: 'Fresh',
    at: account.ago({ days: 20 }),
  });
  account.with(uploads, fresh);
  account
    .home()
    .stage('acme', 'production')
    .deploy(at, [parameter, ...uploads.entries], { firstPush: [] })
    .remove(account.ago({ days: 50 }));
  const said = await verdicts(account, {
    bucket: uploads.buckets[0].name,
    fresh: `us-east-1:${fresh.lambdas[0].name}`,
  });
  expect(said).toEqual({
    bucket: expect.stringMatching(/^unknown/),
    fresh: expect.stringMatching(/^unknown/),
  });
});
