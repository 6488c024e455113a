import { PassThrough } from 'node:stream';
import { nothingRepeated } from '../../src/model/command.ts';
import type { Streams, TerminalOptions } from '../../src/ui/terminal.ts';
import { createTerminal } from '../../src/ui/terminal.ts';

/** Streams that remember what was written, and say whether they are a terminal. */
export function someStreams(isTTY: boolean) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => {
    const write = () => void through.write('');
    const cursor = { cursorTo: write, clearLine: write, moveCursor: write };
    const through: PassThrough = Object.assign(new PassThrough(), {
      isTTY,
      ...(isTTY && { columns: 80 }),
      ...cursor,
    });
    through.on('data', (chunk) => void (written[name] += String(chunk)));
    return through;
  };
  const streams: Streams = {
    stdin: Object.assign(new PassThrough(), { isTTY }),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
  };
  return { streams, written };
}

export function aTerminal(isTTY: boolean, given: Partial<TerminalOptions> = {}) {
  const { streams, written } = someStreams(isTTY);
  const options = {
    env: {},
    color: true,
    links: false,
    verbose: false,
    quiet: false,
    repeated: nothingRepeated,
    ...given,
  };
  return { terminal: createTerminal(streams, options), written };
}
