import { readdirSync, readFileSync } from 'node:fs';

export const english = 'README.md';
export const chinese = 'README.zh-CN.md';

/** Pages for users that people write: their commands are checked. */
export const pages: readonly string[] = [
  english,
  chinese,
  'SECURITY.md',
  'docs/deploy-aws.md',
  ...readdirSync('docs/recipes').map((name) => `docs/recipes/${name}`),
];

/** A fenced block: its language, and its text without the fences. */
interface Block {
  readonly language: string;
  readonly text: string;
}

interface Heading {
  readonly level: number;
  readonly text: string;
}

/** A table's rows of cells; the first one is its head. */
type Table = readonly (readonly string[])[];

/** A page's text. */
export function read(page: string): string {
  return readFileSync(page, 'utf8');
}

/** Fenced blocks, in their order. */
export function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = '', inner = '']) => ({
    language,
    text: inner,
  }));
}

/** What stands outside of fenced blocks. */
function proseOf(text: string): string {
  return text.replace(/^```\w*\n[^]*?^```$/gm, '');
}

/** Headings, in their order. */
export function headingsOf(text: string): readonly Heading[] {
  return [...proseOf(text).matchAll(/^(#+) (.*)$/gm)].map(([, marks = '', title = '']) => ({
    level: marks.length,
    text: title,
  }));
}

/** Tables, without the line below the head. */
export function tablesOf(text: string): readonly Table[] {
  return [...proseOf(text).matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => {
    const [head = [], _line, ...rows] = table.trimEnd().split('\n').map(cellsOf);
    return [head, ...rows];
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

/** Items of lists, without what marks them. */
export function itemsOf(text: string): readonly string[] {
  return [...proseOf(text).matchAll(/^- (.*)$/gm)].map(([, item = '']) => item);
}

/** What stands between backticks outside of blocks. */
export function spansOf(text: string): readonly string[] {
  return [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** Where links lead. */
export function linksOf(text: string): readonly string[] {
  return [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
