/** One screen of a terminal, as the terminal got it. */
export interface Frame {
  /** The command above it, without the prompt. */
  readonly command: string;
  /** Text with colours (SGR), and nothing else that moves the cursor. */
  readonly text: string;
}

interface Piece {
  readonly text: string;
  readonly classes: ReadonlySet<string>;
}

/** Columns of the screen, and how large a character of its font is, in pixels. */
const size = { columns: 96, rows: 30, width: 8, height: 18, margin: 16 };
const secondsPerFrame = 6;

/** SGR codes: those that begin a style, and those that end it. */
const begins: ReadonlyMap<string, string> = new Map([
  ['1', 'bold'],
  ['2', 'dim'],
  ['31', 'red'],
  ['32', 'green'],
  ['33', 'yellow'],
]);
const ends: ReadonlyMap<string, readonly string[]> = new Map([
  ['22', ['bold', 'dim']],
  ['39', ['red', 'green', 'yellow']],
]);

/** An SVG that shows one frame after another, and the first alone where nothing moves. */
export function picture(title: string, frames: readonly Frame[]): string {
  const width = Math.ceil(size.columns * size.width) + 2 * size.margin;
  const height = (size.rows + 2) * size.height + 2 * size.margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style(frames.length)}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#1b1f24"/>`,
    ...frames.map((frame, index) =>
      [`<g class="frame f${index}">`, ...linesOf(frame), '</g>'].join('\n'),
    ),
    '</svg>',
    '',
  ].join('\n');
}

function linesOf({ command, text }: Frame): readonly string[] {
  const lines = text.split('\n').slice(0, size.rows);
  const prompt: readonly Piece[] = [
    { text: '$ ', classes: new Set(['dim']) },
    { text: command, classes: new Set(['bold']) },
  ];
  return [prompt, ...piecesOf(lines)].flatMap((pieces, row) => {
    const y = size.margin + (row + 1) * size.height;
    return pieces.length === 0
      ? []
      : [`<text x="${size.margin}" y="${y}">${pieces.map(tspan).join('')}</text>`];
  });
}

/** A style goes on until its end, over lines too. */
function piecesOf(lines: readonly string[]): readonly (readonly Piece[])[] {
  const classes = new Set<string>();
  return lines.map((line) =>
    // oxlint-disable-next-line no-control-regex -- escape sequences begin with one
    line.split(/(\u001B\[[\d;]*m)/).flatMap((part) => {
      const codes = /^\u001B\[([\d;]*)m$/.exec(part)?.[1]?.split(';');
      if (!codes) return part === '' ? [] : [{ text: part, classes: new Set(classes) }];
      for (const code of codes) {
        const name = begins.get(code);
        if (name !== undefined) classes.add(name);
        for (const ended of ends.get(code) ?? []) classes.delete(ended);
      }
      return [];
    }),
  );
}

function tspan({ text, classes }: Piece): string {
  const names = [...classes].join(' ');
  return names === '' ? escaped(text) : `<tspan class="${names}">${escaped(text)}</tspan>`;
}

function style(frames: number): string {
  const seconds = frames * secondsPerFrame;
  const share = 100 / frames;
  return [
    'text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#d0d7de;white-space:pre}',
    '.bold{font-weight:bold;fill:#fff}.dim{fill:#8b949e}.red{fill:#ff7b72}.green{fill:#7ee787}.yellow{fill:#e3b341}',
    `.frame{opacity:0}.f0{opacity:1}`,
    `@keyframes shown{0%,${share - 0.01}%{opacity:1}${share}%,100%{opacity:0}}`,
    `@media (prefers-reduced-motion:no-preference){.frame{animation:shown ${seconds}s step-end infinite}`,
    ...Array.from(
      { length: frames },
      (_, index) =>
        `.f${index}{animation-delay:${(index - (index === 0 ? 0 : frames)) * secondsPerFrame}s}`,
    ),
    '}',
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
