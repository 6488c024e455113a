import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const version = '4.10.0';

/**
 * A deploy made a function, recorded it, and was killed. While its lock stood a person took the function out
 * of the state, by an upload, and handed it over to Terraform; then `sst unlock`. Or: the deploy that made it
 * ended with errors and recorded nothing, and the one that was killed had imported it.
 */
async function told(how: 'made' | 'imported', silence: number) {
  const account = anAccount();
  const start = account.ago({ days: 60 });
  const first = account.ago({ days: 61 });
  const made = later(how === 'made' ? start : first, 60);
  const server = aServer({ app: 'acme', stage: 'dev', component: 'Report', at: made });
  account.with(server);
  const own = server.entries.map((entry) =>
    how === 'made' ? entry : { ...entry, importID: entry.id ?? '' },
  );
  const stage = account
    .home()
    .stage('acme', 'dev')
    .deploy(account.ago({ days: 70 }), [parameter], { firstPush: [], version });
  if (how === 'imported')
    stage.deploy(first, [parameter], { version, errors: [{ message: 'timeout' }] });
  stage.run({ at: start, entries: [parameter, ...own], completed: false, version });
  stage.push(later(start, 160 + silence), [parameter]).goOnWith([parameter]);
  stage.unlock(later(start, 7200)).deploy(account.ago({ days: 20 }), [parameter], { version });
  return verdicts(account, {
    lambda: `us-east-1:${server.lambdas[0].name}`,
    role: server.roles[0].name,
    logs: `us-east-1:${server.logGroups[0].name}`,
  });
}

describe('what a killed deploy recorded and a person handed over before its lock was gone', () => {
  it.each([
    ['made', 600],
    ['made', 3600],
    ['imported', 600],
    ['imported', 3600],
  ] as const)('is unknown (%s, uploaded after %i seconds)', async (how, silence) => {
    const said = await told(how, silence);
    const unknown = expect.stringMatching(/^unknown/);
    expect(said).toEqual({ lambda: unknown, role: unknown, logs: unknown });
  });
});
