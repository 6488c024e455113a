import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

const version = '4.10.0';

/**
 * `{ deletedWith: bucket }`: Pulumi asks AWS for no deletion of the function where the bucket leaves in the same
 * run (pkg/resource/deploy/step.go, `isDeletedWith`), and the bucket was kept on purpose.
 */
async function told(goesWithBucket: boolean) {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const uploads = aUserBucket({ app: 'acme', stage: 'production', at, retained: true });
  const server = aServer({ app: 'acme', stage: 'production', component: 'Report', at });
  account.with(uploads, server);
  const [bucket] = uploads.entries;
  const functions = server.entries.map((entry) =>
    goesWithBucket && entry.type === 'aws:lambda/function:Function' && bucket
      ? { ...entry, deletedWith: bucket }
      : entry,
  );
  account
    .home()
    .stage('acme', 'production')
    .deploy(at, [...uploads.entries, ...functions], { firstPush: [], version })
    .remove(account.ago({ days: 50 }), { version });
  return verdicts(account, {
    bucket: uploads.buckets[0].name,
    lambda: `us-east-1:${server.lambdas[0].name}`,
  });
}

describe('what its state says goes with a bucket that was kept on purpose', () => {
  it('is retained, since AWS was never asked to delete it', async () => {
    expect(await told(true)).toMatchObject({ bucket: 'retained (9)', lambda: 'retained (9)' });
  });

  it('would be a leftover if AWS had been asked', async () => {
    expect(await told(false)).toMatchObject({
      bucket: 'retained (9)',
      lambda: 'leftover certain (11)',
    });
  });
});
