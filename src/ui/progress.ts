import type { Emit } from '../model/event.ts';
import { spanText } from '../text/times.ts';
import { createEventText } from './event-text.ts';
import type { ProgressDisplay, Status } from './progress-display.ts';
import { spinnerOn } from './spinner.ts';
import type { Terminal } from './terminal.ts';

export interface Progress {
  readonly emit: Emit;
  /** Clears a spinner: before anything else is printed or asked. */
  stop(): void;
}

/** The time of the person at the screen, not the account's, which a simulation plays. */
export interface Timer {
  now(): number;
  /** Calls again and again; the function that it returns ends that. */
  every(milliseconds: number, call: () => void): () => void;
}

const realTimer: Timer = {
  now: () => Date.now(),
  every(milliseconds, call) {
    const interval = setInterval(call, milliseconds);
    // A timer that only redraws must not keep the process alive.
    interval.unref();
    return () => clearInterval(interval);
  },
};

/** Progress goes to stderr: a bar where somebody looks, few lines elsewhere, nothing with `--quiet`. */
export function createProgress(terminal: Terminal, timer: Timer = realTimer): Progress {
  const display = displayOn(terminal, timer);
  const textOf = createEventText(terminal.stderr);
  const run = { since: timer.now(), expected: null as number | null };
  let current: Omit<Status, 'time'> | null = null;
  let endTicking: (() => void) | null = null;
  const shown = (status: Omit<Status, 'time'>): Status => ({
    ...status,
    time: timeText(run, timer),
  });
  const tick = () => {
    if (current) display.status(shown(current));
  };
  const stop = () => {
    endTicking?.();
    endTicking = null;
    current = null;
    display.stop();
  };
  return {
    emit(event) {
      if (event.type === 'scan-started' || event.type === 'sweep-started') run.since = timer.now();
      const { line, detail, phase, status, share, expectedSeconds } = textOf(event);
      if (expectedSeconds !== undefined) run.expected = expectedSeconds;
      if (line !== undefined) display.line(line);
      if (detail !== undefined) display.detail(detail);
      if (phase !== undefined) display.phase(phase);
      if (status !== undefined) {
        current = { text: status, share: share ?? null };
        endTicking ??= timer.every(secondMs, tick);
        const isLong = event.type === 'judging' && event.resources >= manyResources;
        if (isLong) display.blocked(shown(current));
        else tick();
      }
      if (event.type === 'judged' || event.type === 'sweep-finished') stop();
    },
    stop,
  };
}

const secondMs = 1000;
const minuteMs = 60_000;
/** Fewer are judged before anybody looks twice. */
const manyResources = 1000;

const ignore = () => undefined;
const silent: ProgressDisplay = {
  line: ignore,
  detail: ignore,
  phase: ignore,
  status: ignore,
  blocked: ignore,
  stop: ignore,
};

function displayOn(terminal: Terminal, timer: Timer): ProgressDisplay {
  if (terminal.quiet) return silent;
  return terminal.movesCursor ? spinnerOn(terminal) : linesOn(terminal, timer);
}

/** A log gets one line at the start, one at the end and one a minute between; `--verbose` all. */
function linesOn(terminal: Terminal, timer: Timer): ProgressDisplay {
  let shownAt = timer.now();
  const say = (text: string) => {
    shownAt = timer.now();
    terminal.say(text);
  };
  const status = ({ text, time }: Status) => {
    if (timer.now() - shownAt >= minuteMs) say(`${text} (${time})`);
  };
  return {
    ...silent,
    line: say,
    ...(terminal.stderr.verbose && { detail: say, phase: say }),
    status,
    blocked: status,
  };
}

/** `0:42`, `0:42 of about 5 min`. */
function timeText(
  { since, expected }: { readonly since: number; readonly expected: number | null },
  timer: Timer,
): string {
  const seconds = Math.max(0, Math.floor((timer.now() - since) / secondMs));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return expected === null || expected < 5 ? clock : `${clock} of about ${spanText(expected)}`;
}
