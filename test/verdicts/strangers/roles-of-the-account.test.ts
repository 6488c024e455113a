import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { later } from '../../account/stage.ts';
import { trustPolicy } from '../../account/trust.ts';

const gateway = 'apigateway.amazonaws.com';

/** A role that a removed stage had made, and kept or not. */
async function verdictOn(name: string, kept: Partial<Entry>, service = gateway): Promise<string> {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const entry: Entry = {
    type: 'aws:iam/role:Role',
    name: 'APIGatewayPushToCloudWatchLogsRole',
    id: name,
    outputs: { name, assumeRolePolicy: trustPolicy(service) },
    ...kept,
  };
  account
    .with({ roles: [{ name, createdAt: later(at, 60), trusts: [service] }] })
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [entry])
    .remove(account.ago({ days: 30 }));
  return said((await looking(account)).of(name));
}

// SST makes it once for an account and region: every API Gateway there logs by it.
it.each([
  ['as SST makes it', 'APIGatewayPushToCloudWatchLogsRole-1a2b3c4', { retainOnDelete: true }],
  ['where it was not kept', 'APIGatewayPushToCloudWatchLogsRole-1a2b3c4', {}],
  ['under its bare name', 'APIGatewayPushToCloudWatchLogsRole', { retainOnDelete: true }],
  ['below a stage', 'acme-pr-1-APIGatewayPushToCloudWatchLogsRole-bkmtoxcd', {}],
])('the role of all API Gateways is nobody’s leftover %s', async (_how, name, kept) => {
  expect(await verdictOn(name, kept)).toBe('protected (1)');
});

it('a role of another name that a stage kept is still what it kept', async () => {
  const kept = { retainOnDelete: true };
  const name = 'acme-pr-1-GatewayRole-bkmtoxcd';
  expect(await verdictOn(name, kept, 'lambda.amazonaws.com')).toMatch(/^retained/);
  // Any gateway may name it.
  expect(await verdictOn(name, kept)).toMatch(/^unknown/);
});
