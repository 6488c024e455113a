import { join } from 'node:path';
import { reportsSchema } from '../report/json/schema/reports.ts';
import { answerOf, commonWords, shareReport } from './run-tool.ts';
import { notRefused, refusalOf, type Refusal } from './refusal.ts';
import type { Task } from './task.ts';

/** What the state machine reads of a look at all accounts. */
export interface LookAnswer {
  readonly exitCode: number;
  /** How many were read. */
  readonly accounts: number;
  /** Those in which a sweep without questions may find something to take. */
  readonly open: readonly string[];
  readonly unread: readonly { readonly account: string; readonly code: string }[];
  readonly report: string | null;
  readonly because: Refusal['because'] | null;
  readonly message: string | null;
}

/** One look at all accounts of the list, so that each is judged by what the others name. */
export async function look(task: Task): Promise<LookAnswer> {
  const page = join(task.scratch, 'look.html');
  const words = ['scan', ...(await commonWords(task, null)), '--report', page];
  const { code, answer } = await answerOf(task, words);
  const refusal = refusalOf(answer);
  if (refusal)
    return { exitCode: code, accounts: 0, open: [], unread: [], report: null, ...refusal };
  const { reports, errors } = reportsSchema.parse(answer);
  const folder = `runs/${task.run}`;
  await task.files.write(`${folder}/reports.json`, `${JSON.stringify(answer)}\n`);
  return {
    exitCode: code,
    accounts: reports.length,
    open: reports
      .filter(({ summary: { byConfidence } }) => byConfidence.certain + byConfidence.high > 0)
      .map(({ account }) => account),
    unread: errors.map(({ account, code: error }) => ({ account, code: error })),
    report: await shareReport(task, page, `${folder}/look.html`),
    ...notRefused,
  };
}
