import { join } from 'node:path';
import { planSchema, type PlanJson } from '../report/json/schema/plan.ts';
import { resultSchema, type ResultJson } from '../report/json/schema/result.ts';
import { runsSchema, type RunsJson } from '../report/json/schema/runs.ts';
import { UserError } from '../model/errors.ts';
import { answerOf, commonWords, kept, shareReport } from './run-tool.ts';
import { refusalOf } from './refusal.ts';
import { endingOf, refusedEnding, type SweepAnswer } from './ending.ts';
import { accountPath, type Task } from './task.ts';

type Run = RunsJson['runs'][number];

/**
 * One slice of the sweep of a plan: it begins it, or goes on with what an earlier slice began, also one that
 * died. So the engine calls it after a wait and after a death alike.
 */
export async function sweep(account: string, task: Task): Promise<SweepAnswer> {
  const text = await task.files.read(accountPath(task, account, 'plan.json'));
  if (text === null) {
    throw new UserError('NO_PLAN', `The run ${task.run} has no plan of account ${account}.`, {
      hint: 'The task "plan" comes before the task "sweep".',
    });
  }
  const plan = planSchema.parse(JSON.parse(text));
  const common = await commonWords(task, account);
  const begun = await begunWith(plan, task);
  if (begun && begun.status !== 'running' && begun.command === null)
    return endingOf({ ...begun, retryAfter: null }, begun.startedAt, task);
  const how = begun
    ? ['resume', begun.sweep]
    : ['sweep', '--plan', await kept(task, 'plan.json', text)];
  const page = join(task.scratch, 'result.html');
  const bounds = ['--yes', '--no-wait', '--timeout', task.slice, '--fail-on', 'parked'];
  const words = [...how, ...bounds, ...common, '--report', page];
  const { answer } = await answerOf(task, words);
  const refusal = refusalOf(answer);
  if (refusal) return refusedEnding(account, refusal, begun?.startedAt ?? null, task);
  const result = resultSchema.parse(answer);
  await task.files.write(accountPath(task, account, 'result.json'), `${JSON.stringify(answer)}\n`);
  await shareReport(task, page, accountPath(task, account, 'result.html'));
  return endingOf({ ...result, retryAfter: earliestRetry(result) }, begun?.startedAt ?? null, task);
}

/**
 * The sweep that runs that plan, as the journals tell it; null: none has begun. Where nothing changed, last
 * night's plan was the same.
 */
async function begunWith(
  { account, fingerprint, createdAt }: PlanJson,
  task: Task,
): Promise<Run | null> {
  const words = ['runs', '--account', account, '--state-dir', task.files.at('state'), '--json'];
  const { answer } = await answerOf(task, words);
  const begun = runsSchema
    .parse(answer)
    .runs.findLast(({ plan, startedAt }) => plan === fingerprint && (startedAt ?? '') >= createdAt);
  return begun ?? null;
}

function earliestRetry({ outcomes }: ResultJson): string | null {
  const times = outcomes.flatMap(({ outcome, retryAfter }) =>
    outcome === 'parked' && retryAfter !== null ? [retryAfter] : [],
  );
  return times.toSorted()[0] ?? null;
}
