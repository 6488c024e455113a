import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { cliCommand } from '../e2e/sst-sweep.ts';

interface Step {
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string | number }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** A workflow of GitHub's, as far as it is looked at. */
export interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  /** Absent where another workflow is called. */
  readonly steps?: readonly WorkflowStep[];
}

interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export function readAction(): Action {
  return parse(readFileSync('action.yml', 'utf8')) as Action;
}

/** What a job sees of the action's end. */
interface Ended {
  readonly code: number | null;
  /** Standard output and error as they came. */
  readonly log: string;
  /** What came on standard error, whose order with the rest the runner does not know. */
  readonly errors: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly workspace: string;
  /** What npm was told; null: it was not called. */
  readonly npm: string | null;
}

/** The words after which the shell starts what was "installed"; here it is this tool's own source. */
export const thisTool = `exec ${cliCommand([]).map(quoted).join(' ')} "$@"`;

/** Starts the action's only step as GitHub's runner does, with what `tool` says in place of the installed package. */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  { tool, env = {} }: { tool: string; env?: Readonly<Record<string, string>> },
): Promise<Ended> {
  const action = readAction();
  const [step, ...more] = action.runs.steps;
  if (!step || more.length > 0) throw new Error('The action has another number of steps than one.');
  const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-action-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['temp', 'workspace', 'bin']) mkdirSync(at(name));
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  writeFileSync(at('script.sh'), step.run);
  installer(at('bin'), { tool, told: at('npm') });
  const { PATH = '' } = process.env;
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', at('script.sh')], {
    cwd: at('workspace'),
    env: {
      PATH: `${at('bin')}${delimiter}${PATH}`,
      HOME: '/nonexistent',
      CI: 'true',
      NO_COLOR: '1',
      TZ: 'UTC',
      RUNNER_TEMP: at('temp'),
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      ...env,
      ...given(step, action, inputs),
    },
  });
  let log = '';
  let errors = '';
  child.stderr.on('data', (chunk) => void (errors += String(chunk)));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => void (log += String(chunk)));
  const code = await new Promise<number | null>((ended, reject) => {
    child.on('error', reject);
    child.on('close', ended);
  });
  return {
    code,
    log,
    errors,
    outputs: Object.fromEntries(
      [...readFileSync(at('output'), 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    ),
    summary: readFileSync(at('summary'), 'utf8'),
    workspace: at('workspace'),
    npm: existsSync(at('npm')) ? readFileSync(at('npm'), 'utf8') : null,
  };
}

/** The step's environment, with each input in the place of its expression. */
function given(
  { env }: Step,
  { inputs: known }: Action,
  inputs: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(env).map(([name, text]) => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
    const value = inputs[input] ?? known[input]?.default;
    if (value === undefined) throw new Error(`${name} is no input: ${text}`);
    return [name, String(value)];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** An npm that installs nothing from anywhere: it writes down what it was told, and lays `tool` there. */
function installer(bin: string, { tool, told }: { tool: string; told: string }): void {
  const script = [
    '#!/usr/bin/env bash',
    'set -eu',
    `printf '%s\\n' "$PWD" "$@" > ${quoted(told)}`,
    'while [ "$1" != --prefix ]; do shift; done',
    'mkdir -p "$2/node_modules/.bin"',
    `printf '%s\\n' '#!/usr/bin/env bash' ${quoted(tool)} > "$2/node_modules/.bin/sst-sweep"`,
    'chmod +x "$2/node_modules/.bin/sst-sweep"',
  ];
  writeFileSync(join(bin, 'npm'), `${script.join('\n')}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What GitHub's runner would do at each line: commands stand anywhere behind `##[`, or at a line's beginning. */
export function commandsIn(log: string): readonly string[] {
  const taken: string[] = [];
  let token: string | null = null;
  for (const line of log.split('\n')) {
    const [, name = '', value = ''] =
      /^\s*::([\w-]+)[^:]*::(.*)$/.exec(line) ?? /##\[([\w-]+)[^\]]*\](.*)/.exec(line) ?? [];
    if (name === '') continue;
    if (token !== null) token = name === token ? null : token;
    else if (name === 'stop-commands') token = value;
    else taken.push(`${name} ${value}`);
  }
  return token === null ? taken : [...taken, 'commands stay stopped'];
}
