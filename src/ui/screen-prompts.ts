import { emitKeypressEvents } from 'node:readline';
import type { Interface } from 'node:readline';
import { Writable } from 'node:stream';
import inquirer from 'inquirer';
import { AbortError } from '../model/errors.ts';
import { count, plain } from '../text/text.ts';
import { noPaint } from '../text/text-style.ts';
import { asciiGlyphs, unicodeGlyphs } from './picker/glyphs.ts';
import type { PickList } from './picker/pick.ts';
import { keysOrBack } from './picker/keys-or-back.ts';
import { picker, type Picked } from './picker/picker.ts';
import { BackError, type Prompts, type PromptStreams } from './questions.ts';
import { paint } from './terminal.ts';

const keysHelp = 'Esc goes back one step, Ctrl-C ends without deleting, ? shows this.';

/** Questions that are answered with keys, in inquirer's prompts and in one of our own on its core. */
export function createScreenPrompts(streams: PromptStreams): Prompts {
  const { ascii } = streams;
  waitLessForEscape(streams.input);
  const ask = asker(streams);
  const prefix = ascii ? { prefix: { idle: '?', done: 'ok' } } : {};
  const up = ascii ? 'Up/Down' : '↑↓';
  const menu = {
    ...prefix,
    ...(ascii && { icon: { cursor: '>' } }),
    style: { keysHelpTip: () => `${up} move, Enter choose, Esc back, ? help` },
  };
  return {
    select: (message, choices, { help } = { help: '' }) =>
      ask({ type: 'select', message, choices: [...choices], theme: menu, loop: false }, help),
    chooseFindings: (list) => pick(list, streams),
    confirm: (message, { help } = { help: 'y is yes, everything else is no.' }) =>
      ask({ type: 'confirm', message, default: false, theme: prefix }, help),
    async typeWord(message, word, { help } = { help: '' }) {
      const words = typeof word === 'string' ? [word] : word;
      const mistake = `That is not ${words.map(plain).join(' or ')}. Type it exactly, or leave it empty.`;
      const validate = (typed: string) => typed === '' || words.includes(typed.trim()) || mistake;
      const typed: string = await ask({ type: 'input', message, validate, theme: prefix }, help);
      return words.includes(typed.trim());
    },
    typeText: (message, initial, { help } = { help: '' }) =>
      ask({ type: 'input', message, default: initial, theme: prefix }, help),
  };
}

/** Half a second is how long readline waits to see whether Esc begins a sequence: too long for a key of its own. */
function waitLessForEscape(input: NodeJS.ReadableStream): void {
  // Only this property of an interface is read: https://nodejs.org/api/readline.html (escapeCodeTimeout).
  emitKeypressEvents(input, { escapeCodeTimeout: 100 } as unknown as Interface);
}

type Interruption = 'back' | 'help' | 'end';

/** Asks one question of inquirer's, again after `?`. */
function asker(streams: PromptStreams) {
  const { input, output, signal, ascii } = streams;
  let isShown = false;
  return async <T>(question: { readonly type: string } & Record<string, unknown>, help: string) => {
    // Menus say it themselves, below their choices.
    if (!isShown && question.type !== 'select') {
      output.write('  Esc goes back, ? helps.\n');
      isShown = true;
    }
    for (;;) {
      const interrupt = new AbortController();
      let why: Interruption | null = null;
      const listen = (_text: unknown, key: Keypress) => {
        why ??= interruptionBy(key);
        if (why !== null) interrupt.abort();
      };
      input.on('keypress', listen);
      try {
        const prompt = inquirer.createPromptModule({
          input,
          output: screenOf(streams),
          signal: AbortSignal.any([signal, interrupt.signal]),
        });
        const { answer } = await prompt([{ ...question, name: 'answer' } as never]);
        return answer as T;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (why === 'back') throw new BackError('Nothing was deleted.', { cause: error });
        if (why !== 'help') throw new AbortError('Nothing was deleted.', { cause: error });
        const words = [help, keysHelp].filter((text) => text !== '').join(' ');
        output.write(`${ascii ? words : `  ${words}`}\n`);
      } finally {
        input.removeListener('keypress', listen);
      }
    }
  };
}

interface Keypress {
  readonly name?: string;
  readonly sequence?: string;
  readonly ctrl?: boolean;
}

function interruptionBy({ name, sequence, ctrl }: Keypress): Interruption | null {
  if (name === 'escape') return 'back';
  if (ctrl && name === 'd') return 'end';
  return (sequence ?? name) === '?' ? 'help' : null;
}

const otherScreen = { enter: '\u001b[?1049h\u001b[H', leave: '\u001b[?1049l\u001b[?25h' };
const clearScreen = '\u001b[2J\u001b[H';

/** The list has a screen of its own, as a pager has: a resize may draw all of it afresh. */
async function pick(list: PickList, streams: PromptStreams): Promise<readonly string[]> {
  const { input, output, signal, coloured, ascii } = streams;
  const config = {
    list,
    paint: coloured ? paint : noPaint,
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    size: () => ({ columns: output.columns || 80, rows: output.rows || 24 }),
    onResize(changed: () => void) {
      const redraw = () => {
        output.write(clearScreen);
        changed();
      };
      output.on('resize', redraw);
      return () => void output.removeListener('resize', redraw);
    },
  };
  output.write(otherScreen.enter);
  const picked = await asked(picker(config, { input, output: screenOf(streams), signal })).finally(
    () => output.write(otherScreen.leave),
  );
  const keys = keysOrBack(picked);
  if (keys.length === 0) return keys;
  output.write(`${ascii ? 'ok' : '✔'} ${count(keys.length, 'resource')} chosen\n`);
  return keys;
}

/** Ctrl-C at a question is an answer: nothing happens. */
async function asked(answer: Promise<Picked>): Promise<Picked> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) throw new AbortError('Nothing was deleted.', { cause: error });
    throw error;
  }
}

const refusals: ReadonlySet<string> = new Set([
  'ExitPromptError',
  'AbortPromptError',
  'CancelPromptError',
]);

function isRefusal(error: unknown): boolean {
  return error instanceof Error && refusals.has(error.name);
}

/**
 * The stream of one prompt: a prompt ends its stream, which must not be the terminal's. Written through at
 * once, so that none of it comes after later output. Prompts bring their own colours; without colours, cursor
 * movements must pass all the same.
 */
function screenOf({ output, coloured }: PromptStreams): NodeJS.WritableStream {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      const text = String(chunk);
      output.write(coloured ? text : text.replace(/\u001b\[[\d;]*m/g, ''));
      done();
    },
  });
  return Object.defineProperty(stream, 'columns', { get: () => output.columns || 80 });
}
