import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

it('a bucket lives that the user data of a living stage’s servers names, in base64', async () => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const { buckets, entries } = aUserBucket(place);
  const home = account.with({ buckets }).home();
  home
    .stage('acme', 'pr-1')
    .deploy(place.at, entries)
    .remove(account.ago({ days: 30 }));
  const bucket = buckets[0].name;
  expect(await verdicts(account, { bucket })).toEqual({ bucket: 'leftover certain (11)' });

  const script = `#!/bin/bash\naws s3 sync s3://${bucket}/agent /opt/agent\n`;
  const userData = Buffer.from(script).toString('base64');
  const type = 'aws:ec2/launchTemplate:LaunchTemplate';
  home
    .stage('acme', 'production')
    .deploy(account.ago({ days: 80 }), [
      { type, name: 'Workers', id: 'lt-1', outputs: { userData } },
    ]);
  expect(await verdicts(account, { bucket })).toEqual({ bucket: 'live (4)' });
});
