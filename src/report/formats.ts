import type { Repeated } from '../model/command.ts';
import { textPage } from './html/text-page.ts';
import { jsonText } from './json.ts';
import { asciiText } from './text.ts';
import { fileView, type View } from './view.ts';

/** One thing to report, in whatever form it is asked for. */
export interface Document {
  table(view: View): string;
  /** Commands stand in it as text, with what they repeat. */
  json(repeated: Repeated): unknown;
  /** A page of its own; without one its text stands in a page. */
  html?(view: View): Promise<string>;
}

/** A format is one line here, its name in `--format` and its ending in `--report`. */
export const formats = {
  table: {
    ending: '.txt',
    render: (document: Document, view: View) => {
      const text = document.table(view);
      return view.ascii ? asciiText(text) : text;
    },
  },
  json: {
    ending: '.json',
    render: (document: Document, { repeated }: View) => jsonText(document.json(repeated)),
  },
  html: {
    ending: '.html',
    render: (document: Document, { verbose, repeated }: View) => {
      const view = { ...fileView, width: Number.POSITIVE_INFINITY, verbose, repeated };
      return document.html?.(view) ?? textPage(document.table(view));
    },
  },
} as const;

export type Format = keyof typeof formats;

export const formatNames = Object.keys(formats) as Format[];

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}

/** The format that a file's ending says, or null. */
export function formatOfFile(file: string): Format | null {
  return formatNames.find((name) => file.toLowerCase().endsWith(formats[name].ending)) ?? null;
}
