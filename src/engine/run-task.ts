import { UserError } from '../model/errors.ts';
import { plain } from '../text/text.ts';
import { look } from './look.ts';
import { plan } from './plan.ts';
import { sweep } from './sweep.ts';
import { accountPath, type Task } from './task.ts';

/**
 * One task of an engine: `look`, or `plan` or `sweep` of an account. Its answer lies in `runs/RUN/look.json`, or
 * in `runs/RUN/ACCOUNT/plan.answer.json` or `sweep.answer.json`, for the state machine to read. Throws where there
 * is none: then the engine repeats the task.
 */
export async function runTask(words: readonly string[], task: Task): Promise<void> {
  const [command = '', account = ''] = words;
  if (command === 'look') return answer(task, `runs/${task.run}/look.json`, await look(task));
  const each = { plan, sweep }[command];
  if (!each || !/^\d{12}$/.test(account)) {
    throw new UserError('USAGE', `"${plain(words.join(' '))}" is no task.`, {
      hint: 'Write look, plan ACCOUNT or sweep ACCOUNT.',
    });
  }
  const path = accountPath(task, account, `${command}.answer.json`);
  return answer(task, path, await each(account, task));
}

async function answer(task: Task, path: string, text: unknown): Promise<void> {
  await task.files.write(path, `${JSON.stringify(text)}\n`);
}
