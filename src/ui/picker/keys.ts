import { segmentsOf } from './segments.ts';
import * as state from './state.ts';
import type { PickerState } from './state.ts';

/** A key as readline tells it. */
export interface Key {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
}

/** The end of the list: with the ticked rows, one step back, or without any. */
export type Ending = 'chosen' | 'back' | 'left';

export interface Press {
  readonly state: PickerState;
  readonly ending: Ending | null;
}

export interface Extent {
  /** Lines of a page. */
  readonly page: number;
  /** How far the text that is being read can be scrolled. */
  readonly lastScroll: number;
}

/** The effect of one key. No key ticks by itself: all go through the state's own functions. */
export function press(before: PickerState, key: Key, extent: Extent): Press {
  switch (before.mode) {
    case 'facts':
    case 'help':
      return on(pressReading(before, key, extent));
    case 'filter':
      return on(pressFilter(before, key, extent));
    case 'list':
      return pressList(before, key, extent);
    default:
      return before.mode satisfies never;
  }
}

function on(next: PickerState): Press {
  return { state: next, ending: null };
}

/** The number of lines by which a key moves; null: it is no such key. */
function movement(key: Key, page: number): number | null {
  switch (key.name) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'pageup':
      return -page;
    case 'pagedown':
      return page;
    case 'home':
      return Number.NEGATIVE_INFINITY;
    case 'end':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

function pressReading(before: PickerState, key: Key, { page, lastScroll }: Extent): PickerState {
  const by = movement(key, page) ?? (key.name === 'space' ? page : null);
  if (by !== null) {
    const from = Math.min(before.scroll, lastScroll);
    return { ...before, scroll: Math.min(lastScroll, Math.max(0, from + by)) };
  }
  const closes = ['escape', 'return', 'enter', 'left', 'q', 'e'].includes(key.name ?? '');
  return closes || typed(key) === '?' ? state.switchTo(before, 'list') : before;
}

function pressFilter(before: PickerState, key: Key, { page }: Extent): PickerState {
  const by = movement(key, page);
  if (by !== null) return state.move(before, by);
  switch (key.name) {
    case 'escape':
      return state.switchTo(state.filterBy(before, ''), 'list');
    case 'return':
    case 'enter':
    case 'tab':
      return state.switchTo(before, 'list');
    case 'backspace':
      return before.filter === ''
        ? state.switchTo(before, 'list')
        : state.filterBy(before, segmentsOf(before.filter).slice(0, -1).join(''));
    default:
      if (key.ctrl && key.name === 'u') return state.filterBy(before, '');
      return state.filterBy(before, before.filter + typed(key));
  }
}

function pressList(before: PickerState, key: Key, { page }: Extent): Press {
  const by = movement(key, page);
  if (by !== null) return on(state.move(before, by));
  switch (key.name) {
    case 'space':
      return on(state.toggle(before));
    case 'left':
      return on(state.fold(before, true));
    case 'right':
      return on(state.fold(before, false));
    case 'return':
    case 'enter':
      if (state.tickedKeys(before).length > 0) return { state: before, ending: 'chosen' };
      return on(
        state.withMessage(before, 'Nothing is ticked: Space ticks, Esc goes back, q leaves.'),
      );
    case 'escape':
      // With a filter on, a step back is all lines again.
      return before.filter === ''
        ? { state: before, ending: 'back' }
        : on(state.filterBy(before, ''));
    default:
      return pressLetter(before, typed(key));
  }
}

function pressLetter(before: PickerState, letter: string): Press {
  switch (letter) {
    case 'a':
      return on(state.tickSafe(before));
    case 'n':
      return on(state.tickNone(before));
    case '/':
      return on(state.switchTo(before, 'filter'));
    case '?':
      return on(state.switchTo(before, 'help'));
    case 'e':
      return on(
        state.lineAtCursor(before)?.type === 'row'
          ? state.switchTo(before, 'facts')
          : state.withMessage(before, 'Evidence is there for resources: move to one.'),
      );
    case 'q':
      return { state: before, ending: 'left' };
    default:
      return on(before);
  }
}

/** The character of a key that types one, else nothing. */
function typed({ sequence, name, ctrl, meta }: Key): string {
  const text = sequence ?? (name === 'space' ? ' ' : (name ?? ''));
  const isOne = !ctrl && !meta && segmentsOf(text).length === 1;
  return isOne && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) ? text : '';
}
