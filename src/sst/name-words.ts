import type { AccountNames } from '../model/elsewhere.ts';

/** Collects the words of an account's states and stacks while they are searched anyway. */
export interface NameWords {
  /** A text in lower case. */
  take(text: string): void;
  /** What was collected; nothing may be taken afterwards. */
  end(): Pick<AccountNames, 'hasWord' | 'hasWordOf'>;
}

const word = /[a-z0-9_-]+/g;
const separators = /[\s"'`,;<>()[\]{}|]+/;
const accountNumber = /(?<![a-z0-9_-])\d{12}(?![a-z0-9_-])/;

export function createNameWords(): NameWords {
  const hashes = new Set<number>();
  return {
    take(text) {
      for (const [each] of text.matchAll(word)) hashes.add(hashOf(each));
      if (!accountNumber.test(text)) return;
      for (const part of text.split(separators)) {
        const [account] = accountNumber.exec(part) ?? [];
        if (account === undefined) continue;
        const behind = part.slice(part.indexOf(account) + account.length);
        for (const [each] of behind.matchAll(word)) hashes.add(hashOf(`${account} ${each}`));
      }
    },
    end() {
      // Eight bytes each in place of the forty or so of a set.
      const sorted = Float64Array.from(hashes).sort();
      hashes.clear();
      const has = (text: string) => isIn(sorted, hashOf(text));
      return { hasWord: has, hasWordOf: (account, each) => has(`${account} ${each}`) };
    },
  };
}

/**
 * 53 bits, by two multiplicative hashes. Two words with one hash make a name look used, which only keeps
 * something: among 20 million words that happens to one name in four hundred million.
 */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (low & 0x1fffff) + (high >>> 0);
}

function isIn(sorted: Float64Array, value: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === value;
}
