import type { Clock } from '../model/clock.ts';
import type { StepAction } from '../model/kind.ts';
import type { Outcome } from '../model/plan.ts';
import type { StoredFiles } from './files.ts';
import { jsonOrNull } from '../model/json.ts';

/** One line. A `started` without its `finished` is a step whose end was not recorded. */
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
type WithoutTime<Line> = Line extends { readonly at: string } ? Omit<Line, 'at'> : never;

/** Lines of any journal of the state directory. */
export interface JournalOf<Line> {
  /** Resolves once the line is on the disk: only then may the step begin. */
  write(line: WithoutTime<Line>): Promise<void>;
  close(): Promise<void>;
}

export type Journal = JournalOf<JournalLine>;

export async function openJournal<Line = JournalLine>(
  path: string,
  { files, clock }: { files: StoredFiles; clock: Clock },
): Promise<JournalOf<Line>> {
  const log = await files.append(path);
  return {
    write: (line) => log.append(`${JSON.stringify({ at: clock.now().toISOString(), ...line })}\n`),
    close: () => log.close(),
  };
}

/** The course of a sweep, by its journal. */
export interface JournalState {
  /** The plan's fingerprint. */
  readonly plan: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** By step: how it ended, the last time that it did. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Begun, and the sweep died before it saw the end. */
  readonly unseen: readonly string[];
  /** By key: the steps that were begun on it. Their changes are the sweep's own doing. */
  readonly begun: ReadonlyMap<string, ReadonlySet<StepAction>>;
  /** Numbers of the lines, from 1, that somebody or a disk damaged: what they said is not known. */
  readonly damagedLines: readonly number[];
}

/** A sweep that was killed leaves half a line, with which no damage is told. */
export function journalState(text: string): JournalState {
  const outcomes = new Map<string, Outcome>();
  const open = new Set<string>();
  const begun = new Map<string, Set<StepAction>>();
  let plan: string | null = null;
  let startedAt: string | null = null;
  let finishedAt: string | null = null;
  for (const line of journalLines<JournalLine>(text, events).filter(isWhole)) {
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
  return {
    plan,
    startedAt,
    finishedAt,
    outcomes,
    unseen: [...open],
    begun,
    damagedLines: damagedLines(text),
  };
}

/** Half a line is torn, not damaged: it is the last one, or the next run began behind it. */
function damagedLines(text: string): readonly number[] {
  const lines = text.split('\n');
  const isTorn = (index: number) =>
    index === lines.length - 1 || lines[index + 1]?.includes('"sweep-started"') === true;
  return lines.flatMap((line, index) => {
    const isSound = line === '' || journalLines<JournalLine>(line, events).some(isWhole);
    return isSound || isTorn(index) ? [] : [index + 1];
  });
}

/** A line that somebody changed says nothing, like half a line: its step counts as one without an end. */
function isWhole(line: JournalLine): boolean {
  const areTexts = (...values: readonly unknown[]) =>
    values.every((value) => typeof value === 'string');
  switch (line.event) {
    case 'sweep-started':
      return areTexts(line.at, line.plan);
    case 'started':
      return areTexts(line.step, line.key, line.action);
    case 'finished':
      return areTexts(line.outcome?.step, line.outcome?.outcome);
    case 'sweep-finished':
      return areTexts(line.at);
    default:
      return line satisfies never;
  }
}

const events: ReadonlySet<unknown> = new Set<JournalLine['event']>([
  'sweep-started',
  'started',
  'finished',
  'sweep-finished',
]);

/** The lines whose event is one of these; half a line is ignored. */
export function journalLines<Line>(text: string, known: ReadonlySet<unknown>): readonly Line[] {
  return text.split('\n').flatMap((each) => {
    const line = jsonOrNull(each);
    return typeof line === 'object' && line !== null && 'event' in line && known.has(line.event)
      ? [line as Line]
      : [];
  });
}
