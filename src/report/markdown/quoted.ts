import { fence, fitted, lines } from './fitted.ts';

/** A report that people read as text, in a fence: nothing of it is Markdown. */
export function quoted(text: string): string {
  return fitted([lines('## sst-sweep'), fence(text.trimEnd().split('\n'))]);
}
