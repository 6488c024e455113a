import { restsOnUse } from '../../advice/removal.ts';
import type { AwsSession } from '../../aws/aws-session.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';
import type { Survey } from '../../survey/survey.ts';
import { pairOf } from '../../text/text.ts';
import { takeSurvey } from '../account/take-survey.ts';
import type { Options } from '../input/options.ts';
import type { CommandContext } from '../context.ts';
import { commandWords, removalText } from '../../report/stage-removals.ts';
import { plannedRemovals, tooManyRemovals } from './planned-removals.ts';
import { runRemovals } from './run-removals.ts';

/** A look that says, too, whether the stages that are not meant to exist are needed. */
export function lookForRemovals(session: AwsSession, context: CommandContext): Promise<Survey> {
  return takeSurvey(session, context, asksUse(context));
}

function asksUse({ removing }: Pick<CommandContext, 'removing'>) {
  return removing === null ? {} : { isInQuestion: restsOnUse, tellsUnwanted: false };
}

/**
 * Runs the command for each stage that is not meant to exist, one after the other. Returns the context with what
 * became of them, and the look on which the sweep rests: a new one, where a command ran.
 */
export async function removeStages(
  session: AwsSession,
  context: CommandContext,
): Promise<{ readonly look: Survey; readonly context: CommandContext }> {
  const look = await lookForRemovals(session, context);
  const planned = plannedRemovals(look, context);
  if (planned.length === 0) return { look, context };
  const refusal = context.options.yes ? tooManyRemovals(planned, context) : null;
  if (refusal) throw refusal;
  const agreed = context.options.yes ? planned : await askEach(planned, context);
  const again = () => takeSurvey(session, context, { ...asksUse(context), wordsMayBeOld: true });
  const begun = context.backend.clock.now().getTime();
  const ran = await runRemovals(agreed, { look, again, session, context });
  const spentMs = context.backend.clock.now().getTime() - begun;
  return {
    look: ran.look,
    context: { ...context, removals: ran.removals, options: lessTime(context.options, spentMs) },
  };
}

/** `--timeout` is one for the whole run: where it is used up, the sweep parks what it would begin. */
function lessTime(options: Options, spentMs: number): Options {
  const { timeoutMs } = options;
  return timeoutMs === null ? options : { ...options, timeoutMs: Math.max(1, timeoutMs - spentMs) };
}

/** Only the name of the stage is a yes. */
async function askEach(
  planned: readonly StageRemoval[],
  { progress, prompts, terminal }: CommandContext,
): Promise<readonly StageRemoval[]> {
  progress.stop();
  const asked: StageRemoval[] = [];
  for (const removal of planned) {
    if (removal.command === null) {
      terminal.say(removalText(removal));
      asked.push(removal);
      continue;
    }
    const pair = pairOf(removal);
    const isMeant = await prompts.typeWord(
      `Type ${pair} to run ${commandWords(removal.command)}, which removes that stage with its data, or leave it empty to keep it`,
      pair,
    );
    asked.push(isMeant ? removal : { ...removal, outcome: 'left', reason: 'not-confirmed' });
  }
  return asked;
}
