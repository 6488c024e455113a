import { mutationsOf } from '../mutation.ts';

/** The command that doctor prints to be run again. */
export const runAgain = [
  ...mutationsOf('src/doctor/causes/cause.ts', {
    'again: an edit of the state is a run of its own': [
      "command !== 'edit' && command !== 'repair'",
      "command !== ''",
    ],
    'again: what is no deploy is a removal': [
      "const isRemoval = run === 'remove';",
      "const isRemoval = run !== 'deploy';",
    ],
    'again: an output removes production': [
      "isRemoval && isProduction && recorded.at(-1) !== 'remove'",
      'false',
    ],
  }),
  ...mutationsOf('src/doctor/causes/in-use.ts', {}),
  ...mutationsOf('src/doctor/causes/outside.ts', {
    'again: after a failed remove it is deployed': ["pair && facts.run === 'deploy'", 'pair'],
  }),
  ...mutationsOf('src/doctor/causes/gone.ts', {
    'again: of kinds that are not listed all is there': [' || !isOfListedKind(error, facts)', ''],
  }),
];
