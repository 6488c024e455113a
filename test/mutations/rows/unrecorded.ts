import { mutationsOf, type Mutation } from '../mutation.ts';

/** Row 12: what a run that did not complete, or not without errors, made without any record. */
export const unrecorded: readonly Mutation[] = [
  ...mutationsOf('src/match/rows/unrecorded.ts', {
    'row 12: taken out': ['if (\n      !facts ||', 'if (\n      facts !== undefined ||'],
    'row 12: history may have owned it': ['isHistoryOwned(subject) ||\n', ''],
    'row 12: an unseen home does not count': ['hasUnseenHome(subject) ||\n', ''],
    'row 12: the stage need be neither removed nor living': [
      ' ||\n      (!facts.removed && !facts.livesOn)',
      '',
    ],
    'row 12: a removed stage does not count': [
      '(!facts.removed && !facts.livesOn)',
      '!facts.livesOn',
    ],
    'row 12: a stage that lives on does not count': [
      '(!facts.removed && !facts.livesOn)',
      '!facts.removed',
    ],
    'row 12: history need not be complete': [
      ' || !isHistoryComplete(subject, facts, made)) return null;',
      ') return null;',
    ],
    'row 12: another tool’s things with its tags count': [
      'if (!looksMadeBySst(subject, { pair: facts.pair, sstVersion })) return null;',
      '',
    ],
    'row 12: only a whole history is complete': [
      'return kind.creationIsKnown && isCompleteSince(made, facts, index.inventory);',
      'return false;',
    ],
    'row 12: a last change is a making': [
      'kind.creationIsKnown && isCompleteSince',
      'isCompleteSince',
    ],
    'row 12: since its making nothing need be read': [
      'return kind.creationIsKnown && isCompleteSince(made, facts, index.inventory);',
      'return kind.creationIsKnown;',
    ],
    'row 12: tags name no stage': [
      'if (subject.tagPair) return subject.index.stages.get(stageId(subject.tagPair)) ?? null;',
      '',
    ],
    'row 12: the name of an unguarded kind counts': [
      'return subject.facts.guarded && subject',
      'return subject',
    ],
    'row 12: the name of a guarded kind does not count': [
      'subject.fits.length > 0 ? onlyOwner(subject) : null',
      'null',
    ],
    'row 12: tags of roles are never read': ["facts.useIsSeenBy === 'role-use'", 'facts === null'],
    'row 12: the name of a role is enough': [
      "judgement.ask({ type: 'role', role: resource.id }) === null ? onlyOwner(subject) : null",
      'onlyOwner(subject)',
    ],
  }),
  ...mutationsOf('src/match/rows/signs.ts', {
    'errors: what somebody took over is still left over': [
      'return isUntouched && failureOn(run.record, subject) !== null;',
      'return failureOn(run.record, subject) !== null;',
    ],
    'errors: they may be about anything': [
      'return isUntouched && failureOn(run.record, subject) !== null;',
      'return isUntouched;',
    ],
    'errors: after a killed run nobody may have touched it': [
      'if (!run.record?.completed) return true;\n',
      'if (!run.record) return true;\n',
    ],
    'row 12: its last change counts where its making is known': [
      'return facts.creationIsKnown ? resource.createdAt : changedAt;',
      'return changedAt;',
    ],
    'row 12: its making counts where it is not known': [
      'return facts.creationIsKnown ? resource.createdAt : changedAt;',
      'return resource.createdAt;',
    ],
  }),
  ...mutationsOf('src/match/history/stage-facts.ts', {
    'since: the home need not be whole': ['isWhole(state, inventory) &&\n      !state', '!state'],
    'since: the key may have been deleted': [
      '!state.versions.some((version) => version.deleteMarker && isSince(version)) &&',
      '',
    ],
    'since: a deletion before its making counts': [
      'version.deleteMarker && isSince(version)',
      'version.deleteMarker',
    ],
    'since: runs need not be read': [
      '.every((run) => isRead(endStateOf(run, state))) &&',
      '.every((run) => run !== null) &&',
    ],
    'since: runs before its making must be read': [
      '.filter((run) => !isAfter(time, endOf(run) ?? time))',
      '',
    ],
    'since: what was written outside of runs need not be read': [
      ' &&\n      outsideRuns(state).filter(isSince).every(isRead)',
      '',
    ],
    'since: what was written before its making must be read': [
      'outsideRuns(state).filter(isSince)',
      'outsideRuns(state)',
    ],
    'since: one home of several is enough': [
      'return states.every((state) => {\n    const read',
      'return states.some((state) => {\n    const read',
    ],
  }),
  ...mutationsOf('src/match/rows/signs.ts', {
    'unrecorded: another run may share that second': [
      'onlyRunAt(runs, made);',
      '(runs.find((each) => !each.record?.completed && onlyRunAt([each], made)) ?? null);',
    ],
    'unrecorded: another run may overlap the run': [' || isOverlapped(run, runs))', ')'],
    'unrecorded: a run of another home may have made it': ['state.runs.includes(run) &&\n', ''],
    'unrecorded: any uncompleted run may have made it': [
      'return isMaker ? run : null;',
      'return isMaker || !run.record?.completed ? run : null;',
    ],
  }),
  ...mutationsOf('src/sst/logical-names.ts', {
    'errors: the case of a name counts': ['names.map((each) => each.toLowerCase())', 'names'],
    'errors: a log group is called as its function': ["'log-group': ['LogGroup'],", ''],
    'errors: a distribution has no name': [
      'return component === null ? null : lowerCase(under(component));',
      'return null;',
    ],
    'errors: a distribution is called as its component': [
      'return component === null ? null : lowerCase(under(component));',
      'return component === null ? null : lowerCase([component]);',
    ],
  }),
  ...mutationsOf('src/match/rows/unrecorded.ts', {
    'errors: what none names is as sure': ["isSure ? 'high' : 'low'", "'high'"],
    'errors: what one names is as unsure': ["isSure ? 'high' : 'low'", "'low'"],
    'errors: what a killed run left is as unsure': ['!run.record.completed || ', ''],
  }),
  ...mutationsOf('src/match/history/failed-runs.ts', {
    'errors: one that names nothing is about nothing': [
      "if (urn === null) return 'unnamed';",
      'if (urn === null) return null;',
    ],
    'errors: one that names nothing names it': [
      "if (urn === null) return 'unnamed';",
      "if (urn === null) return 'named';",
    ],
    'errors: one that names a resource is about all of that name': [
      'isOfKind(urn, subject.facts) ? howNamed(urn, subject.resource) : null',
      'howNamed(urn, subject.resource)',
    ],
    'errors: one that names a resource is about all of its type': [
      "?? '') ? 'named' : null",
      "?? '') ? 'named' : 'named'",
    ],
    'errors: one names a thing that has no name': [
      "if (names === null) return 'unnamed';",
      "if (names === null) return 'named';",
    ],
    'errors: one is not about a thing that has no name': [
      "if (names === null) return 'unnamed';",
      'if (names === null) return null;',
    ],
    'errors: all must be about it': [
      "found.includes('named')",
      "found.every((how) => how === 'named')",
    ],
  }),
  ...mutationsOf('src/sst/run-spans.ts', {
    'errors: a deploy that completed recorded all': [
      '(!record.completed || record.errors.length > 0)',
      '!record.completed',
    ],
    'errors: a deploy without any may have failed to record': [
      '(!record.completed || record.errors.length > 0)',
      'record.command !== null',
    ],
    'errors: a completed one made things after its last push': [
      'run.record.completed ? last.at : late(last)',
      'late(last)',
    ],
    'errors: a killed one made nothing after its last push': [
      'run.record.completed ? last.at : late(last)',
      'last.at',
    ],
  }),
];
