import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aServer, lambdaLogs } from '../../account/servers.ts';
import { verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const unknown = 'unknown (8)';

interface Story {
  /** What its last state says: days, 0 for ever; null: nothing. */
  readonly recorded: number | null;
  /** What it is now. */
  readonly days: number | null;
  readonly isProtected?: boolean;
  /** Of log groups of a stage that lives. */
  readonly living?: readonly (number | null)[];
}

/** The log group of a removed stage, as SST made it, or as Lambda did for a function that the state lists. */
async function verdictOf(
  { recorded, days, isProtected = false, living = [] }: Story,
  madeBy: 'sst' | 'lambda' = 'sst',
): Promise<string | null> {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const server = aServer({ app: 'acme', stage: 'pr-1', at });
  const [sstLogs] = server.logGroups;
  const made = lambdaLogs(server.lambdas[0].name, {
    region: 'us-east-1',
    at: account.ago({ days: 80 }),
  });
  const group = madeBy === 'sst' ? sstLogs : made;
  delete group.retentionDays;
  if (isProtected) group.deletionProtection = true;
  if (days !== null) group.retentionDays = days;
  const home = account.with(server, madeBy === 'sst' ? {} : { logGroups: [made] }).home();
  const entries = server.entries.map((entry): Entry => {
    if (entry.id !== sstLogs.name) return entry;
    const { retentionInDays: _, ...outputs } = entry.outputs ?? {};
    return {
      ...entry,
      outputs: { ...outputs, ...(recorded !== null && { retentionInDays: recorded }) },
    };
  });
  home
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  const alive = living.map((kept, index) => {
    const other = aServer({ app: 'acme', stage: 'prod', component: `Api${index}`, at });
    delete other.logGroups[0].retentionDays;
    if (kept !== null) other.logGroups[0].retentionDays = kept;
    return other;
  });
  account.with(...alive);
  home.stage('acme', 'prod').deploy(
    at,
    alive.flatMap((each) => each.entries),
  );
  return (await verdicts(account, { logs: `us-east-1:${group.name}` }))['logs'] ?? null;
}

it.each<[string, Story]>([
  ['a year, and its state says a month', { recorded: 30, days: 365 }],
  ['ever, and its state says a month', { recorded: 30, days: null }],
  ['ten years, and its state says for ever', { recorded: 0, days: 3653 }],
  ['a year, as two of its living ones do', { recorded: 30, days: 365, living: [365, 365] }],
  [
    'a year, as few of the living ones do',
    { recorded: 30, days: 365, living: [365, 365, 365, 30, 30, 30, 30] },
  ],
])('a log group that keeps its events for %s is wanted by somebody', async (_, story) => {
  expect(await verdictOf(story)).toBe(unknown);
});

it.each<[string, Story]>([
  ['as long as its state says', { recorded: 30, days: 30 }],
  ['for ever, as its state says', { recorded: 0, days: null }],
  ['for a day, and its state says a month', { recorded: 30, days: 1 }],
  [
    'for a year, as half of the living ones do',
    { recorded: 30, days: 365, living: [365, 365, 365, 30, 30, 30] },
  ],
  ['for a year, and its state does not say', { recorded: null, days: 365 }],
])('a log group that keeps its events %s is left over', async (_, story) => {
  expect(await verdictOf(story)).toBe(certain);
});

it.each([
  [null, certain],
  [365, unknown],
] as const)(
  'a log group that Lambda made, and that keeps its events for %s days, is %s',
  async (days, expected) => {
    expect(await verdictOf({ recorded: 30, days }, 'lambda')).toBe(expected);
  },
);

it('a log group whose deletion somebody forbade is wanted, whatever its retention', async () => {
  expect(await verdictOf({ recorded: 30, days: 30, isProtected: true })).toBe(unknown);
});
