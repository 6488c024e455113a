import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { later } from '../../account/stage.ts';
import { aServer } from '../../account/servers.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const timedOut = { message: 'timeout while waiting for state' };

/**
 * A deploy ended with errors 61 days ago and left a function unrecorded. Somebody scheduled it in the
 * console (that changes nothing of the function): a report of each quarter. It ran 40 days ago.
 */
async function told(then: 'removed' | 'living', completed: boolean) {
  const account = anAccount();
  const start = account.ago({ days: 161 });
  const made = aServer({ app: 'acme', stage: 'pr-7', component: 'Report', at: later(start, 60) });
  const [role] = made.roles;
  role.lastUsedAt = account.ago({ days: 40 });
  account.with(made, {
    metrics: [
      {
        namespace: 'AWS/Lambda',
        name: 'Invocations',
        region: 'us-east-1',
        dimensions: { FunctionName: made.lambdas[0].name },
        points: [
          { at: account.ago({ days: 40 }), value: 1 },
          { at: account.ago({ days: 131 }), value: 1 },
        ],
      },
    ],
  });
  const stage = account
    .home()
    .stage('acme', 'pr-7')
    .deploy(account.ago({ days: 170 }), [parameter], { firstPush: [], version: '4.10.0' });
  if (completed) stage.deploy(start, [parameter], { version: '4.10.0', errors: [timedOut] });
  else
    stage.run({
      at: start,
      entries: [parameter],
      completed: false,
      unlockedAt: later(start, 600),
      version: '4.10.0',
    });
  if (then === 'removed') stage.remove(account.ago({ days: 50 }));
  else stage.deploy(account.ago({ days: 50 }), [parameter], { version: '4.10.0' });
  return verdicts(account, {
    lambda: `us-east-1:${made.lambdas[0].name}`,
    role: role.name,
  });
}

describe('what a failed deploy left and somebody took over', () => {
  it.each([
    ['removed', true],
    ['living', true],
    ['removed', false],
    ['living', false],
  ] as const)('is in use once a quarter (stage %s, completed %s)', async (then, completed) => {
    const said = await told(then, completed);
    expect(said.lambda).toMatch(/^unknown/);
    expect(said.role).toMatch(/^unknown/);
  });
});
