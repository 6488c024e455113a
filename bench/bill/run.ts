import type { SimulatedAws } from 'simulated-aws';
import { organizationOf, sweeper } from '../../test/account/organization.ts';
import { anEngine } from '../../test/engine/a-task.ts';
import { members } from '../accounts/members.ts';
import { monthlyBill, type Night } from './bill.ts';

// The move to Node 22 is the maintainers' business (docs/decisions.md, 9).
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** Counts a night's calls, with the tasks of the engine, over so many of the accounts of `bench/accounts`. */
async function countedNight(accounts: number): Promise<Omit<Night, 'open'>> {
  const given = members(accounts);
  const { aws, account } = organizationOf(given);
  const ids = given.map(({ data }) => data.account);
  const all: readonly SimulatedAws[] = [aws, ...ids.map((id) => account(id))];
  const callsSoFar = () => all.reduce((sum, { requests }) => sum + requests.length, 0);
  const engine = anEngine(aws, { accounts: { role: sweeper, accounts: ids } });
  const counted = async (work: () => Promise<unknown>) => {
    const before = callsSoFar();
    await work();
    return callsSoFar() - before;
  };
  const [first = ''] = ids;
  const lookCalls = await counted(() => engine.answer('look'));
  const plan = await counted(() => engine.answer('plan', first));
  const slice = await counted(() => engine.answer('sweep', first));
  await aws.clock.sleep(600_000);
  const rest = await counted(() => engine.answer('sweep', first));
  return { accounts, lookCalls, taskCalls: [plan, slice, rest] };
}

const one = await countedNight(1);
const twenty = await countedNight(20);
// Each further account is read once more by every task: what 19 of them take, 199 take as well.
const scaled = (small: number, large: number) => Math.round(small + ((large - small) * 199) / 19);
const twoHundred: Omit<Night, 'open'> = {
  accounts: 200,
  lookCalls: scaled(one.lookCalls, twenty.lookCalls),
  taskCalls: one.taskCalls.map((calls, index) => scaled(calls, twenty.taskCalls[index] ?? calls)),
};

console.log(
  '| accounts | with leftovers a night | transitions | calls | task hours | US dollars a month |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const counted of [one, twenty, twoHundred]) {
  const night = { ...counted, open: Math.max(1, Math.round(counted.accounts / 10)) };
  const { transitions, calls, taskSeconds, usd } = monthlyBill(night);
  const hours = (taskSeconds / 3600).toFixed(1);
  console.log(
    `| ${night.accounts} | ${night.open} | ${transitions} | ${calls} | ${hours} | ${usd.total.toFixed(2)} (tasks ${usd.tasks.toFixed(2)}, transitions ${usd.transitions.toFixed(2)}, requests ${usd.requests.toFixed(2)}, alarm ${usd.alarm.toFixed(2)}) |`,
  );
}
console.log(`calls of a night: ${JSON.stringify([one, twenty])}`);
