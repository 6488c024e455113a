import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { runTask } from '../engine/run-task.ts';
import { sharedFiles } from '../engine/shared-files.ts';
import type { RunTool } from '../engine/task.ts';
import { UserError } from '../model/errors.ts';
import { plain } from '../text/text.ts';

/** Runs one task of an engine; `tool` is the command line's own file. */
export async function startTask(tool: URL): Promise<void> {
  try {
    await runTask(process.argv.slice(2), {
      files: sharedFiles(given('SST_SWEEP_SHARED')),
      run: given('SST_SWEEP_RUN'),
      scratch: await mkdtemp(join(tmpdir(), 'sst-sweep-task-')),
      tool: asProcess(tool),
      clock: { now: () => new Date() },
      slice: process.env['SST_SWEEP_SLICE'] ?? '30m',
      patienceHours: Number(process.env['SST_SWEEP_PATIENCE_HOURS'] ?? 6),
      longestWait: Number(process.env['SST_SWEEP_LONGEST_WAIT'] ?? 3600),
    });
  } catch (error) {
    process.exitCode = 1;
    const message = error instanceof UserError ? error.message : String(error);
    process.stderr.write(`${plain(message)}\n`);
  }
}

function given(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new UserError('USAGE', `The variable ${name} is not set.`, {
    hint: 'deploy/aws/template.yaml sets it.',
  });
}

/** In a process of its own, as anybody runs it. What stops a container stops both. */
function asProcess(tool: URL): RunTool {
  return async (words) => {
    const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(tool), ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // The tool comes to a safe end with the signal that ECS sends before it kills.
    const stop = () => void child.kill('SIGTERM');
    process.once('SIGTERM', stop);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code));
    });
    const [code, stdout] = await Promise.all([ended, text(child.stdout)]);
    process.off('SIGTERM', stop);
    return { code, stdout };
  };
}
