import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatedAws } from 'simulated-aws';
import { runTask } from '../../src/engine/run-task.ts';
import { sharedFiles } from '../../src/engine/shared-files.ts';
import { TaskDied, type RunTool, type Task } from '../../src/engine/task.ts';
import { run } from '../e2e/in-process.ts';
import { killedAt, type Kill } from '../e2e/killed.ts';

export interface Engine {
  /** Runs a task and reads its answer as the state machine does. */
  answer(command: 'look' | 'plan' | 'sweep', account?: string): Promise<Record<string, unknown>>;
  /** The commands that tasks ran, without what all of them have. */
  readonly ran: readonly string[];
  /** The next sweep or resume dies there, and its answer is lost in any case. */
  killNext(kill: Kill): void;
  /** Whether it had a write at which to die. */
  died(): boolean;
  /** Another night, with the same state and accounts. */
  night(run: string, other?: Partial<Task>): void;
  readonly folder: string;
}

/** Tasks that share a folder, and run the tool in this process on the simulated account's clock. */
export function anEngine(
  aws: SimulatedAws,
  {
    accounts,
    config,
    ...given
  }: { readonly accounts: unknown; readonly config?: unknown } & Partial<Task>,
): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-engine-'));
  mkdirSync(join(folder, 'settings'));
  writeFileSync(join(folder, 'settings', 'accounts.json'), JSON.stringify(accounts));
  if (config !== undefined)
    writeFileSync(join(folder, 'settings', 'sst-sweep.json'), JSON.stringify(config));
  const files = sharedFiles(folder);
  const ran: string[] = [];
  let kill: Kill | null = null;
  let died = false;
  let name = 'night-1';
  let changed: Partial<Task> = {};
  const tool: RunTool = async (words) => {
    ran.push(words.slice(0, words[0] === 'resume' ? 1 : 2).join(' '));
    // On a clock that jumps to whatever is slept for, a timeout would strike at once.
    const at = words.indexOf('--timeout');
    const argv = [
      ...words.filter((_, index) => at === -1 || index < at || index > at + 1),
      '--demo',
    ];
    if (kill === null || !['sweep', 'resume'].includes(words[0] ?? '')) return run(aws, argv);
    const state = join(folder, 'state');
    mkdirSync(state, { recursive: true });
    const left = await killedAt(aws, argv, kill, state);
    kill = null;
    died = left !== null;
    if (left !== null) {
      rmSync(state, { recursive: true });
      cpSync(left, state, { recursive: true });
    }
    return { code: null, stdout: '' };
  };
  const task = (): Task => ({
    files,
    run: name,
    scratch: mkdtempSync(join(tmpdir(), 'sst-sweep-task-')),
    tool,
    clock: aws.clock,
    slice: '30m',
    patienceHours: 6,
    longestWait: 3600,
    ...given,
    ...changed,
  });
  return {
    ran,
    folder,
    died: () => died,
    killNext: (next) => void (kill = next),
    night(next, other = {}) {
      name = next;
      changed = other;
    },
    async answer(command, account) {
      await runTask(account === undefined ? [command] : [command, account], task());
      const place = account === undefined ? 'look.json' : `${account}/${command}.answer.json`;
      return JSON.parse((await files.read(`runs/${name}/${place}`)) ?? 'null') as Record<
        string,
        unknown
      >;
    },
  };
}

/** The sweep of a planned account as the state machine takes it: what died is repeated, what waits is waited for. */
export async function sweepToEnd(
  engine: Engine,
  account: string,
  clock: SimulatedAws['clock'],
): Promise<Record<string, unknown>> {
  for (let slice = 0; slice < 20; slice += 1) {
    let answer: Record<string, unknown>;
    try {
      answer = await engine.answer('sweep', account);
    } catch (error) {
      if (error instanceof TaskDied) continue;
      throw error;
    }
    if (answer['next'] !== 'wait') return answer;
    await clock.sleep(Number(answer['waitSeconds']) * 1000);
  }
  throw new Error('The sweep does not end.');
}
