import { execFile } from 'node:child_process';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPython } from '../../test/emulators/python-tools.ts';
import { app, region, removedStage } from './account.ts';
import type { Contestant, Task } from './contestants.ts';

const run = promisify(execFile);
const version = '0.9.53';
const installationMs = 600_000;

/** Its users know the stage by its tags where there are tags, and by its names elsewhere. */
const byTags = [{ 'tag:sst:app': app }, { 'tag:sst:stage': removedStage }];
const byName = [{ type: 'value', key: 'Name', op: 'regex', value: `^${app}-${removedStage}-` }];

/** `actions` is absent where it has none that deletes; it knows no cache policies. */
const policies = [
  // It can only disable them.
  { name: 'distributions', resource: 'aws.distribution', filters: byTags, actions: ['disable'] },
  { name: 'functions', resource: 'aws.cloudfront-function', filters: byName },
  { name: 'stores', resource: 'aws.cloudfront-key-value-store', filters: byName },
  { name: 'access-controls', resource: 'aws.origin-access-control', filters: byName },
  { name: 'lambdas', resource: 'aws.lambda', filters: byTags, actions: ['delete'] },
  {
    name: 'roles',
    resource: 'aws.iam-role',
    filters: byTags,
    actions: [{ type: 'delete', force: true }],
  },
  { name: 'logs', resource: 'aws.log-group', filters: byTags, actions: ['delete'] },
  {
    name: 'buckets',
    resource: 'aws.s3',
    filters: byTags,
    actions: [{ type: 'delete', 'remove-contents': true }],
  },
];

/** Cloud Custodian, installed by pip into the repository's `.venv/`; it pins what it depends on. */
export async function custodian(say: (text: string) => void): Promise<Contestant | string> {
  const name = 'Cloud Custodian';
  const program = await installed(say);
  if (typeof program === 'object') return `${name} ${version}: ${program.missing}`;
  return {
    name,
    version,
    async prepare({ task, folder }) {
      const file = join(folder, 'policies.json');
      await writeFile(file, JSON.stringify({ policies: policiesFor(task) }));
      const options = ['--region', region, '--cache-period', '0', '-s', join(folder, 'out')];
      const dry = task === 'scan' ? ['--dryrun'] : [];
      return { words: [program, 'run', ...options, ...dry, file] };
    },
    async found({ folder }) {
      const out = join(folder, 'out');
      const lists = await Promise.all(
        (await readdir(out)).map(async (policy) =>
          JSON.parse(await readFile(join(out, policy, 'resources.json'), 'utf8')),
        ),
      );
      return lists.flat().map(idOf);
    },
  };
}

function policiesFor(task: Task) {
  return task === 'scan' ? policies : policies.filter(({ actions }) => actions !== undefined);
}

/** Each service has its own name for it. */
function idOf(row: Readonly<Record<string, string>>): string {
  return row['FunctionName'] ?? row['RoleName'] ?? row['logGroupName'] ?? nameOf(row);
}

/** Distributions and access controls go by their ids; stores have both and go by their names. */
function nameOf(row: Readonly<Record<string, string>>): string {
  const isStore = row['ARN']?.includes(':key-value-store/') ?? false;
  return (isStore ? row['Name'] : (row['Id'] ?? row['Name'])) ?? '';
}

async function installed(
  say: (text: string) => void,
): Promise<string | { readonly missing: string }> {
  const folder = fileURLToPath(new URL(`../../.venv/c7n@${version}`, import.meta.url));
  const program = join(folder, 'bin/custodian');
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  const python = await findPython();
  if (python === null) return { missing: 'there is no Python for it' };
  say(`Installing Cloud Custodian ${version} into .venv ...\n`);
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  try {
    await run(python, ['-m', 'venv', folder], { timeout: installationMs });
    await run(join(folder, 'bin/python'), [...words, `c7n==${version}`], {
      timeout: installationMs,
    });
    return program;
  } catch (error) {
    return { missing: lastLineOf(error) };
  }
}

/** Why a program failed, by its last words. */
export function lastLineOf(error: unknown): string {
  const { stderr = '' } = error as { stderr?: string };
  return stderr.trim().split('\n').at(-1) || String(error);
}
