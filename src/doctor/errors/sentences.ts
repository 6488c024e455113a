import type { Family } from '../../model/error-family.ts';
import type { Kind } from '../../model/kind.ts';
import { awsSentences } from './aws-sentences.ts';
import type { Output } from './output.ts';
import { sstSentences } from './sst-sentences.ts';

/** A sentence that has no code of its own, or says more than its code. */
export interface Sentence {
  /** AWS's code for it, or a word of ours where AWS and SST have none. */
  readonly code: string;
  readonly family: Family;
  readonly kind: Kind | null;
  /**
   * Matches the text without white space. Groups: `name` for a physical name between words, `first` and
   * `last` for one at the start or end, `stack` for a stack's name or ARN.
   */
  readonly pattern: RegExp;
  /** SST's or Pulumi's own: never the words that go with a code of AWS's. */
  readonly isOfSst: boolean;
  /** Codes about which it says more: the code and the sentence are one error. */
  readonly codes: readonly string[];
}

export interface SentenceHit {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
  readonly name: string | null;
  readonly stack: string | null;
}

const all: readonly Sentence[] = [...awsSentences, ...sstSentences].map((sentence) => ({
  ...sentence,
  pattern: new RegExp(sentence.pattern, 'gi'),
}));

export function sentenceHits(output: Output): readonly SentenceHit[] {
  return all.flatMap((sentence) =>
    [...output.text.matchAll(sentence.pattern)].map((match) => {
      const { name, first, last, stack } = match.groups ?? {};
      const end = match.index + match[0].length;
      const ending = last === undefined ? null : untilSpace(last, end - last.length, output);
      return {
        code: sentence.code,
        start: match.index,
        end: end - (last ?? '').length + (ending ?? '').length,
        sentence,
        // A sentence may end in the name.
        name:
          ending?.replace(/\.$/, '') ??
          afterSpace(first ?? '', match.index, output) ??
          name ??
          null,
        stack: stack ?? null,
      };
    }),
  );
}

/** Text after a line's end belongs to a name only where a terminal broke the line. */
function untilSpace(name: string, start: number, output: Output): string {
  for (let index = 1; index < name.length; index++)
    if (output.gapBefore(start + index) === 'space') return name.slice(0, index);
  return name;
}

/** The word that ends where the sentence begins. */
function afterSpace(name: string, end: number, output: Output): string | null {
  const start = end - name.length;
  for (let index = name.length - 1; index > 0; index--)
    if (output.gapBefore(start + index) === 'space') return name.slice(index);
  return name === '' ? null : name;
}
