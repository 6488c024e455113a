import { mutationsOf } from '../mutation.ts';

/** Tasks of an engine (`deploy/aws`). */
export const engine = [
  ...mutationsOf('src/engine/sweep.ts', {
    'engine: what a dead slice began is begun anew': [
      'const begun = await begunWith(plan, task);',
      'const begun = null as Run | null;',
    ],
    'engine: last night’s sweep of the same plan is this night’s': [
      "plan === fingerprint && (startedAt ?? '') >= createdAt",
      'plan === fingerprint',
    ],
  }),
  ...mutationsOf('src/engine/ending.ts', {
    'engine: what is parked is not waited for': [
      'const goesOn = isOpen && hasTime(waitSeconds, since, task);',
      'const goesOn = false;',
    ],
    'engine: what is parked is waited for without end': [
      'const goesOn = isOpen && hasTime(waitSeconds, since, task);',
      'const goesOn = isOpen;',
    ],
  }),
];
