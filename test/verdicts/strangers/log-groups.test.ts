import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer, lambdaLogs } from '../../account/servers.ts';
import { anEdgeSigner } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const anew = 'unknown (8)';

/** The log group of a stage that was removed 200 days ago, made so many minutes after that. */
function madeAnew(given: {
  readonly minutes: number;
  readonly plainNames?: boolean;
  readonly retentionDays?: number;
  readonly storedBytes?: number;
  readonly version?: string;
}) {
  const account = anAccount();
  const { plainNames = false, minutes, retentionDays, storedBytes, version = '3.17.0' } = given;
  const removed = account.ago({ days: 200 });
  const at = account.ago({ days: 300 });
  const report = aServer({ app: 'acme', stage: 'dev', component: 'Report', at, plainNames });
  const [{ name, region }] = report.logGroups;
  const createdAt = later(removed, minutes * 60);
  account.with({
    logGroups: [
      {
        name,
        region,
        createdAt,
        ...(retentionDays && { retentionDays }),
        ...(storedBytes && { storedBytes }),
      },
    ],
  });
  account
    .home()
    .stage('acme', 'dev')
    .deploy(at, report.entries, { version })
    .remove(removed, { version });
  return { account, ids: { logs: `${region}:${name}` } };
}

describe('a log group of a removed stage that was made anew since', () => {
  it.each([
    [20, 512, certain],
    [20, 0, anew],
    [45, 512, anew],
    [2 * 60, 512, anew],
    [30 * 60, 512, anew],
  ] as const)(
    'under a name without a tail is the last call’s for half an hour: after %i minutes, with %i bytes, it is %s',
    async (minutes, storedBytes, expected) => {
      const given = { version: '3.7.15', minutes, storedBytes, plainNames: true };
      const { account, ids } = madeAnew(given);
      expect(await verdicts(account, ids)).toEqual({ logs: expected });
    },
  );

  it.each([
    [45, certain],
    [20 * 60, certain],
    [25 * 60, anew],
  ] as const)(
    'under a name with a random tail is the last call’s for a day: after %i minutes it is %s',
    async (minutes, expected) => {
      const { account, ids } = madeAnew({ minutes });
      expect(await verdicts(account, ids)).toEqual({ logs: expected });
    },
  );

  it.each([5, 20, 120, 30 * 60])(
    'with a retention is somebody else’s, %i minutes after the removal',
    async (minutes) => {
      for (const plainNames of [true, false]) {
        const { account, ids } = madeAnew({ minutes, plainNames, retentionDays: 365 });
        expect(await verdicts(account, ids)).toEqual({ logs: anew });
      }
    },
  );
});

describe('a log group of an edge function’s replicas', () => {
  it.each([
    ['', certain],
    ['with a retention', anew],
  ] as const)('%s that was made hours after the removal', async (retention, expected) => {
    const account = anAccount();
    const region = 'eu-west-1';
    account.with({ buckets: [{ name: 'plain', region, createdAt: account.ago({ days: 400 }) }] });
    const at = account.ago({ days: 300 });
    const signer = anEdgeSigner({ app: 'acme', stage: 'dev', at });
    const [{ name }] = signer.lambdas;
    const made = account.ago({ days: 200, hours: -5 });
    const logs = lambdaLogs(name, { region, at: made, replicasOf: 'us-east-1' });
    if (retention) logs.retentionDays = 30;
    account
      .with({ logGroups: [logs] })
      .home()
      .stage('acme', 'dev')
      .deploy(at, signer.entries)
      .remove(account.ago({ days: 200 }));
    expect(await verdicts(account, { logs: `${region}:${logs.name}` })).toEqual({
      logs: expected,
    });
  });
});

describe('a log group of a function that a deleted stack of SST v2 listed', () => {
  it.each([
    // CloudFormation's own name: nobody else comes upon it.
    ['dev-legacy-Api-Handler886CB40B-1A2B3C4D5E6F', 20, certain],
    ['dev-legacy-Api-Handler886CB40B-1A2B3C4D5E6F', 25 * 60, anew],
    ['dev-legacy-report', 2 * 60, anew],
  ] as const)('%s, %i minutes after it: %s', async (name, minutes, expected) => {
    const account = anAccount();
    account
      .home()
      .stage('other', 'dev')
      .deploy(account.ago({ days: 500 }), []);
    const deletedAt = account.ago({ days: 30 });
    account.with({
      logGroups: [lambdaLogs(name, { region: 'us-east-1', at: later(deletedAt, minutes * 60) })],
      stacks: [
        {
          name: 'dev-legacy-Api',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 300 }),
          deletedAt,
          tags: { 'sst:app': 'legacy', 'sst:stage': 'dev' },
          resources: [
            {
              logicalId: 'Handler',
              physicalId: name,
              type: 'AWS::Lambda::Function',
              status: 'DELETE_COMPLETE',
            },
          ],
        },
      ],
    });
    expect(await verdicts(account, { logs: `us-east-1:/aws/lambda/${name}` })).toEqual({
      logs: expected,
    });
  });
});
