import { mutationsOf } from '../mutation.ts';

/** What is called production, and what no command is printed for. */
export const printed = [
  ...mutationsOf('src/model/stage.ts', {
    'production: only whole names count': ['match(/\\p{L}+/gu) ?? []', 'match(/^.*$/gu) ?? []'],
    'production: a capital divides no words': ['`${plain} ${humps}`', '`${plain} ${plain}`'],
    'production: capitals are other letters': ['`.toLowerCase()', '`'],
    'production: letters are what they are written as': [
      "stage.normalize('NFKD').replaceAll(/[\\p{M}\\p{Cf}]/gu, '')",
      'stage',
    ],
    'production: what cannot be seen is a letter': ['[\\p{M}\\p{Cf}]', '[\\p{M}]'],
    'production: letters of other alphabets look like none': [' || !/[a-z]/.test(letter)', ''],
    'production: a longer word is one': ['letters.length === known.length &&', ''],
  }),
];
