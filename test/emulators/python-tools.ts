import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../../.venv/emulators', import.meta.url));
const binaries = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
const stamp = join(folder, 'installed.txt');
const files = ['requirements.txt', 'constraints.txt'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);
const [requirements = '', constraints = ''] = files;

/** moto, ministack and the AWS CLI all need this one. */
const oldestPython = [3, 10] as const;
const installationMs = 600_000;

/**
 * The folder of `aws`, `moto_server` and `ministack`, installed into the repository's `.venv/` when
 * they are not there yet or the pinned versions changed. Null: this machine has no Python for them.
 */
export async function installPythonTools(say: (text: string) => void): Promise<string | null> {
  const wanted = await fingerprint();
  if ((await installed()) === wanted) return binaries;
  const python = await findPython();
  if (python === null) return null;
  say('Installing moto, ministack and the AWS CLI into .venv/emulators ...\n');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run(python, ['-m', 'venv', folder], { timeout: installationMs });
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  await run(join(binaries, 'python'), [...words, '-r', requirements, '-c', constraints], {
    timeout: installationMs,
  });
  await writeFile(stamp, wanted);
  return binaries;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}

/** Written last, so that what was interrupted is installed anew. */
async function installed(): Promise<string | null> {
  try {
    return await readFile(stamp, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export async function findPython(): Promise<string | null> {
  const [major, minor] = oldestPython;
  const question = `import sys, venv, ensurepip; print(sys.version_info >= (${major}, ${minor}))`;
  for (const name of ['python3', 'python']) {
    const answer = await run(name, ['-c', question], { timeout: 10_000 }).catch(() => null);
    if (answer?.stdout.trim() === 'True') return name;
  }
  return null;
}
