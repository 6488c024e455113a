import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyText } from './damage.ts';
import { readers } from './readers.ts';
import { tries } from './runs.ts';

/** What a reader may refuse a text with: each is one sentence for the user, or a gap. */
const refusals: ReadonlySet<string> = new Set(['UserError', 'StateFileError', 'UnreadableAnswer']);

describe('any text', { timeout: 600_000 }, () => {
  it.each(readers.map((reader) => [reader.name, reader] as const))(
    'is read or refused in one sentence, and never a crash: %s',
    (_name, { read }) => {
      fc.assert(
        fc.property(anyText, (text) => {
          try {
            read(text);
          } catch (error) {
            const name = error instanceof Error ? error.name : String(error);
            if (!refusals.has(name)) throw error;
          }
        }),
        tries(60),
      );
    },
  );
});
