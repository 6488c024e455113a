import { createInterface } from 'node:readline';
import { AbortError } from '../model/errors.ts';
import { plain } from '../text/text.ts';
import { keysOrBack } from './picker/keys-or-back.ts';
import { pickPlainly } from './picker/plain-picker.ts';
import { BackError, type Prompts, type PromptStreams } from './questions.ts';

/** Asks for one line. Throws where the input ended. */
type ReadLine = (question: string) => Promise<string>;

const keysHelp = 'b goes back one step, Ctrl-C ends without deleting, ? shows this.';

/** Questions in whole lines, read from top to bottom: nothing on the screen is drawn twice. */
export function createPlainPrompts(streams: PromptStreams): Prompts {
  const { output } = streams;
  const write = (text: string) => void output.write(`${text}\n`);
  const readLine = lineReader(streams);
  /** Asks until `read` makes something of the line. */
  const ask = async <T>(question: string, help: string, read: (line: string) => T | null) => {
    for (;;) {
      const line = (await readLine(question)).trim();
      if (line === 'b') throw new BackError('Nothing was deleted.');
      const answer = line === '?' ? null : read(line);
      if (answer !== null) return answer;
      if (line === '?') write([help, keysHelp].filter((text) => text !== '').join(' '));
    }
  };
  const wrong = (text: string) => {
    write(text);
    return null;
  };
  return {
    async select(message, choices, { help } = { help: '' }) {
      for (const [index, { name, description }] of choices.entries())
        write(`${index + 1}. ${name}${description === undefined ? '' : `: ${description}`}`);
      const question = `${message} Type a number from 1 to ${choices.length}: `;
      return ask(question, help, (line) => {
        const chosen = /^\d+$/.test(line) ? choices[Number(line) - 1] : undefined;
        return chosen?.value ?? wrong(`Type a number from 1 to ${choices.length}.`);
      });
    },
    async chooseFindings(list) {
      return keysOrBack(await pickPlainly(list, { write, readLine }));
    },
    confirm: (message, { help } = { help: '' }) =>
      ask(`${message} (y/N): `, help, (line) => /^y(?:es)?$/i.test(line)),
    async typeWord(message, word, { help } = { help: '' }) {
      const words = typeof word === 'string' ? [word] : word;
      const mistake = `That is not ${words.map(plain).join(' or ')}. Type it exactly, or leave it empty.`;
      return ask(`${message}: `, help, (line) =>
        line === '' ? false : words.includes(line) ? true : wrong(mistake),
      );
    },
    typeText: (message, initial, { help } = { help: '' }) =>
      ask(`${message} (${plain(initial)}): `, help, (line) => line || initial),
  };
}

function lineReader({ input, output, signal }: PromptStreams): ReadLine {
  return (question) =>
    new Promise((resolve, reject) => {
      // The terminal itself echoes the line and lets the person mend it.
      const lines = createInterface({ input, terminal: false });
      const end = (settle: () => void) => {
        signal.removeEventListener('abort', abort);
        lines.removeAllListeners();
        lines.close();
        settle();
      };
      const abort = () => end(() => reject(new AbortError('Nothing was deleted.')));
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      lines.once('line', (line) => end(() => resolve(line)));
      lines.once('close', abort);
      output.write(question);
    });
}
