import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const version = '4.10.0';

/**
 * A function and a bucket were left behind. Then a deploy imported them and was killed. While its lock stood a
 * person took them out of the state again, by an upload, and handed them over to Terraform; then `sst unlock`.
 */
async function told(stageIs: 'empty' | 'living', adopted = true) {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const server = aServer({ app: 'acme', stage: 'dev', component: 'Report', at });
  const uploads = aUserBucket({ app: 'acme', stage: 'dev', at });
  account.with(server, uploads);
  const own = [...server.entries, ...uploads.entries];
  const imported = own.map((entry) => ({ ...entry, importID: entry.id ?? '' }));
  const rest = stageIs === 'living' ? [parameter] : [];
  const stage = account
    .home()
    .stage('acme', 'dev')
    .deploy(at, [...rest, ...own], { firstPush: [], version });
  if (stageIs === 'living') stage.deploy(account.ago({ days: 100 }), rest, { version });
  else stage.remove(account.ago({ days: 100 }), { version });
  const start = account.ago({ days: 60 });
  stage.run({
    at: start,
    entries: adopted ? [...rest, ...imported] : rest,
    completed: false,
    version,
  });
  stage.push(later(start, 1800), rest).goOnWith(rest).unlock(later(start, 3600));
  return verdicts(account, {
    lambda: `us-east-1:${server.lambdas[0].name}`,
    bucket: uploads.buckets[0].name,
  });
}

describe('what a killed deploy adopted and a person handed over before its lock was gone', () => {
  it.each(['empty', 'living'] as const)('is unknown while its stage is %s', async (stageIs) => {
    const said = await told(stageIs);
    expect(said.lambda).toMatch(/^unknown/);
    expect(said.bucket).toMatch(/^unknown/);
  });
});
