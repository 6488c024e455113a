import type { Readable } from 'node:stream';
import { AbortError, UserError } from '../../model/errors.ts';
import type { Terminal } from '../../ui/terminal.ts';

/** Errors stand at the end of an output, so of a huge one the end is kept. */
const keptCharacters = 4_000_000;

/** No deploy says so much; what does is no output of one, such as `yes`. */
const mostCharacters = 256 * 1024 * 1024;

/** A pipe that nobody writes to and nobody closes would be waited for without a word. */
const silenceMs = 5000;

/** The end of what is piped in. */
export async function lastText(
  stream: Readable,
  { terminal, signal }: { readonly terminal: Pick<Terminal, 'say'>; readonly signal: AbortSignal },
): Promise<string> {
  const stop = () => void stream.destroy();
  const silence = setTimeout(
    () => terminal.say('Waiting for the deploy’s output on standard input.'),
    silenceMs,
  );
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await endOf(stream, () => clearTimeout(silence));
  } catch (error) {
    if (signal.aborted) throw new AbortError('Interrupted.');
    throw error;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
  }
}

async function endOf(stream: Readable, onText: () => void): Promise<string> {
  let text = '';
  let characters = 0;
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    onText();
    const piece = String(chunk);
    characters += piece.length;
    if (characters > mostCharacters) throw endless();
    text += piece;
    // Cut now and then: each cut copies all of it.
    if (text.length > 2 * keptCharacters) text = text.slice(-keptCharacters);
  }
  return text.slice(-keptCharacters);
}

function endless(): UserError {
  return new UserError(
    'INPUT_TOO_LONG',
    'Standard input is longer than 256 MB, as no output of a deploy is.',
    { hint: 'Give it the last lines of the output.' },
  );
}
