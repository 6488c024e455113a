import { mutationsOf } from '../mutation.ts';

/** Rows 11 to 16: what makes it a leftover. */
export const leftover = [
  ...mutationsOf('src/match/rows/leftover.ts', {
    'row 15: no stack need have listed it': [
      ' || isNotOfStacks(subject, facts)) return null;',
      ') return null;',
    ],
    'row 15: any run may have made it': ['!wasMadeUnrecorded(subject, facts) || ', ''],
    'row 15: another tool’s things with its tags count': [
      'return looksMadeBySst(subject, { pair: facts.pair, sstVersion: run.record.sstVersion });',
      'return true;',
    ],
    'row 14: no stack need have listed it': ['isNotOfStacks(subject, owner) ||', ''],
    'row 15: a guarded kind must be made in a run': [
      'subject.facts.guarded || facts.pair.states.length === 0',
      'facts.pair.states.length === 0',
    ],
    'row 15: a v2 stage must have runs': [
      'subject.facts.guarded || facts.pair.states.length === 0',
      'subject.facts.guarded',
    ],

    'row 15: it may be older than the states that are left': [
      ' || isOlderThanStates(subject, facts))',
      ')',
    ],
    'row 15: a guarded kind may not be older than the states that are left': [
      'subject.facts.guarded || statesSince === null',
      'statesSince === null',
    ],
    'row 15: a complete history need not have owned it': [
      "if (facts.history === 'complete' && !isHistoryOwned(subject)) return null;",
      '',
    ],
    'row 15: a complete history that owned it rules it out': [
      "facts.history === 'complete' && !isHistoryOwned(subject)",
      "facts.history === 'complete'",
    ],

    'row 11: taken out': [
      'provenDeparture(subject) ?? deletedStack(subject) ?? givenUp(subject)',
      'null',
    ],
    'row 11: a proven departure does not count': [
      'provenDeparture(subject) ?? deletedStack(subject) ?? givenUp(subject)',
      'deletedStack(subject) ?? givenUp(subject)',
    ],
    'row 11: a deleted stack does not count': [
      'provenDeparture(subject) ?? deletedStack(subject) ?? givenUp(subject)',
      'provenDeparture(subject) ?? givenUp(subject)',
    ],
    'row 11: an abandoned stage does not count': [
      'provenDeparture(subject) ?? deletedStack(subject) ?? givenUp(subject)',
      'provenDeparture(subject) ?? deletedStack(subject)',
    ],
    'row 11: a departure need not be proven': ['!newest?.departure.proven ||', '!newest ||'],
    'row 11: the stage need be neither empty nor living': [
      '!facts || (!facts.isEmpty && !facts.livesOn)',
      '!facts',
    ],
    'row 11: a stage that lives on does not count': [
      '!facts || (!facts.isEmpty && !facts.livesOn)',
      '!facts || !facts.isEmpty',
    ],
    'row 11: an empty stage does not count': [
      '!facts || (!facts.isEmpty && !facts.livesOn)',
      '!facts || !facts.livesOn',
    ],
    'row 11: an empty stage is as sure as a removed one': [
      'facts.livesOn || (facts.removed && !facts.removedByEmptinessAlone)',
      'facts.isEmpty || facts.livesOn',
    ],
    'row 11: it may be older or younger than the deleted stack': [
      'wasMadeByStack(candidate, subject)',
      'candidate !== null',
    ],
    'row 11: a deleted stack counts against what a state owned since': [
      '!listing || subject.history.past.length > 0',
      '!listing',
    ],
    'row 11: an earlier departure proves an abandoned stage’s leftover': [
      '!newest?.departure.proven || subject.history.givenUp.length > 0',
      '!newest?.departure.proven',
    ],
    'row 11: an abandoned stage need not be the only owner': [
      '!first || subject.owners.length !== 1 || subject.history.past.length > 0',
      '!first',
    ],
    'row 13: taken out': [
      'const failed = failedRunsNaming(subject).find(',
      'const failed = failedRunsNaming(subject).slice(0, 0).find(',
    ],
    'row 13: it need not be guarded': [
      '!subject.facts.guarded || hasUnseenHome(subject)) return null;\n      const failed',
      'hasUnseenHome(subject)) return null;\n      const failed',
    ],
    'row 13: an unseen home does not count': [
      '!subject.facts.guarded || hasUnseenHome(subject)) return null;\n      const failed',
      '!subject.facts.guarded) return null;\n      const failed',
    ],
    'row 13: another stage may own it': [
      'subject.owners.every((owner) => owner === facts.pair.id) &&',
      '',
    ],
    'row 13: it may be changed after the run': ['isAfter(run.startedAt, changed)', 'true'],
    'row 13: its name may be anybody’s': ['subject.owners.length > 0 &&', ''],
    'row 14: taken out': ['decide: (subject) => shapedAndQuiet(subject),', 'decide: () => null,'],
    'row 14: it need not be guarded': ['!facts.guarded ||\n    pairs', 'pairs'],
    'row 14: an unseen home does not count': [
      '    hasUnseenHome(subject) ||\n    isMadeOutsideOfRuns',
      '    isMadeOutsideOfRuns',
    ],
    'row 14: its owner need not be the one that its name says': [
      '!pairs.has(owner.pair.id) ||',
      '',
    ],
    'row 14: it need not be quiet': [
      'quietSince === null || toMs(quietSince) > toMs(plus(index.inventory.now, -unchangedMs))',
      'quietSince === null',
    ],
    'row 14: a day is quiet enough': ['7 * durations.dayMs', 'durations.dayMs'],
    'row 14: its last change does not count': [
      'modifiedByOthersAt(resource, index.inventory) ??',
      '',
    ],
    'row 14: bare names are sure': [
      "fit.weak || fit.generation === 'auto'",
      "fit.generation === 'auto'",
    ],
    'row 14: an unproven departure from a living stage is sure': [
      "weak || unproven ? 'low' : 'high'",
      "weak ? 'low' : 'high'",
    ],
    'row 14: what was made between runs is its stage’s': [
      ' ||\n    isMadeOutsideOfRuns(subject, owner)',
      '',
    ],
    'row 14: a remove makes things': [
      "(run.record === null || run.record.command === 'deploy') && ",
      '',
    ],
    'row 14: what is older than all runs was made outside of them': [
      ' || !isAfter(createdAt, first.startedAt)) return false;',
      ') return false;',
    ],
    'row 14: an unproven departure from any stage is not sure': [
      'newest !== undefined && !newest.departure.proven && owner.livesOn',
      'newest !== undefined && !newest.departure.proven',
    ],
    'row 15: taken out': [
      'const facts = onlyOwner(subject);\n      if (!facts?.removed',
      'const facts = null;\n      if (!facts?.removed',
    ],
    'row 15: the pair need not be removed': [
      '!facts?.removed || hasUnseenHome',
      '!facts || hasUnseenHome',
    ],
    'row 15: an unseen home does not count': [
      '!facts?.removed || hasUnseenHome(subject)',
      '!facts?.removed',
    ],
    'row 15: tags are no sign': [
      "const sign = subject.tagPair\n        ? 'tags'",
      "const sign = !subject\n        ? 'tags'",
    ],
    'row 15: a whole name is no sign': ["? 'name'\n          : null", '? null\n          : null'],
    'row 15: no sign is needed': ["? 'name'\n          : null", "? 'name'\n          : 'name'"],
    'row 15: it is sure': ["confidence: 'low' },", "confidence: 'high' },"],
    'row 16: taken out': [
      'decide: ({ resource }) =>\n      verdict(',
      'decide: ({ resource }) =>\n      resource ? null : verdict(',
    ],
  }),
  ...mutationsOf('src/match/versions.ts', {
    'row 15: old versions of a live function share its verdict': [
      '!isOldAndUnused(subject) ||',
      'isOldAndUnused ||',
    ],
    'row 15: an old version that is called by its number goes': [
      "if (calls.length > 0) return { row: 8, ...verdict('unknown', calls) };",
      'void calls;',
    ],
    'row 15: versions of a function that is not live are judged alone': [
      "shared?.verdict !== 'live' ||",
      '',
    ],
    'row 15: one newest version is enough': ['const keptVersions = 2;', 'const keptVersions = 1;'],
    'row 15: three newest versions stay': ['const keptVersions = 2;', 'const keptVersions = 3;'],
    'row 15: a version in use is old': ['referrers.length === 0 && ', ''],
    'row 15: a version that is named is old': [' && claims.length === 0', ''],
    'row 15: an old version of a busy stage goes': ['[1, 2, 4, 5, 6, 7]', '[1, 2, 4, 5, 7]'],
    'row 15: an old version that a gap touches goes': ['[1, 2, 4, 5, 6, 7]', '[1, 2, 4, 5, 6]'],
    'row 15: old versions are sure': ["confidence: 'low',", "confidence: 'high',"],
    'row 2: a version is kept only with its function': ['number <= 2', 'number < 2'],
  }),
];
