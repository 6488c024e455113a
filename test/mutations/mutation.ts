/** One thing that the design says, taken out of the source or turned round. */
export interface Mutation {
  readonly name: string;
  /** Path from the top of the repository. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** The mutations of one file: by name, what stands there and what stands there instead. */
export function mutationsOf(
  file: string,
  changes: Readonly<Record<string, readonly [find: string, replace: string]>>,
): readonly Mutation[] {
  return Object.entries(changes).map(([name, [find, replace]]) => ({ name, file, find, replace }));
}

/** Throws where the text to be replaced is not there, or is there twice: nobody knows then what is tested. */
export function mutated(code: string, { name, file, find, replace }: Mutation): string {
  const parts = code.split(find);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined) {
    throw new Error(`${name}: its text occurs ${parts.length - 1} times in ${file}, not once`);
  }
  return `${before}${replace}${after}`;
}
