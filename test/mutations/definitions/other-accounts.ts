import { mutationsOf, type Mutation } from '../mutation.ts';

/** What other accounts of a run name. */
export const otherAccounts: readonly Mutation[] = [
  ...mutationsOf('src/match/rows/use.ts', {
    'other accounts: name nothing': [
      "if (foreign.length > 0) return verdict('live', foreign);",
      '',
    ],
  }),
  ...mutationsOf('src/match/use/elsewhere.ts', {
    'other accounts: an account is its own other': [
      'if (other.account === named.account) return [];',
      '',
    ],
    'other accounts: configurations name nothing': [
      'if (reference) {',
      'if (reference === undefined) {',
    ],
    'other accounts: states name nothing': [
      'if (!isWordOf(named, other)) return [];',
      'return [];',
    ],
    'other accounts: aliases are no names': ['...(serving?.aliases ?? []),', ''],
    'other accounts: a wildcard names no host': [
      "if (!name.startsWith('*.')) continue;",
      'continue;',
    ],
    'other accounts: a bare name is this account’s': [
      'other.hasWordOf(account, word)',
      'other.hasWord(word)',
    ],
  }),
  ...mutationsOf('src/model/account-gaps.ts', {
    'unread accounts: hide nothing': [
      "touching({ kinds: ['s3-bucket'] })",
      'touching({ kinds: [] })',
    ],
    'unread accounts: hide everything': ["touching({ kinds: ['s3-bucket'] })", 'touching({})'],
  }),
];
