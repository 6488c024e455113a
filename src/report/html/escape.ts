import { plain } from '../../text/text.ts';
import { makeEscaping } from './browser/escaping.ts';

/** A piece of a page in which everything that strangers wrote is escaped. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Part[];

const escaping = makeEscaping();

/**
 * Names, tags and messages become text, whatever they contain: only values that are `Html` already are left
 * as they are.
 */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const written = texts.map((text, index) => text + writtenAs(parts[index] ?? ''));
  return { html: written.join('') };
}

function writtenAs(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaping(plain(part));
  return 'html' in part ? part.html : part.map(writtenAs).join('');
}

export const nothing: Html = { html: '' };

/** Text of our own files: a style, a script. */
export function trusted(text: string): Html {
  return { html: text };
}

/** JSON for a data block: no character in it ends the block, a line, or begins a comment. */
export function jsonBlock(value: unknown): Html {
  const text = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { html: text };
}
