import { Transform } from 'node:stream';
import inquirer from 'inquirer';
import type { Finding } from '../model/finding.ts';
import { AbortError } from '../model/errors.ts';
import { plain } from '../report/text.ts';
import { choiceLines } from './choices.ts';

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** Everything that is asked of a person. Each of these has a flag that answers it. */
export interface Prompts {
  select<T extends string>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** Keys of the findings that were ticked. */
  chooseFindings(findings: readonly Finding[]): Promise<readonly string[]>;
  /** The default is no. */
  confirm(message: string): Promise<boolean>;
  /** True only for exactly that word; empty means no. */
  typeWord(message: string, word: string): Promise<boolean>;
}

export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly coloured: boolean;
  readonly width: number;
}

export function createPrompts(streams: PromptStreams): Prompts {
  const { width } = streams;
  const module = () => promptModule(streams);
  return {
    select: (message, choices) =>
      asked(async () => {
        const list = { message, choices: [...choices] };
        const { answer } = await module()([{ type: 'select', name: 'answer', ...list }]);
        return answer;
      }),
    chooseFindings: (findings) =>
      asked(async () => {
        const { answer } = await module()([
          { type: 'checkbox', name: 'answer', ...findingList(findings, width) },
        ]);
        return answer;
      }),
    confirm: (message) =>
      asked(async () => {
        const { answer } = await module()([
          { type: 'confirm', name: 'answer', message, default: false },
        ]);
        return answer;
      }),
    typeWord: (message, word) =>
      asked(async () => {
        const mistake = `That is not ${plain(word)}. Type it exactly, or leave it empty.`;
        const validate = (typed: string) => typed === '' || typed.trim() === word || mistake;
        const { answer } = await module()([{ type: 'input', name: 'answer', message, validate }]);
        return answer.trim() === word;
      }),
  };
}

/** One per question: a prompt ends the stream that it wrote to, unless that is the process's own. */
function promptModule({ input, output, signal, coloured, width }: PromptStreams) {
  const screen = coloured ? output : withoutColour(output, width);
  return inquirer.createPromptModule({ input, output: screen, signal });
}

/** What can be chosen has a box; headings and the rest are only read. */
function findingList(findings: readonly Finding[], width: number) {
  const choices = choiceLines(findings, width).map((line) =>
    line.type === 'choice'
      ? {
          name: line.text,
          value: line.key,
          short: line.text,
          checked: line.ticked,
          description: line.detail,
        }
      : new inquirer.Separator(line.type === 'heading' ? line.text : `  ${line.text}`),
  );
  return {
    message: 'Choose what to delete',
    choices,
    theme: {
      style: { renderSelectedChoices: (chosen: readonly unknown[]) => `${chosen.length} chosen` },
    },
    // Inverting would tick exactly what is least sure.
    shortcuts: { invert: null },
    pageSize: 20,
    loop: false,
  };
}

const refusals: ReadonlySet<string> = new Set([
  'ExitPromptError',
  'AbortPromptError',
  'CancelPromptError',
]);

/** Ctrl-C at a question is an answer: nothing happens. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && refusals.has(error.name))
      throw new AbortError('Nothing was deleted.', { cause: error });
    throw error;
  }
}

/** Prompts bring their own colours; cursor movements must pass. */
function withoutColour(output: NodeJS.WritableStream, columns: number): NodeJS.WritableStream {
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      done(null, String(chunk).replace(/\u001b\[[\d;]*m/g, ''));
    },
  });
  stream.pipe(output, { end: false });
  return Object.assign(stream, { columns });
}
