import type { OwnCommandName, Repeated } from '../model/command.ts';
import { asciiText } from '../text/text.ts';
import { inFile, type TextStyle } from '../text/text-style.ts';

/** One thing to report, in each format that it has. A missing format is not written. */
export interface Document {
  table(view: TextStyle): string;
  /** Commands stand in it as text, with the flags that they repeat. */
  json(repeated: Repeated): unknown;
  /** A CI's job summary; absent: the table, in a fence. */
  markdown?(view: TextStyle): string;
  /** One row per resource or stage that the document is about. */
  csv?(repeated: Repeated): string;
  /** The accounts for a matrix of GitHub's. */
  matrix?(): string;
  /** A page of its own; absent: the table, as text in a page. */
  html?(view: TextStyle): Promise<string>;
}

/** How a document is written in one format. */
interface FormatFacts {
  /** Of a file in `--report`. */
  readonly ending: string;
  /** Commands that have it not. */
  readonly notOf: readonly OwnCommandName[];
  /** The one command that has it; absent: all others. */
  readonly onlyOf?: OwnCommandName;
  /** A file that is there already is added to, and not replaced. */
  readonly grows?: true;
  /** Null: it is written event by event, while that happens. */
  readonly render: ((document: Document, view: TextStyle) => string | Promise<string>) | null;
  /** The same text in pieces, of which no two are needed at once. */
  readonly pieces?: (document: Document, view: TextStyle) => Promise<Iterable<string>>;
}

/**
 * A format is one entry here, which loads what writes it: its name in `--format`, and its ending
 * in `--report`.
 */
export const formats = {
  table: {
    ending: '.txt',
    notOf: [],
    render: (document, view) => {
      const text = document.table(view);
      return view.ascii ? asciiText(text) : text;
    },
  },
  json: {
    ending: '.json',
    notOf: [],
    render: async (document, { repeated }) =>
      (await import('./json/documents.ts')).jsonText(document.json(repeated)),
    pieces: async (document, { repeated }) =>
      (await import('./json/pieces.ts')).jsonPieces(document.json(repeated)),
  },
  markdown: {
    ending: '.md',
    notOf: ['iam-policy'],
    grows: true,
    render: async (document, view) =>
      document.markdown?.(inFile(view)) ??
      (await import('./markdown/quoted.ts')).quoted(document.table(inFile(view))),
  },
  html: {
    ending: '.html',
    notOf: ['iam-policy'],
    render: async (document, view) =>
      document.html?.(inFile(view)) ??
      (await import('./html/text-page.ts')).textPage(document.table(inFile(view))),
  },
  csv: {
    ending: '.csv',
    notOf: ['explain', 'doctor', 'restore', 'iam-policy'],
    render: (document, { repeated }) => document.csv?.(repeated) ?? '',
  },
  'github-matrix': {
    ending: '.matrix',
    notOf: [],
    onlyOf: 'accounts',
    render: (document) => document.matrix?.() ?? '',
  },
  ndjson: { ending: '.ndjson', notOf: ['iam-policy', 'accounts', 'merge'], render: null },
} as const satisfies Readonly<Record<string, FormatFacts>>;

export type Format = keyof typeof formats;

export const formatNames = Object.keys(formats) as Format[];

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}

export function formatFacts(name: Format): FormatFacts {
  return formats[name];
}

/** The formats that a command has. */
export function formatsOf(command: OwnCommandName): Format[] {
  return formatNames.filter((name) => {
    const { notOf, onlyOf = command } = formatFacts(name);
    return onlyOf === command && !notOf.includes(command);
  });
}

/** The format of a file's ending, or null. */
export function formatOfFile(file: string): Format | null {
  return formatNames.find((name) => file.toLowerCase().endsWith(formats[name].ending)) ?? null;
}
