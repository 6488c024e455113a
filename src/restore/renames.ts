/** The new ids of restored resources, by their old ones. */
export type Renames = ReadonlyMap<string, string>;

/**
 * The text with new ids: only where an old one is a whole word, with no letter, digit, `-` or `_` beside it.
 */
export function renamed(text: string, renames: Renames): string {
  if (renames.size === 0) return text;
  // Longer ones first: the ARN of version 12 begins with that of version 1.
  const olds = [...renames.keys()].sort((left, right) => right.length - left.length);
  const words = olds.map((old) => old.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  return text.replace(
    new RegExp(`(?<![A-Za-z0-9_-])(?:${words})(?![A-Za-z0-9_-])`, 'g'),
    (old) => renames.get(old) ?? old,
  );
}

/** Does the text name it, as a word? */
export function names(text: string, id: string): boolean {
  return renamed(text, new Map([[id, '']])) !== text;
}
