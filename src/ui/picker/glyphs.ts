/** Signs of the list: for terminals that show them, and in plain ASCII. */
export interface Glyphs {
  readonly cursor: string;
  readonly none: string;
  readonly some: string;
  readonly all: string;
  readonly open: string;
  readonly folded: string;
  readonly ellipsis: string;
  readonly dot: string;
  readonly upDown: string;
  /** Text with nothing that the terminal cannot show. */
  shown(text: string): string;
}

export const unicodeGlyphs: Glyphs = {
  cursor: '❯',
  none: '◯',
  some: '◐',
  all: '◉',
  open: '▾',
  folded: '▸',
  ellipsis: '…',
  dot: '·',
  upDown: '↑↓',
  shown: (text) => text,
};

export const asciiGlyphs: Glyphs = {
  cursor: '>',
  none: '[ ]',
  some: '[-]',
  all: '[x]',
  open: 'v',
  folded: '>',
  ellipsis: '..',
  dot: '-',
  upDown: 'Up/Down',
  shown: (text) =>
    text
      .replaceAll('…', '~')
      .replaceAll('’', "'")
      .replace(/[^\u0000-\u007f]/gu, '?'),
};
