import type { Event } from '../model/event.ts';
import type { Outcome, Step } from '../model/plan.ts';
import { count, plain } from '../report/text.ts';
import type { View } from '../report/view.ts';

/** One event in words. */
export interface EventText {
  /** Worth keeping on the screen. */
  readonly line?: string;
  /** What goes on right now; the next one replaces it. */
  readonly status?: string;
  /** A stretch of work begins: kept where there is no status line. */
  readonly phase?: string;
}

const nothing: EventText = {};

/** It remembers how many steps there are, and what was said of a wait already. */
export function createEventText(view: View): (event: Event) => EventText {
  const scan = createScanText();
  const sweep = createSweepText(view);
  return (event) => scan(event) ?? sweep(event) ?? nothing;
}

function createScanText(): (event: Event) => EventText | null {
  let gaps = 0;
  let phase = '';
  return (event) => {
    switch (event.type) {
      case 'scan-started':
        gaps = 0;
        return {
          status: `Reading account ${event.account} in ${count(event.regions.length, 'region')}`,
        };
      case 'scan-progress': {
        const of = event.total === null ? '' : ` of ${event.total}`;
        const fresh = event.phase !== phase;
        phase = event.phase;
        const status = `Reading ${plain(phase)}: ${event.done}${of}`;
        return fresh ? { status, phase: `Reading ${plain(phase)}` } : { status };
      }
      case 'gap-found':
        gaps += 1;
        return nothing;
      case 'scan-finished': {
        const unread = gaps > 0 ? `; ${count(gaps, 'read')} failed` : '';
        return { line: `Read the account in ${count(event.calls, 'call')}${unread}` };
      }
      default:
        return null;
    }
  };
}

function createSweepText(view: View): (event: Event) => EventText | null {
  let total = 0;
  let ended = 0;
  const waiting = new Map<string, string>();
  const standing = () => {
    const waits = waiting.size > 0 ? `, ${waiting.size} waiting` : '';
    return `${ended} of ${count(total, 'step')}${waits}`;
  };
  return (event) => {
    switch (event.type) {
      case 'sweep-started':
        total = event.steps;
        return { line: `Sweep ${plain(event.sweep)}: ${count(total, 'step')}`, status: standing() };
      case 'step-started':
        return { status: `${standing()}: ${stepText(event.step)}` };
      case 'step-waiting': {
        const detail = plain(event.detail);
        const told = waiting.get(event.step.id) === detail;
        waiting.set(event.step.id, detail);
        const text = `${stepText(event.step)}: ${detail}`;
        return told
          ? { status: `${standing()}: ${text}` }
          : { status: standing(), phase: `waiting: ${text}` };
      }
      case 'restore-progress':
        return { status: `Restoring ${plain(event.key)}: ${plain(event.detail)}` };
      case 'step-progress':
        return { status: `${standing()}: ${stepText(event.step)}: ${plain(event.detail)}` };
      case 'step-finished':
        ended += 1;
        waiting.delete(event.step.id);
        return { line: outcomeLine(event.step, event.outcome, view), status: standing() };
      default:
        return null;
    }
  };
}

function stepText(step: Step): string {
  return `${step.action} ${step.kind} ${plain(step.resource)}`;
}

function outcomeLine(step: Step, outcome: Outcome, { marks, paint }: View): string {
  const text = stepText(step);
  const reason = outcome.reason ? `, ${plain(outcome.reason)}` : '';
  switch (outcome.outcome) {
    case 'done':
      return paint.green(`${marks.done} ${text}`);
    case 'gone':
      return paint.green(`${marks.done} ${text}: already gone`);
    case 'failed': {
      const why = outcome.error
        ? `${outcome.error.code}: ${outcome.error.message}`
        : (outcome.reason ?? 'failed');
      return paint.red(`${marks.failed} ${text}: ${plain(why)}`);
    }
    case 'held':
    case 'parked':
    case 'skipped':
      return paint.yellow(`${marks.warning} ${text}: ${outcome.outcome}${reason}`);
    default:
      return outcome.outcome satisfies never;
  }
}
