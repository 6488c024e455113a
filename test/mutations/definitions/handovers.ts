import { mutationsOf, type Mutation } from '../mutation.ts';

/** What a person changed since, of which AWS keeps no time. */
export const handovers: readonly Mutation[] = [
  ...mutationsOf('src/match/rows/doubt.ts', {
    'retention: whatever it is now': ['        ...keptLonger(subject),\n', ''],
  }),
  ...mutationsOf('src/match/use/kept-longer.ts', {
    'retention: what Lambda made was never given one': [
      'entry.type === logGroupType ? entry.retentionDays : 0',
      'entry.retentionDays',
    ],
    'retention: a state that says nothing says for ever': [
      'recorded === null || days === (recorded || null)',
      'days === (recorded || null)',
    ],
    'retention: a shorter one is a use': ['isShorter || ', ''],
    'retention: a rule of the account is a use': [' || commonRetentions(world).has(days)', ''],
    'retention: two make a rule': ['count >= 3', 'count >= 2'],
    'retention: any three make a rule': [' && count * 2 >= living.length', ''],
    'retention: one that was made anew is a use': [
      'if (left !== null && resource.createdAt !== null && isAfter(resource.createdAt, left)) return [];',
      '',
    ],
  }),
];
