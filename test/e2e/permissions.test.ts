import { expect, it } from 'vitest';
import { createSimulatedAws, virtualClock } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { anAccount } from '../account/account.ts';
import { aSite, anEdgeSigner } from '../account/sites.ts';
import { run } from './in-process.ts';

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

async function allowed(purpose: 'scan' | 'sweep'): Promise<(action: string) => boolean> {
  const { stdout } = await run(createSimulatedAws(demoAccount().data), ['iam-policy', purpose]);
  const policy = JSON.parse(stdout) as Policy;
  const actions = policy.Statement.flatMap(({ Action }) => Action);
  return (action) =>
    actions.some(
      (granted) =>
        granted === action || (granted.endsWith('*') && action.startsWith(granted.slice(0, -1))),
    );
}

/** An edge function that only its role tells: the reads for that are part of a scan too. */
function withStraySigner(): ReturnType<typeof anAccount> {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  account.with(site, signer);
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), site.entries)
    .remove(account.ago({ days: 3 }));
  return account;
}

it.each([
  ['scan', 'scan'],
  ['stages', 'scan'],
  ['sweep', 'sweep'],
] as const)('%s calls nothing that its policy does not allow', async (command, purpose) => {
  const isAllowed = await allowed(purpose);
  for (const account of [demoAccount(), withStraySigner()]) {
    const aws = createSimulatedAws(account.data, {
      clock: virtualClock({ start: new Date(account.data.now) }),
    });
    const words =
      command === 'sweep'
        ? ['sweep', '--yes', '--account', '123456789012', '--delete-data']
        : [command];
    await run(aws, [...words, '--demo', '--json']);
    const used = [...new Set(aws.requests.map(({ action }) => action))];
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((action) => !isAllowed(action))).toEqual([]);
  }
});

it('a scan’s policy allows no write', async () => {
  const { stdout } = await run(createSimulatedAws(demoAccount().data), ['iam-policy', 'scan']);
  const actions = (JSON.parse(stdout) as Policy).Statement.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => !/^\w+:(Get|List|Describe)/.test(action))).toEqual([]);
});
