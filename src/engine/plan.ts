import { join } from 'node:path';
import { planSchema } from '../report/json/schema/plan.ts';
import { answerOf, commonWords, shareReport } from './run-tool.ts';
import { notRefused, refusalFrom, refusalOf, type Refusal } from './refusal.ts';
import { accountPath, type Task } from './task.ts';

/** What the state machine reads of a plan. */
export interface PlanAnswer {
  readonly account: string;
  readonly exitCode: number;
  /** `planned`: it has steps. `nothing`: a sweep has nothing to do. `refused`: a rail forbids it as a whole. */
  readonly next: 'planned' | 'nothing' | 'refused';
  readonly steps: number;
  readonly resources: number;
  readonly report: string | null;
  readonly because: Refusal['because'] | null;
  readonly message: string | null;
}

/** The plan of one account, as a sweep without questions would make it; it is kept for that sweep. */
export async function plan(account: string, task: Task): Promise<PlanAnswer> {
  const page = join(task.scratch, 'plan.html');
  const words = ['plan', '--yes', ...(await commonWords(task, account)), '--report', page];
  const { code, answer } = await answerOf(task, words);
  const refused = refusalOf(answer);
  const none = { account, exitCode: code, steps: 0, resources: 0, report: null };
  if (refused) return { ...none, next: 'refused', ...refused };
  const { steps, refusal } = planSchema.parse(answer);
  await task.files.write(accountPath(task, account, 'plan.json'), `${JSON.stringify(answer)}\n`);
  return {
    account,
    exitCode: code,
    next: refusal ? 'refused' : steps.length > 0 ? 'planned' : 'nothing',
    steps: steps.length,
    resources: new Set(steps.map(({ key }) => key)).size,
    report: await shareReport(task, page, accountPath(task, account, 'plan.html')),
    ...(refusal ? refusalFrom(refusal) : notRefused),
  };
}
