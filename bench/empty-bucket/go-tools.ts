import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { pathOf } from './environment.ts';

const run = promisify(execFile);
const installationMs = 600_000;

export interface GoTool {
  readonly module: string;
  readonly version: string;
  /** Where in the module its command is; absent: at its root. */
  readonly command?: string;
}

/**
 * A command of a Go module in the pinned version, installed into the repository's `.venv/` once. A
 * module of our own requires it, since `go install` of a version also asks for what else there is.
 */
export async function installGoTool(
  { module, version, command }: GoTool,
  say: (text: string) => void,
): Promise<{ readonly path: string } | { readonly missing: string }> {
  const name = basename(command ?? module.replace(/\/v\d+$/, ''));
  const folder = pathOf(`../../.venv/go/${name}@${version}`);
  const path = join(folder, name);
  if (await exists(path)) return { path };
  if ((await run('go', ['version']).catch(() => null)) === null)
    return { missing: 'there is no Go' };
  say(`Installing ${name} ${version} into .venv/go ...\n`);
  await mkdir(folder, { recursive: true });
  const workplace = await mkdtemp(join(tmpdir(), 'sst-sweep-go-'));
  try {
    const required = `module bench\n\ngo 1.24\n\nrequire ${module} ${version}\n`;
    await writeFile(join(workplace, 'go.mod'), required);
    const source = command === undefined ? module : `${module}/${command}`;
    await run('go', ['install', '-mod=mod', source], {
      cwd: workplace,
      env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
      timeout: installationMs,
    });
    return { path };
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    return { missing: stderr.trim().split('\n').at(-1) || String(error) };
  } finally {
    await rm(workplace, { recursive: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
