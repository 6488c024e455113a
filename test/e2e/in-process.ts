import { setMaxListeners } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { main } from '../../src/commands/program/main.ts';
import type { RunProgram } from '../../src/model/stage-removal.ts';
import type { SimulatedAws } from 'simulated-aws';

/** Runs one command of the binary in this process, on an account that the test can look into. */
export async function run(
  aws: SimulatedAws,
  argv: readonly string[],
  given: {
    readonly stdin?: string;
    readonly stateDir?: string;
    /** Plays the programs that the tool runs. */
    readonly runProgram?: RunProgram;
    readonly signal?: AbortSignal;
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    /** Results go to a terminal of so many. */
    readonly columns?: number;
    /** Somebody is at the terminal: what they type when they are asked. */
    readonly person?: Person;
    /** In colour, as it comes to the terminal. */
    readonly raw?: boolean;
  } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const signal = given.signal ?? new AbortController().signal;
  setMaxListeners(0, signal);
  const stdin = new PassThrough();
  if (given.columns !== undefined) Object.assign(stdout, { isTTY: true, columns: given.columns });
  if (given.stdin !== undefined) stdin.end(given.stdin);
  const told = given.person
    ? seatedAt({ stdin, stdout, stderr }, given.person, given.columns)
    : null;
  const code = await main({
    argv,
    env: { ...given.env, ...(given.person && !given.raw && { NO_COLOR: '1' }) },
    cwd: given.cwd ?? tmpdir(),
    streams: { stdin, stdout, stderr },
    links: false,
    clock: aws.clock,
    version: '0.0.0',
    machine: { pid: 1, isAlive: () => false },
    stateDir: given.stateDir ?? aStateDir(),
    signal,
    runProgram: () => Promise.reject(new Error('no program is run')),
    simulation: async () => ({
      clock: aws.clock,
      requestHandler: aws.handler,
      ...(given.runProgram && { runProgram: given.runProgram }),
      save: async () => undefined,
    }),
    serveSimulation: () => Promise.reject(new Error('not served')),
  });
  return {
    code,
    stdout: await text(stdout.end()),
    stderr: told ? shown(told(), given) : await text(stderr.end()),
  };
}

function shown(screen: string, { raw = false }: { readonly raw?: boolean }): string {
  return raw ? screen : stripVTControlCharacters(screen);
}

/** What is typed in answer to a question, up to Enter or to Esc; null: Ctrl-C. */
export type Person = (question: string) => string | null;

/** Says yes to the last question and to lost data, types no id, and leaves a list with Ctrl-C. */
const whoSaysYes: Person = (question) => {
  if (question.startsWith('Choose')) return null;
  // The last choice of that menu, however many there are.
  if (question.startsWith('What about')) return '\u001b[B\u001b[B';
  const account = /^Type the account number (\d+)/.exec(question)?.[1];
  return account ?? (question.endsWith('(y/N)') ? 'y' : '');
};

/** Types every id once more, too. */
export const whoMeansIt: Person = (question) =>
  /^Type (\S+) once more/.exec(question)?.[1] ?? whoSaysYes(question);

const asked =
  /(Choose what to delete)|\? ((?:Delete|Put|Restore)[^?]*\? \(y\/N\)|What about \w+ data\?|(?!No\b)[^?\n]*?(?:keep it|go on|go back)(?!\w))/;

/** Puts somebody in front of the streams; returns what stood on the screen. */
function seatedAt(
  { stdin, stdout, stderr }: Readonly<Record<'stdin' | 'stdout' | 'stderr', PassThrough>>,
  person: Person,
  columns = 1000,
): () => string {
  const cursor = { cursorTo: () => true, moveCursor: () => true, clearLine: () => true };
  Object.assign(stdin, { isTTY: true, setRawMode: () => stdin });
  Object.assign(stdout, { isTTY: true, columns });
  Object.assign(stderr, { isTTY: true, columns, rows: 30, ...cursor });
  let screen = '';
  let unanswered = '';
  let last: string | null = null;
  stderr.on('data', (chunk) => {
    screen += String(chunk);
    unanswered = stripVTControlCharacters(unanswered + String(chunk));
    const [, list, question = list] = asked.exec(unanswered) ?? [];
    if (question === undefined) return;
    unanswered = '';
    // A prompt is written anew with every key.
    if (question === last) return;
    last = question;
    const answer = person(question);
    const end = answer?.endsWith('\u001b') ? '' : '\n';
    setImmediate(() => stdin.write(answer === null ? '\u0003' : `${answer}${end}`));
  });
  return () => screen;
}

/** Kept between two runs, it is one machine. */
export function aStateDir(): string {
  return mkdtempSync(join(tmpdir(), 'sst-sweep-'));
}
