import { runsCsv } from '../report/csv/runs-csv.ts';
import { renderRuns, runsJson, type RunReport } from '../report/terminal/runs.ts';
import { countOutcomes } from '../sweep/outcomes.ts';
import { pastSweeps, sweptAccounts, type PastSweep } from '../storage/past-sweeps.ts';
import { restoreState } from '../restore/restore-journal.ts';
import type { StateFiles } from '../storage/files.ts';
import { sweepPaths } from '../storage/sweep-paths.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodes } from './output/exit-code.ts';
import { canResume, continueCommand, warnOfDamage } from './sweeping/past.ts';

/** Past sweeps of this machine and their parked steps. Only where they lie in a bucket it asks AWS. */
export async function runs(context: CommandContext): Promise<number> {
  const { options, state } = context;
  const accounts =
    options.account === null ? await sweptAccounts(await state.open()) : [options.account];
  const found = await Promise.all(accounts.map((account) => runsOf(account, context)));
  const all = found.flat();
  await deliver(
    {
      table: (view) => renderRuns(all, view, context.backend.clock.now().toISOString()),
      json: (repeated) => runsJson(all, repeated),
      csv: (repeated) => runsCsv(runsJson(all, repeated)),
    },
    context,
  );
  return exitCodes.done;
}

async function runsOf(account: string, context: CommandContext): Promise<readonly RunReport[]> {
  const { machine, state } = context;
  const files = await state.open();
  const running = await files.locks.holder(account, machine);
  const past = await pastSweeps(account, files);
  for (const each of past) warnOfDamage(each, context);
  return Promise.all(
    past.map(async (each) => ({
      ...reportOf(each, running, context),
      restored: await restoredSince(each, files),
    })),
  );
}

/** Number of a sweep's resources that were restored since. */
async function restoredSince(
  { account, sweep }: Pick<PastSweep, 'account' | 'sweep'>,
  files: StateFiles,
): Promise<number> {
  const journal = await files.read(sweepPaths(account, sweep).restore);
  return journal === null ? 0 : restoreState(journal).finished.size;
}

function reportOf(
  { sweep, account, folder, journal }: PastSweep,
  running: string | null,
  context: CommandContext,
): Omit<RunReport, 'restored'> {
  const { plan, startedAt, finishedAt, unseen } = journal;
  const outcomes = [...journal.outcomes.values()];
  const ended = finishedAt === null ? 'unfinished' : 'finished';
  const status = running === sweep ? 'running' : ended;
  const isOpen = status !== 'running' && canResume(journal);
  return {
    sweep,
    account,
    plan,
    status,
    startedAt,
    finishedAt,
    summary: countOutcomes(outcomes),
    unseen,
    outcomes,
    folder,
    command: isOpen ? continueCommand('resume', { sweep, account }, context) : null,
  };
}
