import type { Event } from '../model/event.ts';
import type { Outcome, Step } from '../model/plan.ts';
import { reasonText, resourceName, whyText } from '../report/outcome-words.ts';
import { removalText } from '../report/stage-removals.ts';
import { count, pairOf } from '../text/text.ts';
import { readable } from '../text/times.ts';
import type { TextStyle } from '../text/text-style.ts';

/** One event in words. */
export interface EventText {
  /** A run begins or ends: shown in every display. */
  readonly line?: string;
  /** The outcome of one step: kept on a screen, and in a verbose log. */
  readonly detail?: string;
  /** A stretch of work or a wait begins: kept only in such a log. */
  readonly phase?: string;
  /** The work of this moment; the next status replaces it. */
  readonly status?: string;
  /** How far it is, from 0 to 1; null: unknown. */
  readonly share?: number | null;
  /** How long all of it should take. */
  readonly expectedSeconds?: number | null;
}

const nothing: EventText = {};

/** It remembers the number of steps, their resources, and the waits that were told already. */
export function createEventText(view: TextStyle): (event: Event) => EventText {
  const scan = createScanText();
  const sweep = createSweepText(view);
  return (event) => scan(event) ?? sweep(event) ?? nothing;
}

function createScanText(): (event: Event) => EventText | null {
  let gaps = 0;
  let phase = '';
  return (event) => {
    switch (event.type) {
      case 'scan-started': {
        gaps = 0;
        const text = `Reading account ${event.account}`;
        return { line: text, status: text, share: null, expectedSeconds: null };
      }
      case 'scan-progress': {
        const { done, total } = event;
        const fresh = event.phase !== phase;
        phase = event.phase;
        const name = `Reading ${readable(phase)}`;
        const of = total === null ? '' : ` of ${total}`;
        return {
          status: `${name}: ${done}${of}`,
          share: total === null || total === 0 ? null : done / total,
          ...(fresh && { phase: name }),
        };
      }
      case 'gap-found':
        gaps += 1;
        return nothing;
      case 'scan-finished': {
        const unread = gaps > 0 ? `; ${count(gaps, 'read')} failed` : '';
        return { line: `Read the account in ${count(event.calls, 'call')}${unread}`, share: null };
      }
      case 'judging':
        return {
          status: `Judging ${count(event.resources, 'resource')} against what the stages say`,
          share: null,
        };
      default:
        return null;
    }
  };
}

/** Of more deletions than this only failures are shown one by one. */
const toldAtMost = 60;

function createSweepText(view: TextStyle): (event: Event) => EventText | null {
  let total = 0;
  let ended = 0;
  let unwell = 0;
  const waiting = new Map<string, string>();
  const names = new Map<string, string>();
  const standing = (now: string) => {
    const waits = waiting.size > 0 ? `, ${waiting.size} waiting` : '';
    return {
      status: `${ended} of ${count(total, 'step')}${waits}${now === '' ? '' : `: ${now}`}`,
      share: total === 0 ? null : ended / total,
    };
  };
  const lastWait = () => [...waiting.values()].at(-1) ?? '';
  return (event) => {
    if ('step' in event) names.set(event.step.id, resourceName(event.step));
    switch (event.type) {
      case 'sweep-started': {
        [total, ended, unwell] = [event.steps, 0, 0];
        const seconds = event.seconds ?? null;
        const line = `Sweep ${readable(event.sweep)}: ${count(total, 'step')}`;
        return { ...(total > 0 && { line }), ...standing(''), expectedSeconds: seconds };
      }
      case 'step-started':
        return standing(doingText(event.step));
      case 'step-waiting': {
        const text = `${waitText(event.step)}: ${detailText(event.detail)}`;
        const isTold = waiting.get(event.step.id) === text;
        waiting.set(event.step.id, text);
        return { ...standing(text), ...(!isTold && { phase: `waiting: ${text}` }) };
      }
      case 'removal-started':
        return { line: `Removing stage ${pairOf(event)}`, share: null };
      case 'removal-finished':
        return { line: removalText({ ...event, command: null }), share: null };
      case 'restore-progress':
        return {
          status: `Restoring ${readable(event.key)}: ${readable(event.detail)}`,
          share: null,
        };
      case 'step-progress':
        return standing(`${doingText(event.step)}: ${readable(event.detail)}`);
      case 'step-finished': {
        ended += 1;
        waiting.delete(event.step.id);
        const isWell = event.outcome.outcome === 'done' || event.outcome.outcome === 'gone';
        if (!isWell) unwell += 1;
        const isTold = view.verbose || !isWell || total <= toldAtMost;
        const detail = outcomeLine(event.step, event.outcome, view, names);
        return { ...standing(lastWait()), ...(isTold && { detail }) };
      }
      case 'sweep-finished': {
        const open = unwell > 0 ? `, ${unwell} of them without success` : '';
        const line = `Sweep ${readable(event.sweep)} ended: ${count(ended, 'step')}${open}`;
        return total > 0 ? { line } : nothing;
      }
      default:
        return null;
    }
  };
}

function doingText(step: Step): string {
  return step.action === 'settle' ? waitText(step) : `${step.action} ${resourceName(step)}`;
}

function waitText(step: Step): string {
  return step.action === 'settle'
    ? `${resourceName(step)} is being disabled everywhere`
    : `${step.action} ${resourceName(step)}`;
}

const didWords = {
  disable: 'disabled',
  settle: 'disabled everywhere',
  empty: 'emptied',
  delete: 'deleted',
} as const satisfies Readonly<Record<Step['action'], string>>;

/** A step tells AWS's refusal as a code where the sweep knows no more. */
function detailText(detail: string): string {
  const [, code] = /^AWS is not ready: ([a-z-]+)\.$/.exec(detail) ?? [];
  return code === undefined ? readable(detail) : reasonText(code);
}

function outcomeLine(
  step: Step,
  outcome: Outcome,
  { marks, paint }: TextStyle,
  names: ReadonlyMap<string, string>,
): string {
  const name = resourceName(step);
  const nameOf = (id: string) => names.get(id) ?? id.replace(/^[a-z]+:/, '');
  // Without the time of the next try, which would soon be stale: the line stays on the screen.
  const why = whyText({ ...outcome, retryAfter: null }, nameOf, '');
  const reason = why === '' ? '' : `: ${why}`;
  switch (outcome.outcome) {
    case 'done':
      return paint.green(`${marks.done} ${didWords[step.action]} ${name}`);
    case 'gone':
      return paint.green(`${marks.done} gone already: ${name}`);
    case 'failed':
      return paint.red(`${marks.failed} could not ${step.action} ${name}${reason}`);
    case 'held':
    case 'skipped':
      return paint.yellow(`${marks.warning} left ${name}${reason}`);
    case 'parked':
      return paint.yellow(`${marks.warning} not yet: ${name}${reason}`);
    default:
      return outcome.outcome satisfies never;
  }
}
