import { type AccountData, createSimulatedAws } from 'simulated-aws';
import { commandNames } from '../../src/commands/input/flags.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { run, type Person } from '../e2e/in-process.ts';
import { printedIn, type Printed } from './printed.ts';

export interface Asking {
  readonly data: AccountData;
  readonly stateDir: string;
  /** As the person gave them: `--demo`, ... */
  readonly flags: readonly string[];
  /** Outputs of failed deploys for the doctor. */
  readonly errors?: readonly string[];
  /** Ids to explain and to type. */
  readonly ids?: readonly string[];
  /** Ask for what is printed of mistakes, too: it is the same of every account. */
  readonly mistakes?: boolean;
}

interface Question {
  readonly words: readonly string[];
  readonly stdin?: string;
  /** Asked in every format, and once where somebody is at the terminal. */
  readonly everyWay?: true;
}

const account = ['--account', '123456789012'];

const always: readonly Question[] = [
  { words: ['scan', '--verbose'], everyWay: true },
  { words: ['stages', '--verbose'], everyWay: true },
  { words: ['plan'], everyWay: true },
  { words: ['plan', '--min-confidence', 'low', '--include-retained'], everyWay: true },
  { words: ['doctor'], stdin: '' },
  { words: ['sweep', '--yes', ...account, '--max-deletions', '1', '--dry-run'] },
];

const mistakes: readonly Question[] = [
  { words: ['scan'] },
  { words: ['stages', '--idle', '1d'], everyWay: true },
  { words: ['sweep'], everyWay: true },
  { words: ['sweep', '--yes'], everyWay: true },
  { words: ['--yes'] },
  { words: ['runs'], everyWay: true },
  { words: ['explain', 'nothing'], everyWay: true },
  { words: ['plan', 'nothing'], everyWay: true },
  { words: ['scan', '--frob'] },
  { words: ['runs', '--region', 'eu-west-1'] },
  { words: ['frob'] },
  { words: ['iam-policy', 'frob'] },
  { words: ['stages', '--abandon', 'acme'] },
  { words: ['resume'] },
  { words: ['resume', 'nothing', '--yes', ...account] },
  { words: ['restore', 'nothing'] },
  { words: ['restore', 'nothing', '--yes', ...account] },
];

/** Looks, answers no question, and leaves a list. */
const whoOnlyLooks: Person = (question) => (question.startsWith('Choose') ? null : '');

/** All that is printed about an account by every command that prints commands. Nothing of it writes. */
export async function printedAbout(asking: Asking): Promise<readonly Printed[]> {
  const { errors = [], ids = [] } = asking;
  const questions: readonly Question[] = [
    ...always,
    ...errors.map((stdin) => ({ words: ['doctor'], stdin })),
    ...ids.flatMap((id) => [{ words: ['explain', id] }, { words: ['plan', id] }]),
    ...(asking.mistakes ? mistakes : []),
  ];
  const printed: Printed[] = [];
  for (const question of questions)
    for (const output of await answersTo(question, asking)) printed.push(...printedIn(output));
  return printed;
}

async function answersTo(
  { words, stdin, everyWay }: Question,
  { data, stateDir, flags }: Asking,
): Promise<readonly string[]> {
  const command = commandNames.find((name) => name === words[0]) ?? 'interactive';
  const formats = everyWay || stdin !== undefined ? formatsOf(command) : (['table'] as const);
  const ways = formats.map((format) => ({ more: ['--format', format], person: undefined }));
  const attended = everyWay ? [{ more: [], person: whoOnlyLooks }] : [];
  const outputs: string[] = [];
  for (const { more, person } of [...ways, ...attended]) {
    const aws = createSimulatedAws(structuredClone(data));
    const line = [...words, ...(takesFormat(words) ? more : []), ...flagsFor(words, flags)];
    const given = { stateDir, ...(stdin !== undefined && { stdin }), ...(person && { person }) };
    const { stdout, stderr } = await run(aws, line, given);
    if (aws.requests.some(({ writes }) => writes)) throw new Error(`${line.join(' ')} writes`);
    outputs.push(stdout, stderr);
  }
  return outputs;
}

function takesFormat([command]: readonly string[]): boolean {
  return command !== undefined && command !== 'frob' && !command.startsWith('--');
}

/** Not every command connects to an account. */
function flagsFor([command]: readonly string[], flags: readonly string[]): readonly string[] {
  return command === 'runs' || command === 'iam-policy' ? flags.slice(0, 1) : flags;
}
