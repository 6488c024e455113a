import type { Clock } from '../model/clock.ts';
import type { StepAction } from '../model/kind.ts';
import type { Outcome } from '../model/plan.ts';
import type { StateFiles } from './state-files.ts';

/** One line. A `started` without its `finished` is a step whose end nobody saw. */
type JournalLine =
  | {
      readonly at: string;
      readonly event: 'sweep-started';
      readonly sweep: string;
      readonly account: string;
      readonly plan: string;
    }
  | {
      readonly at: string;
      readonly event: 'started';
      readonly step: string;
      readonly key: string;
      readonly action: StepAction;
    }
  | { readonly at: string; readonly event: 'finished'; readonly outcome: Outcome }
  | { readonly at: string; readonly event: 'sweep-finished' };

/** Like `Omit`, for each member of a union. */
type WithoutTime<Line> = Line extends JournalLine ? Omit<Line, 'at'> : never;

export interface Journal {
  /** Resolves once the line is on the disk: only then may the step begin. */
  write(line: WithoutTime<JournalLine>): Promise<void>;
  close(): Promise<void>;
}

export async function openJournal(
  path: string,
  { files, clock }: { files: StateFiles; clock: Clock },
): Promise<Journal> {
  const log = await files.append(path);
  return {
    write: (line) => log.append(`${JSON.stringify({ at: clock.now().toISOString(), ...line })}\n`),
    close: () => log.close(),
  };
}

/** What a journal says of its sweep. */
export interface JournalState {
  /** The plan's fingerprint. */
  readonly plan: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** By step: how it ended, the last time that it did. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Begun, and the sweep died before it saw the end. */
  readonly unseen: readonly string[];
  /** By key: the steps that were begun on it. What those changed is the sweep's own doing. */
  readonly begun: ReadonlyMap<string, ReadonlySet<StepAction>>;
}

/** A sweep that was killed leaves half a line at the end; that line says nothing. */
export function journalState(text: string): JournalState {
  const outcomes = new Map<string, Outcome>();
  const open = new Set<string>();
  const begun = new Map<string, Set<StepAction>>();
  let plan: string | null = null;
  let startedAt: string | null = null;
  let finishedAt: string | null = null;
  for (const line of text.split('\n').flatMap(parseLine)) {
    switch (line.event) {
      case 'sweep-started':
        startedAt ??= line.at;
        plan ??= line.plan;
        finishedAt = null;
        break;
      case 'started':
        open.add(line.step);
        begun.set(line.key, (begun.get(line.key) ?? new Set()).add(line.action));
        break;
      case 'finished':
        open.delete(line.outcome.step);
        outcomes.set(line.outcome.step, line.outcome);
        break;
      case 'sweep-finished':
        finishedAt = line.at;
        break;
      default:
        line satisfies never;
    }
  }
  return { plan, startedAt, finishedAt, outcomes, unseen: [...open], begun };
}

function parseLine(text: string): readonly JournalLine[] {
  try {
    const line: unknown = JSON.parse(text);
    return isLine(line) ? [line] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const events: ReadonlySet<unknown> = new Set<JournalLine['event']>([
  'sweep-started',
  'started',
  'finished',
  'sweep-finished',
]);

function isLine(line: unknown): line is JournalLine {
  return typeof line === 'object' && line !== null && 'event' in line && events.has(line.event);
}
