import type { EventEmitter } from 'node:events';
import { createPrompt, useEffect, useKeypress, useState } from '@inquirer/core';
import type { Paint } from '../../text/text-style.ts';
import { widthsOf } from './cells.ts';
import { frame, lastScroll, pageOf } from './frame.ts';
import type { Glyphs } from './glyphs.ts';
import { press, type Ending, type Key } from './keys.ts';
import type { PickList } from './pick.ts';
import type { Screen } from './screen.ts';
import { isRow, startPicking, tickedKeys, type PickerState } from './state.ts';

export interface PickerConfig {
  readonly list: PickList;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  /** The terminal as it is now. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Calls back when the terminal was resized, on a screen that is empty again; returns how to stop that. */
  readonly onResize: (changed: () => void) => () => void;
}

/** How the list ended, with the keys that were ticked then. */
export interface Picked {
  readonly ending: Ending;
  readonly ticked: readonly string[];
}

const hideCursor = '\u001b[?25l';

/** The streams of the list, and the signal that ends it. */
interface PickerTerminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** The list on a terminal: `state` holds its contents, `keys` the effects of keys, `frame` its looks. */
export const picker: (config: PickerConfig, terminal: PickerTerminal) => Promise<Picked> =
  createPrompt<Picked, PickerConfig>((config, done) => {
    const [state, setState] = useState<PickerState>(() => startPicking(config.list));
    const [size, setSize] = useState(config.size);
    const [widths] = useState(() => widthsOf(state.lines.filter(isRow), config.list.now));
    const { account, now } = config.list;
    const screen: Screen = { ...config, ...size, account, now, widths };

    useEffect((given) => {
      // It is node's own; only its type is narrower.
      const readline = given as unknown as EventEmitter;
      // Ctrl-D closes the input, so no answer could follow.
      const leave = () => done({ ending: 'left', ticked: [] });
      readline.once('close', leave);
      const stop = config.onResize(() => setSize(config.size()));
      return () => {
        readline.removeListener('close', leave);
        stop();
      };
    }, []);

    useKeypress((event, readline) => {
      // Typed characters belong to the list; readline must not show them as its own line.
      readline.clearLine(0);
      const key: Key = event;
      const extent = { page: pageOf(state, screen), lastScroll: lastScroll(state, screen) };
      const pressed = press(state, key, extent);
      if (pressed.ending === null) return setState(pressed.state);
      return done({ ending: pressed.ending, ticked: tickedKeys(pressed.state) });
    });

    return `${hideCursor}${frame(state, screen).join('\n')}`;
  });
