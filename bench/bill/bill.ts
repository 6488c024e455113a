/** List prices of us-east-1 in US dollars, first tier, as of 30 November 2026; free tiers are not taken off. */
const prices = {
  /** aws.amazon.com/step-functions/pricing, Standard. */
  transition: 0.025 / 1000,
  /** aws.amazon.com/fargate/pricing, Linux on ARM. */
  vcpuHour: 0.032_38,
  gbHour: 0.003_56,
  /** aws.amazon.com/vpc/pricing, a public IPv4 address. */
  addressHour: 0.005,
  /** aws.amazon.com/s3/pricing. */
  put: 0.005 / 1000,
  get: 0.0004 / 1000,
  /** aws.amazon.com/cloudwatch/pricing: each metric of an alarm, a month; a GB of logs. */
  alarmMetric: 0.1,
} as const;

/** As `deploy/aws/template.yaml` has it. */
const task = { vcpu: 0.5, gb: 2 } as const;
const alarmMetrics = 3;
const nights = 30;

/** A container is billed from the pull of its image on. */
const startSeconds = 30;
/** One account's calls go side by side, and some services are asked slowly on purpose. */
const callsPerSecond = 10;
/** As many accounts the tool reads at once. */
const accountsAtOnce = 4;

/** The states that a night enters, as the names of the template have them. */
export const ways = {
  look: [
    'Look',
    'ReadLook',
    'IsAnythingOpen',
    'EachAccount',
    'Weigh',
    'KeepSummary',
    'IsAllWell',
    'Done',
  ],
  account: [
    'Plan',
    'ReadPlan',
    'IsAnythingPlanned',
    'AskSomebody',
    'Sweep',
    'ReadSweep',
    'MustItWait',
    'Swept',
    'Ended',
  ],
  slice: ['WaitForAws', 'Sweep', 'ReadSweep', 'MustItWait'],
} as const;

/** What a night does: calls of the look at all accounts, and of the tasks of one account that has leftovers. */
export interface Night {
  readonly accounts: number;
  /** Accounts with leftovers; each is planned and swept in two slices, since a distribution waits. */
  readonly open: number;
  readonly lookCalls: number;
  /** Of the plan, of the first slice and of the second one. */
  readonly taskCalls: readonly number[];
}

export interface Bill {
  readonly transitions: number;
  readonly calls: number;
  readonly taskSeconds: number;
  readonly usd: Readonly<Record<'transitions' | 'tasks' | 'requests' | 'alarm' | 'total', number>>;
}

/** A month of such nights. */
export function monthlyBill({ accounts, open, lookCalls, taskCalls }: Night): Bill {
  const slices = taskCalls.length - 2;
  const states = ways.look.length + open * (ways.account.length + slices * ways.slice.length);
  const calls = lookCalls + open * taskCalls.reduce((sum, each) => sum + each, 0);
  const pace = callsPerSecond * Math.min(accounts, accountsAtOnce);
  const seconds = calls / pace + startSeconds * (1 + open * taskCalls.length);
  const hours = (nights * seconds) / 3600;
  const perHour = task.vcpu * prices.vcpuHour + task.gb * prices.gbHour + prices.addressHour;
  // Answers, pages and plans of each task; a journal is written anew with each line.
  const puts = nights * (3 + open * 60);
  const gets = nights * (3 + open * 60);
  const usd = {
    transitions: nights * states * prices.transition,
    tasks: hours * perHour,
    requests: puts * prices.put + gets * prices.get,
    alarm: alarmMetrics * prices.alarmMetric,
  };
  const total = Object.values(usd).reduce((sum, each) => sum + each, 0);
  return {
    transitions: nights * states,
    calls: nights * calls,
    taskSeconds: Math.round(nights * seconds),
    usd: { ...usd, total },
  };
}
