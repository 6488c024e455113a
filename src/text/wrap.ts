import { columnWidth, graphemes } from './column-width.ts';

/** Words in lines of at most this width; a wider word is alone in its line, whole. */
export function wrapped(text: string, width: number): string[] {
  return wrappedWords(text.split(' '), width);
}

/** The same for words that may contain spaces, such as commands, which are never broken. */
export function wrappedWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && columnWidth(line) + 1 + columnWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** The same, but a word that is wider than the lines is broken: for sentences of strangers, which may be one word. */
export function folded(text: string, width: number): string[] {
  return wrappedWords(
    text.split(' ').flatMap((word) => pieces(word, width)),
    width,
  );
}

function pieces(word: string, width: number): string[] {
  if (columnWidth(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const segment of graphemes(word)) {
    const columns = columnWidth(segment);
    if (used + columns > width && piece !== '') {
      found.push(piece);
      piece = '';
      used = 0;
    }
    piece += segment;
    used += columns;
  }
  return [...found, piece];
}
