/** A resource of AWS, with the words by which people name it. */
interface Named {
  readonly key: string;
  readonly id: string;
  readonly arn: string | null;
  /** Several resources may have this name. */
  readonly name: string | null;
}

/** The words that name one resource and no other. */
export function ownWords({ key, id, arn }: Omit<Named, 'name'>): readonly (string | null)[] {
  return [key, id, arn];
}

export function isCalled(named: Named, word: string): boolean {
  return named.name === word || ownWords(named).includes(word);
}

export function isCalledAny(named: Named, words: ReadonlySet<string>): boolean {
  return (
    words.size > 0 &&
    [...ownWords(named), named.name].some((word) => word !== null && words.has(word))
  );
}
