import type { Rename } from '../kinds/restoring/restoring.ts';
import type { Difference } from '../model/restore.ts';
import { journalLines, type JournalOf } from '../storage/journal.ts';

type RestoreAction = 'create' | 'enable' | 'fill';

type RestoreLine =
  | { readonly at: string; readonly event: 'restore-started'; readonly sweep: string }
  /** Before the first write to it. */
  | {
      readonly at: string;
      readonly event: 'started';
      readonly key: string;
      readonly action: RestoreAction;
    }
  | {
      readonly at: string;
      readonly event: 'made';
      readonly key: string;
      readonly id: string;
      readonly renames: readonly Rename[];
      readonly differs: readonly Difference[];
    }
  /** Nothing is left to do for it. */
  | { readonly at: string; readonly event: 'finished'; readonly key: string }
  | { readonly at: string; readonly event: 'restore-finished' };

export type RestoreJournal = JournalOf<RestoreLine>;

const events: ReadonlySet<unknown> = new Set<RestoreLine['event']>([
  'restore-started',
  'started',
  'made',
  'finished',
  'restore-finished',
]);

interface MadeBefore {
  readonly id: string;
  readonly renames: readonly Rename[];
  readonly differs: readonly Difference[];
}

/** The work of earlier restores of the same sweep. */
export interface RestoreState {
  /** By key: the action that was begun last. */
  readonly begun: ReadonlyMap<string, RestoreAction>;
  readonly made: ReadonlyMap<string, MadeBefore>;
  /** By key: how often it was made. */
  readonly times: ReadonlyMap<string, number>;
  readonly finished: ReadonlySet<string>;
}

export function restoreState(text: string): RestoreState {
  const begun = new Map<string, RestoreAction>();
  const made = new Map<string, MadeBefore>();
  const times = new Map<string, number>();
  const finished = new Set<string>();
  for (const line of journalLines<RestoreLine>(text, events)) {
    switch (line.event) {
      case 'started':
        begun.set(line.key, line.action);
        break;
      case 'made':
        made.set(line.key, line);
        times.set(line.key, (times.get(line.key) ?? 0) + 1);
        finished.delete(line.key);
        break;
      case 'finished':
        finished.add(line.key);
        break;
      case 'restore-started':
      case 'restore-finished':
        break;
      default:
        line satisfies never;
    }
  }
  return { begun, made, times, finished };
}
