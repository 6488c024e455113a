import type { AwsSession } from '../../aws/aws-session.ts';
import type { ProgramEnd, RunProgram, StageRemoval } from '../../model/stage-removal.ts';
import { openRemovalLog } from '../../storage/removal-log.ts';
import type { Survey } from '../../survey/survey.ts';
import { pairOf, plain } from '../../text/text.ts';
import type { CommandContext } from '../context.ts';
import { plannedRemovals } from './planned-removals.ts';

const longestRunMs = 30 * 60_000;
/** An older look is taken anew: a stage may be deployed while another one is removed. */
const oldestLookMs = 60_000;
const shownLines = 2000;

interface Removing {
  readonly look: Survey;
  readonly again: () => Promise<Survey>;
  readonly session: AwsSession;
  readonly context: CommandContext;
}

/** One at a time, under the account's lock, each after a look that is at most a minute old. */
export async function runRemovals(
  agreed: readonly StageRemoval[],
  { look: first, again, session, context }: Removing,
): Promise<{ readonly look: Survey; readonly removals: readonly StageRemoval[] }> {
  const { backend, machine, state, removing } = context;
  const { clock } = backend;
  const isToRun = ({ outcome }: StageRemoval) => outcome === 'planned';
  if (removing === null || !agreed.some(isToRun)) return { look: first, removals: agreed };
  if (backend.runProgram === null)
    return {
      look: first,
      removals: agreed.map((each) => (isToRun(each) ? left(each, 'not-run') : each)),
    };
  const { account } = session;
  const files = await state.open();
  const lock = await files.locks.take({ account, sweep: 'stage-removals', clock, machine });
  const log = await openRemovalLog(account, { files, clock });
  const signal = AbortSignal.any([context.signal, lock.lost]);
  const deadline = endOf(context);
  const removals: StageRemoval[] = [];
  let look = first;
  let isOver = false;
  try {
    for (const removal of agreed) {
      if (!isToRun(removal)) {
        removals.push(removal);
        continue;
      }
      const leftMs = Math.min(longestRunMs, deadline - clock.now().getTime());
      if (isOver || signal.aborted || leftMs <= 0) {
        removals.push(left(removal, 'not-run'));
        continue;
      }
      if (clock.now().getTime() - look.takenAt.getTime() > oldestLookMs) look = await again();
      const wanted = await removing.readWanted();
      const reason = wanted.isWanted(removal.stage)
        ? 'wanted-meanwhile'
        : changeOf(removal, first, look, context);
      if (reason !== null) {
        removals.push(left(removal, reason));
        continue;
      }
      const { app, stage, region } = removal;
      await log.write({ event: 'removal-started', app, stage, region });
      context.progress.emit({ type: 'removal-started', app, stage, region });
      context.progress.stop();
      const begun = clock.now().getTime();
      const end = await runOne(removal, backend.runProgram, { ...context, signal }, leftMs);
      const seconds = Math.round((clock.now().getTime() - begun) / 1000);
      const after = await settled(again);
      const ended = { ...endedRemoval(removal, end, after.look), seconds };
      removals.push(ended);
      const { command: _command, ...told } = ended;
      // What ran is in the log, also where nobody could look at what it did.
      await log.write({ event: 'removal-finished', ...told });
      context.progress.emit({ type: 'removal-finished', ...told });
      if (after.look === null) throw after.error;
      look = after.look;
      // What ends well and removes nothing here may have removed something elsewhere.
      isOver = ended.reason === 'still-there';
    }
  } finally {
    await log.close();
    await lock.release();
  }
  context.signal.throwIfAborted();
  return { look, removals };
}

async function settled(
  looking: () => Promise<Survey>,
): Promise<{ readonly look: Survey } | { readonly look: null; readonly error: unknown }> {
  try {
    return { look: await looking() };
  } catch (error) {
    return { look: null, error };
  }
}

function left(removal: StageRemoval, reason: NonNullable<StageRemoval['reason']>): StageRemoval {
  return { ...removal, outcome: 'left', reason };
}

/** Of `--timeout`; the sweep behind it has what is left. */
function endOf({ backend, options }: CommandContext): number {
  return options.timeoutMs === null
    ? Number.POSITIVE_INFINITY
    : backend.clock.now().getTime() + options.timeoutMs;
}

const isOf = (removal: StageRemoval) => (each: Pick<StageRemoval, 'app' | 'stage' | 'region'>) =>
  each.app === removal.app && each.stage === removal.stage && each.region === removal.region;

/** Null: it stands as it was agreed to, and nothing speaks against it now. */
function changeOf(
  removal: StageRemoval,
  first: Survey,
  look: Survey,
  context: CommandContext,
): StageRemoval['reason'] {
  const [before, now] = [first, look].map(({ stages }) => stages.find(isOf(removal)));
  if (!now || now.updatedAt !== before?.updatedAt || now.lastRun?.id !== before.lastRun?.id)
    return 'changed-meanwhile';
  const planned = plannedRemovals(look, context).find(isOf(removal));
  return planned ? planned.reason : 'changed-meanwhile';
}

/** Its output is shown line by line, cleaned, and kept nowhere. */
async function runOne(
  removal: StageRemoval,
  runProgram: RunProgram,
  { cwd, options, signal, terminal }: CommandContext,
  timeoutMs: number,
): Promise<ProgramEnd> {
  let shown = 0;
  return runProgram({
    words: removal.command ?? [],
    cwd,
    env: {
      AWS_REGION: removal.region,
      ...(options.profile !== null && { AWS_PROFILE: options.profile }),
    },
    signal,
    timeoutMs,
    onLine(line) {
      shown += 1;
      if (terminal.quiet || shown > shownLines) return;
      // The name before it: no runner of a CI takes such a line for a command.
      terminal.say(
        `${pairOf(removal)} | ${shown === shownLines ? 'Its further lines are not shown.' : plain(line)}`,
      );
    },
  });
}

/** `look` is null where the account could not be looked at afterwards: then it counts as still there. */
function endedRemoval(removal: StageRemoval, end: ProgramEnd, look: Survey | null): StageRemoval {
  const { exitCode, why } = end;
  const isThere =
    look === null ||
    look.stages.some(
      (each) => isOf(removal)(each) && each.status !== 'removed' && each.resources > 0,
    );
  if (why !== 'exited') return { ...removal, outcome: 'failed', reason: why, exitCode };
  if (exitCode !== 0) return { ...removal, outcome: 'failed', reason: 'exit-code', exitCode };
  return isThere
    ? { ...removal, outcome: 'failed', reason: 'still-there', exitCode }
    : { ...removal, outcome: 'removed', reason: null, exitCode };
}
