import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { settings, TaskDied, type Task } from './task.ts';

/** What every command of a task is told: the list, the one account of it, the config, the common state. */
export async function commonWords(task: Task, account: string | null): Promise<readonly string[]> {
  const list = await task.files.read(settings.accounts);
  if (list === null) {
    throw new UserError(
      'NO_ACCOUNTS',
      `There is no list of accounts at ${task.files.at(settings.accounts)}.`,
      { hint: 'Write one as docs/deploy-aws.md says, and upload it there.' },
    );
  }
  const config = await task.files.read(settings.config);
  const words = ['--accounts', await kept(task, 'accounts.json', list)];
  if (account !== null) words.push('--account', account);
  if (config !== null) words.push('--config', await kept(task, 'sst-sweep.json', config));
  return [...words, '--state-dir', task.files.at('state'), '--json', '--quiet'];
}

/** As a file of this machine, for a flag that takes one. */
export async function kept(task: Task, name: string, text: string): Promise<string> {
  const file = join(task.scratch, name);
  await writeFile(file, text);
  return file;
}

/** The answer of a command, as the JSON that it printed. Throws where it was ended before it had one. */
export async function answerOf(
  task: Task,
  words: readonly string[],
): Promise<{ readonly code: number; readonly answer: Readonly<Record<string, unknown>> }> {
  const { code, stdout } = await task.tool(words);
  if (code === null || code === 130 || stdout.trim() === '')
    throw new TaskDied(`sst-sweep ${words[0]} ended with ${code ?? 'a signal'}.`);
  return { code, answer: JSON.parse(stdout) as Readonly<Record<string, unknown>> };
}

/** Puts a page that a command wrote beside the run's other files; a command that was refused writes none. */
export async function shareReport(task: Task, file: string, path: string): Promise<string | null> {
  try {
    await task.files.write(path, await readFile(file, 'utf8'));
    return task.files.at(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
