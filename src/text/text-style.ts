import type { Repeated } from '../model/command.ts';
import { nothingRepeated } from '../model/command.ts';

/** Colours one piece of text, or leaves it as it is. */
export type Style = (text: string) => string;

export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly green: Style;
  readonly yellow: Style;
  readonly red: Style;
}

export interface Marks {
  readonly done: string;
  readonly failed: string;
  readonly warning: string;
}

/** How a text report is shown: decided once, where the terminal is known. */
export interface TextStyle {
  /** Columns of a paragraph. */
  readonly width: number;
  /** Columns of a row, which is cut there: no limit in a file, a pipe or a log, where it can be read whole. */
  readonly rowWidth: number;
  readonly coloured: boolean;
  readonly paint: Paint;
  /** A text that leads to a page where the terminal opens links, and the text alone elsewhere. */
  readonly link: (url: string) => Style;
  readonly marks: Marks;
  /** Only ASCII may be written: the locale or the terminal knows nothing else. */
  readonly ascii: boolean;
  /** All evidence, and the resources that nothing will happen to. */
  readonly verbose: boolean;
  /** Flags of the person that printed commands repeat. */
  readonly repeated: Repeated;
}

const same: Style = (text) => text;

export const noPaint: Paint = { bold: same, dim: same, green: same, yellow: same, red: same };

export const noLink: TextStyle['link'] = () => same;

export const symbols: Marks = { done: '✔', failed: '✖', warning: '⚠' };

export const words: Marks = { done: 'ok:', failed: 'failed:', warning: 'warning:' };

/** The style of files: no colour, a fixed width. */
export const fileStyle: TextStyle = {
  width: 120,
  rowWidth: Number.POSITIVE_INFINITY,
  coloured: false,
  paint: noPaint,
  link: noLink,
  marks: symbols,
  ascii: false,
  verbose: false,
  repeated: nothingRepeated,
};

/** The same where no terminal is: neither colours nor columns, whatever runs there. */
export function inFile({ verbose, repeated }: TextStyle): TextStyle {
  return { ...fileStyle, width: Number.POSITIVE_INFINITY, verbose, repeated };
}
