import ora from 'ora';
import type { Emit } from '../model/event.ts';
import { cut } from '../report/text.ts';
import { createEventText } from './event-text.ts';
import type { Terminal } from './terminal.ts';

export interface Progress {
  readonly emit: Emit;
  /** Clears what is still turning: before anything else is printed or asked. */
  stop(): void;
}

/** Progress goes to stderr: a spinner where somebody looks, plain lines elsewhere, nothing with `--quiet`. */
export function createProgress(terminal: Terminal): Progress {
  const place = terminal.quiet ? silent : spins(terminal) ? spinnerOn(terminal) : linesOn(terminal);
  const textOf = createEventText(terminal.stderr);
  return {
    emit(event) {
      if (event.type === 'warning') {
        place.stop();
        return terminal.warn(event.message);
      }
      const { line, status, phase } = textOf(event);
      if (line !== undefined) place.line(line);
      if (phase !== undefined) place.phase(phase);
      if (status !== undefined) place.status(status);
      if (event.type === 'scan-finished' || event.type === 'sweep-finished') place.stop();
    },
    stop: place.stop,
  };
}

interface Place {
  line(text: string): void;
  phase(text: string): void;
  status(text: string): void;
  stop(): void;
}

const ignore = () => undefined;
const silent: Place = { line: ignore, phase: ignore, status: ignore, stop: ignore };

function spins({ streams, stderr }: Terminal): boolean {
  return Boolean(streams.stderr.isTTY) && stderr.marks.done === '✔';
}

function linesOn(terminal: Terminal): Place {
  return { ...silent, line: terminal.say, phase: terminal.say };
}

function spinnerOn(terminal: Terminal): Place {
  // What is typed while it turns would break its line, and answer the next question. Ctrl-C passes.
  const stream = terminal.streams.stderr;
  const spinner = ora({
    stream,
    isEnabled: true,
    discardStdin: true,
    color: terminal.stderr.coloured ? 'cyan' : false,
  });
  const room = Math.max(20, terminal.stderr.width - 4);
  return {
    line(text) {
      const { text: status, isSpinning } = spinner;
      spinner.stop();
      terminal.say(text);
      if (isSpinning) spinner.start(status);
    },
    phase: ignore,
    status: (text) => void spinner.start(cut(text, room)),
    stop: () => void spinner.stop(),
  };
}
