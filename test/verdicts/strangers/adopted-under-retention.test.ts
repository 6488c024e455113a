import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const version = '4.17.0';

/**
 * Under `state.retention`: a function and a bucket were left behind (the event log says so), a deploy imported
 * them and was killed, a person uploaded a state without them and handed them over, then `sst unlock`. The next
 * deploy erased every trace of the killed one but its record.
 */
async function told(adopted: boolean) {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const server = aServer({ app: 'acme', stage: 'dev', component: 'Report', at });
  const uploads = aUserBucket({ app: 'acme', stage: 'dev', at });
  account.with(server, uploads);
  const own = [...server.entries, ...uploads.entries];
  const imported = own.map((entry) => ({ ...entry, importID: entry.id ?? '' }));
  const rest = [parameter];
  const stage = account
    .home()
    .stage('acme', 'dev')
    .deploy(at, [...rest, ...own], { firstPush: [], version })
    .deploy(account.ago({ days: 100 }), rest, { version });
  const start = account.ago({ days: 60 });
  if (adopted) {
    stage.run({ at: start, entries: [...rest, ...imported], completed: false, version });
    stage.push(later(start, 1800), rest).goOnWith(rest).unlock(later(start, 3600));
  }
  stage.deploy(account.ago({ days: 20 }), rest, { version }).retain();
  return verdicts(account, {
    lambda: `us-east-1:${server.lambdas[0].name}`,
    bucket: uploads.buckets[0].name,
  });
}

describe('what a killed deploy adopted and a person handed over, under retention', () => {
  it('is unknown', async () => {
    expect(await told(false)).toEqual({
      lambda: 'leftover certain (11)',
      bucket: 'leftover certain (11)',
    });
    const said = await told(true);
    expect(said.lambda).toMatch(/^unknown/);
    expect(said.bucket).toMatch(/^unknown/);
  });
});
