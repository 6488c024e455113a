import { later } from '../../account/stage.ts';
import type { Chance } from '../chance.ts';
import type { Life, Span } from '../life.ts';

/** A moment in the life of a stage, seen from its runs. */
export type Window =
  | 'before the first run'
  | 'in a run that did not complete'
  | 'in a run that completed'
  | 'when a run just ended'
  | 'between two runs'
  | 'after the last run';

const windows: readonly Window[] = [
  'before the first run',
  'in a run that did not complete',
  'in a run that did not complete',
  'in a run that completed',
  'when a run just ended',
  'between two runs',
  'after the last run',
];

/** A time in some such window, where the stage has one; null: it has not, or it lies ahead. */
export function aTime(life: Life, wanted?: Window): string | null {
  const { chance, account } = life.world;
  const at = timeIn(life, wanted ?? chance.pick(windows), chance);
  return at === null || at > account.ago({ hours: 2 }) ? null : at;
}

function timeIn(life: Life, window: Window, chance: Chance): string | null {
  const spans = life.spans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return null;
  const completed = spans.filter(isCompleted);
  switch (window) {
    case 'before the first run':
      return later(first.from, -60 - chance.below(40 * 86_400));
    case 'in a run that did not complete': {
      const cut = spans.filter((span) => span.recorded === null);
      return cut.length > 0 ? inCut(chance.pick(cut), life, chance) : null;
    }
    case 'in a run that completed':
      return completed.length > 0 ? within(chance.pick(completed), chance) : null;
    case 'when a run just ended':
      return completed.length > 0 ? later(chance.pick(completed).recorded, chance.below(8)) : null;
    case 'between two runs': {
      const index = chance.below(spans.length - 1);
      const [one, next] = [spans[index], spans[index + 1]];
      return one && next && one.to !== null && one.to < next.from
        ? between(one.to, next.from, chance)
        : null;
    }
    case 'after the last run':
      return last.to === null ? null : later(last.to, 60 + chance.below(30 * 86_400));
  }
}

/** Long after its last push, mostly: who deploys elsewhere has waited for it. */
function inCut({ from, pushed, to }: Span, life: Life, chance: Chance): string {
  const since = pushed ?? from;
  const end = to ?? life.world.account.ago({ hours: 2 });
  const begin = later(since, chance.often(0.8) ? 3700 : 60);
  return begin < end ? between(begin, end, chance) : between(since, end, chance);
}

function isCompleted(span: Span): span is Span & { readonly recorded: string; to: string } {
  return span.recorded !== null && span.to !== null;
}

function within({ from, to }: { readonly from: string; readonly to: string }, chance: Chance) {
  return between(from, to, chance);
}

function between(from: string, to: string, chance: Chance): string {
  const seconds = Math.max(1, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));
  return later(from, chance.below(seconds));
}
