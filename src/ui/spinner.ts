import ora from 'ora';
import { asciiText, cut } from '../text/text.ts';
import type { ProgressDisplay, Status } from './progress-display.ts';
import { turnByItself, type Turning } from './turning.ts';
import type { Terminal } from './terminal.ts';

const barColumns = 16;

/** A bar in the last line of a screen, above which ended steps stay. */
export function spinnerOn(terminal: Terminal): ProgressDisplay {
  const { stream, view } = { stream: terminal.streams.stderr, view: terminal.stderr };
  // Keys typed while it turns would break its line, and answer the next question. Ctrl-C passes.
  const spinner = ora({
    stream,
    isEnabled: true,
    discardStdin: true,
    color: view.coloured ? 'cyan' : false,
    ...(view.ascii && { spinner: 'line' }),
  });
  const room = Math.max(20, view.rowWidth - 4);
  const lineOf = (status: Status) => {
    const text = cut(statusLine(status, view.ascii), room);
    return view.ascii ? asciiText(text) : text;
  };
  let turning: Turning | null = null;
  const endTurning = () => {
    turning?.end();
    turning = null;
  };
  const keep = (text: string) => {
    endTurning();
    const { text: status, isSpinning } = spinner;
    spinner.stop();
    terminal.say(text);
    if (isSpinning) spinner.start(status);
  };
  return {
    // Begin and end are on the screen anyway.
    line: () => undefined,
    detail: keep,
    // The bar shows it.
    phase: () => undefined,
    status(status) {
      endTurning();
      spinner.start(lineOf(status));
    },
    blocked(status) {
      spinner.stop();
      turning = turnByItself(stream, { status, room, ascii: view.ascii });
      if (turning === null) spinner.start(lineOf(status));
    },
    stop() {
      endTurning();
      spinner.stop();
    },
  };
}

/**
 * `[████░░░░] 0:42 of about 5 min · 12 of 26 steps`: the least important part stands last, where a narrow
 * screen cuts.
 */
function statusLine({ text, share, time }: Status, ascii: boolean): string {
  const bar = share === null ? '' : `${barText(share, ascii)} `;
  return `${bar}${time} ${ascii ? '-' : '·'} ${text}`;
}

function barText(share: number, ascii: boolean): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barColumns);
  const [done, open] = ascii ? ['#', '.'] : ['█', '░'];
  return `[${done.repeat(full)}${open.repeat(barColumns - full)}]`;
}
