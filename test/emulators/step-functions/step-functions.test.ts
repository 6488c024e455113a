import { serve } from 'simulated-aws';
import type { SimulatedOrganization } from 'simulated-aws';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { emptyAccount, sweeper } from '../../account/organization.ts';
import { startProxy, type ProxyChanges } from '../loopback-proxy.ts';
import { describeWithPython } from '../programs.ts';
import {
  companyOf,
  engineBucket,
  externalId,
  withDistribution,
  withFunction,
  type Company,
} from './accounts.ts';
import { definition } from './definition.ts';
import { startEngine, type Execution } from './engine.ts';
import { readObject, startEngineServices, writeObject } from './engine-services.ts';
import { compiledTask, taskRunner, type TaskRunner } from './tasks.ts';

const cleanUps: (() => Promise<void>)[] = [];
let program = '';

interface Ended {
  readonly execution: Execution;
  readonly tasks: readonly string[];
  readonly summary: {
    readonly look: { readonly open: readonly string[]; readonly unread: readonly unknown[] };
    readonly accounts: readonly unknown[];
  };
}

/** One execution of the state machine over these accounts. `approves` answers the mail about an account. */
async function executed(
  { organization, pass }: Company,
  accounts: readonly string[],
  {
    approves = () => true,
    changes,
  }: {
    readonly approves?: (mail: string) => boolean;
    readonly changes?: (tasks: TaskRunner) => ProxyChanges;
  } = {},
): Promise<Ended> {
  const simulated = await serve({ answer: organization.answer, requests: [] }, { port: 0 });
  cleanUps.push(() => simulated.close());
  const shared = `${engineBucket}/sst-sweep`;
  const list = JSON.stringify({ role: sweeper, externalId, accounts });
  const objects = `http://127.0.0.1:${simulated.port}/${shared}`;
  await writeObject(`${objects}/settings/accounts.json`, list);
  const proxyChanges: ProxyChanges = {};
  const proxy = await startProxy(`http://127.0.0.1:${simulated.port}`, proxyChanges);
  cleanUps.push(() => proxy.stop());
  const runner = taskRunner(program, { endpoint: proxy.url, shared: `s3://${shared}` });
  Object.assign(proxyChanges, changes?.(runner));
  const mails: string[] = [];
  const services = await startEngineServices({
    objects,
    async run(task) {
      const code = await runner.run(task);
      // Longer than CloudFront takes to disable a distribution, and than a dead task's lock holds.
      if (code === 0 && task.words.join(' ') === `sweep ${accounts[0]}`) pass(600_000);
      return code;
    },
    mailed: (mail) => {
      mails.push(mail);
      const token = /send-task-success .*--task-token (\S+)/.exec(mail)?.[1] ?? '';
      void engine.answer(token, approves(mail));
    },
  });
  cleanUps.push(() => services.stop());
  const engine = await startEngine(services.port);
  cleanUps.push(() => engine.stop());
  const machine = await definition({ AfterPlan: 'AskSomebody' });
  const execution = await engine.execute(machine, 'night');
  const summary = await readObject(`${objects}/runs/night/run.json`).catch(() => {
    throw new Error(`${execution.cause}: ${runner.said.join('')}`);
  });
  return {
    execution,
    tasks: services.tasks.map(
      ({ words, code, seconds }) => `${words} ${code} ${seconds.toFixed(1)}`,
    ),
    summary: JSON.parse(summary) as Ended['summary'],
  };
}

describeWithPython('the state machine of deploy/aws on moto’s Step Functions', () => {
  beforeAll(async () => {
    program = await compiledTask();
  });

  afterEach(async () => {
    for (const clean of cleanUps.splice(0).toReversed()) await clean();
  });

  it(
    'ends each account as it should: approved, parked and killed, failed, refused, not let in',
    { timeout: 300_000 },
    async () => {
      const [parked, failing, refused, locked] = [
        '200000000001',
        '200000000002',
        '200000000003',
        '200000000004',
      ] as const;
      const company = companyOf(
        [
          withDistribution(parked),
          withFunction(failing, [{ kind: 'deny', operation: 'CloudFront.DeleteFunction' }]),
          withFunction(refused),
        ],
        [emptyAccount(locked)],
      );
      const before = namesIn(company.organization, refused);
      let killed = false;
      const { execution, summary, tasks } = await executed(
        company,
        [parked, failing, refused, locked],
        {
          approves: (mail) => !mail.includes(refused),
          // The first write of all is the disabling of the distribution.
          changes: (runner) => ({
            passes(line, when) {
              if (killed || when !== 'before' || !/^PUT .*\/distribution\//.test(line)) return true;
              killed = true;
              runner.kill(parked);
              return false;
            },
          }),
        },
      );
      console.info(`${execution.entered.length} states entered beside those of accounts`, tasks);
      expect(killed).toBe(true);
      expect(summary.look.open).toEqual([parked, failing, refused]);
      expect(summary.look.unread).toEqual([{ account: locked, code: 'ROLE_REFUSED' }]);
      expect(summary.accounts).toMatchObject([
        { account: parked, ended: 'done', summary: { failed: 0, parked: 0 } },
        { account: failing, ended: 'failed', summary: { failed: 1 } },
        { account: refused, ended: 'denied', because: 'Refused' },
      ]);
      expect({ status: execution.status, error: execution.error }).toEqual({
        status: 'FAILED',
        error: 'SomethingFailed',
      });
      const sweeps = tasks.filter((task) => task.startsWith(`sweep ${parked}`));
      // Killed; repeated by the engine, and kept off by the dead one's lock; parked; gone on with after the wait.
      expect(sweeps.map((task) => task.split(' ')[2])).toEqual(['null', '0', '0', '0']);
      expect(namesIn(company.organization, parked)).toEqual(['acme-prod-']);
      expect(namesIn(company.organization, refused)).toEqual(before);
    },
  );

  it('ends well where nothing is left over', { timeout: 120_000 }, async () => {
    const account = '200000000005';
    const { execution, tasks } = await executed(companyOf([emptyAccount(account)]), [account]);
    expect({ status: execution.status, tasks: tasks.length }).toEqual({
      status: 'SUCCEEDED',
      tasks: 1,
    });
    expect(execution.entered).toEqual([
      'Look',
      'ReadLook',
      'IsAnythingOpen',
      'NothingOpen',
      'KeepSummary',
      'IsAllWell',
      'Done',
    ]);
  });
});

/** What CloudFront has there: functions by the beginning of their names, and distributions. */
function namesIn(organization: SimulatedOrganization, account: string): readonly string[] {
  const { cloudfront } = organization.account(account).snapshot();
  return [
    ...(cloudfront?.functions ?? []).map(({ name }) => name.slice(0, 10)),
    ...(cloudfront?.distributions ?? []).map(({ id }) => id),
  ];
}
