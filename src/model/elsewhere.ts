/** A reference of another account's resource. */
interface ForeignReference {
  /** Key of the resource there. */
  readonly from: string;
  readonly relation: string;
}

/**
 * Everything that one account names and that may be another's. Of the words of its states and stacks only
 * hashes are kept: states hold secrets, and hundreds of accounts must fit into memory.
 */
export interface AccountNames {
  readonly account: string;
  /** Does a current state or a live stack contain this word (letters, digits, `-` and `_`; lower case)? */
  hasWord(word: string): boolean;
  /** Does it contain this word in an ARN, or another text, behind the number of that account? */
  hasWordOf(account: string, word: string): boolean;
  /** By what configurations name, in lower case: keys, ARNs or host names that are not the account's own. */
  readonly references: ReadonlyMap<string, ForeignReference>;
}
