import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Repeated } from '../model/command.ts';
import type { Style, TextStyle } from '../text/text-style.ts';
import { noLink, noPaint, symbols, words } from '../text/text-style.ts';
import { asciiText, plain } from '../text/text.ts';
import { needsPlainPrompts, showsOnlyAscii } from './abilities.ts';

type Maybe<T> = T | undefined;

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: Maybe<boolean> };
  readonly stdout: Writable & { readonly isTTY?: Maybe<boolean>; readonly columns?: Maybe<number> };
  readonly stderr: Writable & {
    readonly isTTY?: Maybe<boolean>;
    readonly columns?: Maybe<number>;
    readonly rows?: Maybe<number>;
  };
}

export interface TerminalOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was not given. */
  readonly color: boolean;
  /** The terminal of stdout opens links. */
  readonly links: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Flags of the person that printed commands repeat. */
  readonly repeated: Repeated;
}

/** The streams of one run, and how each may be written to: colour and symbols are decided here, once. */
export interface Terminal {
  readonly streams: Streams;
  /** Somebody is there to be asked. */
  readonly interactive: boolean;
  /** Results are read by a person right now. */
  readonly showsResults: boolean;
  /** Its last line can be written anew: a bar may turn there. */
  readonly movesCursor: boolean;
  readonly quiet: boolean;
  readonly stdout: TextStyle;
  readonly stderr: TextStyle;
  /** A result. */
  print(text: string): void;
  /** Something about the run. */
  say(text: string): void;
  warn(text: string): void;
}

const defaultColumns = 120;
const narrowest = 30;

export function createTerminal(streams: Streams, options: TerminalOptions): Terminal {
  const { stdin, stdout, stderr } = streams;
  const inCi = Boolean(options.env['CI']) && options.env['CI'] !== 'false';
  const errView = viewOf(stderr, options);
  const say = (text: string) => void stderr.write(`${errView.ascii ? asciiText(text) : text}\n`);
  return {
    streams,
    interactive: Boolean(stdin.isTTY && stderr.isTTY) && !inCi,
    showsResults: Boolean(stdout.isTTY),
    // `docker exec -t` begins with a terminal of no columns: to clear a line there, ora counts to infinity.
    movesCursor: Boolean(stderr.isTTY) && stderr.columns !== 0 && !needsPlainPrompts(options.env),
    quiet: options.quiet,
    stdout: { ...viewOf(stdout, options), link: stdout.isTTY && options.links ? link : noLink },
    stderr: errView,
    print: (text) => void stdout.write(text),
    say,
    warn: (text) => say(errView.paint.yellow(`${errView.marks.warning} ${plain(text)}`)),
  };
}

function viewOf(stream: Streams['stdout'], options: TerminalOptions): TextStyle {
  const { env, color } = options;
  const ascii = showsOnlyAscii(env) || env['TERM'] === 'dumb';
  const coloured = color && Boolean(stream.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return {
    width: Math.max(narrowest, stream.columns || defaultColumns),
    rowWidth: stream.columns ? Math.max(narrowest, stream.columns) : Number.POSITIVE_INFINITY,
    coloured,
    paint: coloured ? paint : noPaint,
    link: noLink,
    marks: ascii ? words : symbols,
    ascii,
    verbose: options.verbose,
    repeated: options.repeated,
  };
}

/** It is known by now that the stream takes colour, so Node's own guess about stdout does not count. */
function style(format: Parameters<typeof styleText>[0]): Style {
  return (text) => styleText(format, text, { validateStream: false });
}

/** OSC 8, "Hyperlinks in terminal emulators"; terminals that know none show the text alone. */
const link: TextStyle['link'] = (url) => (text) => `\u001B]8;;${url}\u0007${text}\u001B]8;;\u0007`;

export const paint: TextStyle['paint'] = {
  bold: style('bold'),
  dim: style('dim'),
  green: style('green'),
  yellow: style('yellow'),
  red: style('red'),
};
