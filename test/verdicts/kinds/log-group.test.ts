import { describe, expect, it } from 'vitest';
import type { LogGroupData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { lambdaLogs } from '../../account/servers.ts';
import { anEdgeSigner } from '../../account/sites.ts';
import { aBucketIn } from '../attacks/asking.ts';
import { verdicts } from '../traps/telling.ts';
import { removedServer } from './removed-server.ts';

const certain = 'leftover certain (11)';

/** Lambda makes groups without retention and without tags. */
function asLambdaMakesIt(group: LogGroupData): void {
  delete group.retentionDays;
  delete group.tags;
}

describe('a log group', () => {
  it('goes with the function that it is named after: Lambda made it, and no state lists it', async () => {
    const { account, server } = removedServer();
    const [{ name }] = server.lambdas;
    const made = lambdaLogs(name, { region: 'eu-west-1', at: account.ago({ days: 19 }) });
    const elsewhere = lambdaLogs(name, { region: 'us-east-1', at: account.ago({ days: 19 }) });
    account.with({ logGroups: [made, elsewhere] }).without([name]);
    expect(
      await verdicts(account, {
        made: `eu-west-1:${made.name}`,
        elsewhere: `us-east-1:${made.name}`,
      }),
    ).toEqual({ made: certain, elsewhere: 'unknown (16)' });
  });

  it('goes with the edge function whose replicas wrote it, in whatever region', async () => {
    const account = anAccount();
    aBucketIn(account, 'eu-west-1');
    const at = account.ago({ days: 20 });
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at });
    const [{ name }] = signer.lambdas;
    const logs = lambdaLogs(name, {
      region: 'eu-west-1',
      at: account.ago({ days: 10 }),
      replicasOf: 'us-east-1',
    });
    const live = anEdgeSigner({ app: 'acme', stage: 'prod', at });
    const liveLogs = lambdaLogs(live.lambdas[0].name, {
      region: 'eu-west-1',
      at,
      replicasOf: 'us-east-1',
    });
    account.with(signer, live, { logGroups: [logs, liveLogs] }).without([name]);
    const home = account.home();
    home.stage('acme', 'prod').deploy(at, live.entries);
    home
      .stage('acme', 'pr-1')
      .deploy(at, signer.entries, { firstPush: null })
      .remove(account.ago({ days: 3 }));
    expect(
      await verdicts(account, {
        gone: `eu-west-1:${logs.name}`,
        live: `eu-west-1:${liveLogs.name}`,
      }),
    ).toEqual({ gone: certain, live: 'live (4)' });
  });

  it.each([
    [{ days: 3, hours: -20 }, certain],
    [{ days: 3, hours: -25 }, 'unknown (8)'],
  ] as const)('that was made %j ago may be the last call’s, for a day', async (when, expected) => {
    const { account, server, ids } = removedServer();
    asLambdaMakesIt(server.logGroups[0]);
    server.logGroups[0].createdAt = account.ago(when);
    expect((await verdicts(account, ids)).logs).toBe(expected);
  });

  it.each([
    [20, 100, certain],
    [20, 0, 'unknown (8)'],
    [40, 100, 'unknown (8)'],
  ] as const)(
    'of a plain name may be the last call’s for half an hour, with something in it: %i minutes, %i bytes',
    async (minutes, storedBytes, expected) => {
      const { account, server, ids } = removedServer({ plainNames: true });
      asLambdaMakesIt(server.logGroups[0]);
      server.logGroups[0].createdAt = account.ago({ days: 3, minutes: -minutes });
      server.logGroups[0].storedBytes = storedBytes;
      expect((await verdicts(account, ids)).logs).toBe(expected);
    },
  );

  it.each([
    ['a retention', { retentionDays: 30 }],
    ['a tag', { tags: { team: 'data' } }],
    ['SST’s tags', { tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' } }],
  ])(
    'that was made with %s after its stage was removed is not Lambda’s',
    async (_, more: Partial<LogGroupData>) => {
      const { account, server, ids } = removedServer();
      asLambdaMakesIt(server.logGroups[0]);
      server.logGroups[0].createdAt = account.ago({ days: 3, minutes: -10 });
      expect((await verdicts(account, ids)).logs).toBe(certain);
      Object.assign(server.logGroups[0], more);
      expect((await verdicts(account, ids)).logs).toBe('unknown (8)');
    },
  );

  it.each([
    [{ days: 3, hours: -20 }, certain],
    [{ days: 3, hours: -26 }, 'unknown (8)'],
  ] as const)(
    'whose last event was %j ago may have taken the last call’s',
    async (when, expected) => {
      const { account, server, ids } = removedServer();
      server.logGroups[0].lastEventAt = account.ago(when);
      expect((await verdicts(account, ids)).logs).toBe(expected);
    },
  );

  it('holds data only where somebody said for how long', async () => {
    const { account, server, ids } = removedServer();
    const [{ name }] = server.lambdas;
    const made = lambdaLogs(name, { region: 'eu-west-1', at: account.ago({ days: 19 }) });
    account.with({ logGroups: [made] });
    const looked = await looking(account);
    const loses = (id: string) => looked.of(id).losesData;
    expect([loses(ids.logs), loses(`eu-west-1:${made.name}`)]).toEqual([true, false]);
  });

  it('that AWS will not let go of is blocked', async () => {
    const { account, server, ids } = removedServer();
    server.logGroups[0].deletionProtection = true;
    expect((await looking(account)).of(ids.logs).blockers).toMatchObject([
      { code: 'deletion-protection' },
    ]);
  });
});
