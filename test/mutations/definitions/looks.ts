import { mutationsOf } from '../mutation.ts';

/** Looks between the steps of a sweep: what they leave out, and what they never do. */
export const looks = [
  ...mutationsOf('src/match/focus.ts', {
    'short look: the distributions of a stage are left out': [
      'index.kinds.get(kind)?.serves === true &&',
      'false &&',
    ],
  }),
  ...mutationsOf('src/match/evidence-index.ts', {
    'short look: an answer of an earlier one is believed': [
      'const answers = new Map(Object.entries(given.answers));',
      'const answers = new Map(Object.entries(inventory.answers));',
    ],
    'short look: tags of an earlier one hide what the sweep wrote': [
      'resource.tags === null ? answers : given.answers',
      'answers',
    ],
  }),
  ...mutationsOf('src/aws/page-trails.ts', {
    'trails: what lies between two pages is read twice': [
      'return { rows: page.rows.slice(0, at), next: trail[place] ?? null };',
      'return { rows: page.rows, next: trail[place] ?? null };',
    ],
    'trails: what lies between two pages is not read': [
      'return { rows: page.rows.slice(0, at), next: trail[place] ?? null };',
      'return { rows: [], next: trail[place] ?? null };',
    ],
    'trails: a failed page counts as none': [
      'return page ?? read(token);',
      'return page ?? { rows: [], next: null };',
    ],
  }),
  ...mutationsOf('src/sweep/fresh-account.ts', {
    'looks: an abandoned one goes on': ["ended.abort(new AbortError('The sweep is over.'));", ''],
  }),
];
