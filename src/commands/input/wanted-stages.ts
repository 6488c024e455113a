import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readGitHubStages } from '../../wanted-stages/github.ts';
import { notRead, parseStages, type WantedStages } from '../../wanted-stages/wanted-stages.ts';
import type { Runtime } from '../program/runtime.ts';

/** `--stages-from`: read before AWS is, so that a source that does not answer costs nothing. */
export async function readWantedStages(
  source: string,
  { env, cwd, signal }: Pick<Runtime, 'env' | 'cwd' | 'signal'>,
): Promise<WantedStages> {
  if (source !== 'github') return parseStages(await readNames(source, cwd), source);
  return readGitHubStages({
    repository: env['GITHUB_REPOSITORY'] ?? '',
    token: env['GITHUB_TOKEN'] ?? env['GH_TOKEN'] ?? null,
    api: env['GITHUB_API_URL'] || 'https://api.github.com',
    signal,
  });
}

async function readNames(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw notRead(file, 'the file cannot be read.', cause);
  }
}
