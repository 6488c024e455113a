import type { Credentials } from './clients.ts';

/** Access key, secret and session token of one set. */
export type Keys = Exclude<Credentials, (...given: never) => unknown>;

export interface BoundKeys {
  readonly credentials: Credentials;
  /** The keys given last are of this account, and so must be all that follow. */
  bind(account: string): void;
}

/**
 * Keys for one account, however often they are renewed. Where a program makes them (`credential_process`), or
 * a file or a role is read again, the next set may be another account's: somebody switched accounts in another
 * window. Whatever was judged in one account would then be done in the other one, where names may be the same.
 * So each new set is asked whose it is before anything is signed with it. One of another account is an error
 * of the class of ended credentials. Keys that never change are given as they are.
 */
export function boundKeys(
  source: Credentials,
  accountOf: (keys: Keys) => Promise<string>,
): BoundKeys {
  if (typeof source !== 'function') return { credentials: source, bind: () => undefined };
  const checked = new Map<string, Promise<void>>();
  let account: string | null = null;
  let lastGiven: string | null = null;

  async function check(keys: Keys, expected: string): Promise<void> {
    const found = await accountOf(keys);
    if (found !== expected) throw new KeysOfAnotherAccount(found, expected);
  }

  return {
    async credentials() {
      const keys = await source();
      const { accessKeyId } = keys;
      if (account === null) {
        lastGiven = accessKeyId;
        return keys;
      }
      const known = checked.get(accessKeyId) ?? check(keys, account);
      checked.set(accessKeyId, known);
      try {
        await known;
      } catch (error) {
        // STS may only have been slow: the next call asks it again.
        checked.delete(accessKeyId);
        throw error;
      }
      return keys;
    },
    bind(owner) {
      account = owner;
      if (lastGiven !== null) checked.set(lastGiven, Promise.resolve());
    },
  };
}

/** The account's own keys have ended; what was done in it stays as it is, and a later run goes on. */
class KeysOfAnotherAccount extends Error {
  override readonly name = 'KeysOfAnotherAccount';
  readonly code = 'ACCOUNT_CHANGED';

  constructor(found: string, expected: string) {
    super(
      `The AWS credentials were renewed into account ${found}, and not into ${expected}: nothing is done with them.`,
    );
  }
}
