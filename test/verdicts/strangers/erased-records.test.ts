import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const version = '4.10.0';
const tags = { 'sst:app': 'acme', 'sst:stage': 'dev' };

/**
 * Terraform beside SST sets SST's tags for the bill. The stage was deployed, and removed 150 days later; a
 * lifecycle rule erased old locks and records, and kept the states.
 */
async function told(erased: boolean) {
  const account = anAccount();
  const made = account.ago({ days: 100 });
  account.with({
    lambdas: [{ name: 'reports', region: 'us-east-1', modifiedAt: made, tags }],
  });
  const home = account.home();
  home
    .stage('acme', 'dev')
    .deploy(account.ago({ days: 200 }), [parameter], { firstPush: [], version })
    .deploy(account.ago({ days: 101 }), [parameter], { version })
    .deploy(account.ago({ days: 99 }), [parameter], { version })
    .remove(account.ago({ days: 50 }), { version });
  if (erased)
    home.bucket.objects = (home.bucket.objects ?? []).filter(({ key }) => key.startsWith('app/'));
  return verdicts(account, { lambda: 'us-east-1:reports' });
}

describe('what Terraform tagged like a stage whose locks and records are gone', () => {
  it.each([false, true])('is unknown (erased: %s)', async (erased) => {
    const said = await told(erased);
    expect(said.lambda).toMatch(/^unknown/);
  });
});
