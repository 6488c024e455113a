import type { AwsSession } from '../aws/aws-session.ts';
import { kinds } from '../kinds/index.ts';
import { flag, ownCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import type { RestoreReport } from '../model/restore.ts';
import { renderRestore, restoreJson } from '../report/terminal/restore.ts';
import { count } from '../text/text.ts';
import type { PastSweep } from '../storage/past-sweeps.ts';
import { restore as restoreSweep } from '../restore/restore.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodes } from './output/exit-code.ts';
import { withSession } from './account/take-survey.ts';
import { nullIfLeft } from './sweeping/going-back.ts';
import { continueCommand, namedSweep } from './sweeping/past.ts';
import { checkRails } from './sweeping/rails.ts';

/** Makes the resources that a sweep deleted again, from its backup, and tells every difference. */
export async function restore(context: CommandContext): Promise<number> {
  const { options, terminal, typed } = context;
  checkRails(options, { typed: [], interactive: terminal.interactive });
  const [name = ''] = typed;
  return withSession(context, async (session) => {
    const past = await namedSweep(name, session.account, context);
    if (!options.dryRun && !options.yes && !terminal.interactive) throw nobodyToAsk(typed);
    if (options.dryRun)
      return printReport(await run(past, session, context, { dryRun: true }), context);
    if (!options.yes && !(await nullIfLeft(() => confirmed(past, session, context)))) {
      terminal.say('Nothing was restored.');
      return exitCodes.done;
    }
    return printReport(await run(past, session, context, { dryRun: false }), context);
  });
}

function nobodyToAsk(operands: readonly string[]): UserError {
  return new UserError(
    'NO_CONFIRMATION',
    'Not a terminal, so nobody can confirm what is made again.',
    {
      hint: [
        'Review with ',
        ownCommand('restore', { flags: [flag('--dry-run')], operands }),
        ', then run it with --yes and --account in place of --dry-run.',
      ],
      exitCode: 6,
    },
  );
}

/** The last question, after the restore was shown as a plan. */
async function confirmed(
  past: PastSweep,
  session: AwsSession,
  context: CommandContext,
): Promise<boolean> {
  const { prompts, progress, terminal } = context;
  const preview = await run(past, session, context, { dryRun: true });
  progress.stop();
  terminal.say(
    `\n${renderRestore(preview, terminal.stderr, continueCommand('restore', preview, context))}`,
  );
  const { planned } = preview.summary;
  if (planned === 0) return false;
  return prompts.confirm(`Restore ${count(planned, 'resource')} in account ${preview.account}?`);
}

async function run(
  past: PastSweep,
  session: AwsSession,
  { machine, progress, signal, state, backend }: CommandContext,
  { dryRun }: { readonly dryRun: boolean },
): Promise<RestoreReport> {
  return restoreSweep(past, {
    session,
    kinds,
    clock: backend.clock,
    signal,
    emit: progress.emit,
    files: await state.open(),
    machine,
    dryRun,
  });
}

async function printReport(report: RestoreReport, context: CommandContext): Promise<number> {
  const exitCode = exitCodeOf(report);
  await deliver(
    {
      table: (view) => renderRestore(report, view, continueCommand('restore', report, context)),
      json: () => restoreJson(report, exitCode),
    },
    context,
  );
  return exitCode;
}

/** A resource that cannot be restored, or whose name is taken, is told and is no failure. */
function exitCodeOf({ interrupted, summary }: RestoreReport): number {
  if (interrupted) return exitCodes.interrupted;
  return summary.failed + summary.held > 0 ? exitCodes.failed : exitCodes.done;
}
