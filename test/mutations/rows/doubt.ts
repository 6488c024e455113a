import { mutationsOf } from '../mutation.ts';

/** Rows 7 to 10: what stands in the way. */
export const doubt = [
  ...mutationsOf('src/match/rows/doubt.ts', {
    'row 7: taken out': [
      'number: 7,\n    decide: (subject, judgement) => {',
      'number: 7,\n    decide: (subject, judgement) => {\n if (subject) return null;',
    ],
    'row 7: owners need not agree': ['...disagreements(subject),', ''],
    'row 7: gaps hide nothing': ['...gapDoubts(subject, judgement),', ''],
    'row 7: a staging distribution serves nobody': ['...stagingDoubts(subject),', ''],
    'row 7: a stack that its tags name owns nothing': ['...stackDoubts(subject),', ''],
    'row 7: a stack that was not found owns nothing': [
      'if (stack && isDeletedStack(stack.status) && pairFromTags(stack.tags)) return [];',
      'if (!stack || (isDeletedStack(stack.status) && pairFromTags(stack.tags))) return [];',
    ],
    'row 7: a living stack of SST v2 owns nothing': [
      'isDeletedStack(stack.status) && pair',
      'pair',
    ],
    'row 7: a deleted stack of another tool left nothing to its team': [
      ' && pairFromTags(stack.tags)) return [];',
      ') return [];',
    ],
    'row 8: whoever may assume a role': ['        ...newTrust(subject),\n', ''],
    'row 8: later changes do not count': ['...laterChanges(subject, judgement),', ''],
    'row 7: two owners are no disagreement': ['owners.length > 1', 'owners.length > 99'],
    'row 7: an app’s tag alone contradicts nothing': ["says('sst:app', app) && ", ''],
    'row 7: a stage’s tag alone contradicts nothing': [" && says('sst:stage', stage)", ''],
    'row 8: taken out': [
      'number: 8,\n    decide: (subject, judgement) => {',
      'number: 8,\n    decide: (subject, judgement) => {\n if (subject) return null;',
    ],
    'row 8: a departure need not be proven': ['...unprovenDeparture(subject),', ''],
    'row 8: unregistered homes claim nothing': ['...unregisteredClaims(subject),', ''],
    'row 8: answers and uses do not count': [
      '        ...answersOrIsUsed(subject, judgement),\n',
      '',
    ],
    'row 8: others that a policy lets in do not count': [
      '        ...sharedBucket(subject, judgement),\n',
      '',
    ],
    'row 8: tags of others say nothing': ['        ...strangeTags(subject, judgement),\n', ''],
    'row 8: what it serves may change': ['        ...changedBehind(subject, judgement),\n', ''],
    'row 8: whoever writes into it later uses nothing': ['...laterWrites(subject, judgement),', ''],
    'row 8: guarded kinds need a proven departure too': [
      'facts.guarded ? past.find(({ departure }) => departure.mayBeHandedOver) : past[0];',
      'past[0];',
    ],
    'row 8: a guarded kind may have been handed over': [
      'facts.guarded ? past.find(({ departure }) => departure.mayBeHandedOver) : past[0];',
      'facts.guarded ? undefined : past[0];',
    ],
    'row 8: a proven departure does not count': [
      '!owned || owned.departure.proven ||',
      '!owned ||',
    ],
    'row 8: an abandoned stage needs a proven departure': [
      ' || givenUp.length > 0) return [];',
      ') return [];',
    ],
    'row 8: an abandoned unregistered stage claims': [
      'if (index.stages.get(`${state.app}/${state.stage}`)?.abandoned.has(state)) return [];',
      '',
    ],
    'row 9: what was kept is kept, whatever home is hidden': [
      '    if (unread) {',
      '    if (!index) {',
    ],
    'row 9: taken out': ['decide: (subject) => keptOnPurpose(subject),', 'decide: () => null,'],
    'row 9: what an abandoned stage keeps does not count': [
      'history.givenUp[0]?.entry ?? history.past[0]?.entry',
      'history.past[0]?.entry',
    ],
    'row 9: what an earlier state kept does not count': [
      'history.givenUp[0]?.entry ?? history.past[0]?.entry',
      'history.givenUp[0]?.entry',
    ],
    'row 9: DELETE_SKIPPED does not count': [
      "resource.status === 'DELETE_SKIPPED'",
      "resource.status === ''",
    ],
    'row 9: SST’s edge custom resources are retained too': [
      'edgeCustomTypes.includes(skipped.resource.type)',
      'false',
    ],
    'row 9: every skipped resource is a leftover': [
      'edgeCustomTypes.includes(skipped.resource.type)',
      'true',
    ],
    'row 9: SST’s edge custom resources are certain': [
      "confidence: 'high'",
      "confidence: 'certain'",
    ],
    'row 10: taken out': [
      'number: 10,\n    decide: (subject, judgement) => {',
      'number: 10,\n    decide: (subject, judgement) => {\n if (subject) return null;',
    ],
    'row 10: it need not be able to hold data': ['!subject.facts.holdsData || ', ''],
    'row 10: history does not count': [
      ' || isHistoryOwned(subject)) return null;',
      ') return null;',
    ],
    'row 10: a deleted stack is no history': [
      'if (subject.history.stacks.some((listing) => wasMadeByStack(listing, subject))) return null;',
      '',
    ],
    'row 10: any deleted stack that lists it is its history': [
      'subject.history.stacks.some((listing) => wasMadeByStack(listing, subject))',
      'subject.history.stacks.length > 0',
    ],
  }),
  ...mutationsOf('src/match/rows/later-changes.ts', {
    'row 8: a trust policy that could not be read lets nobody in': [
      'if (resource.trusts === null)\n',
      'if (resource.trusts === null) return [];\n  if (resource.trusts === null)\n',
    ],
    'row 8: a role that no state recorded trusts anybody': [
      '/^[\\w.-]+\\.amazonaws\\.com(?:\\.cn)?(?: |$)/.test(who)',
      "who !== ''",
    ],
    'row 8: a change within the second of the departure is later': [
      'isAfter(wholeSecond(changedAt), time)',
      'isAfter(changedAt, time)',
    ],
    'row 8: AWS makes nothing anew': ['return mayBeRemade(subject, time) &&', 'return false &&'],
    'row 8: what AWS made anew may have tags': [
      " && tagsOfRemade(subject, judgement) !== 'some';",
      ';',
    ],
    'row 8: what AWS made anew must have been read': [
      "tagsOfRemade(subject, judgement) !== 'some';",
      "tagsOfRemade(subject, judgement) === 'none';",
    ],
    'row 8: what was made since the last state that listed it is the same': [
      'if (remade !== null)',
      'if (false)',
    ],
    'row 8: a log group made since the last state is another': [
      'isLog ? owned.departure.run?.startedAt : owned.checkpoint.at',
      'owned.checkpoint.at',
    ],
    'row 8: it may change after its departure': [
      'history.givenUp.length === 0 && isLater(departed)',
      'false',
    ],
    'row 8: it may change after its state let it go': [
      'history.past[0]?.departure.at ?? null, letGoByStacksAt(history)',
      'letGoByStacksAt(history)',
    ],
    'row 8: it may change after its stack was deleted': [
      'departure.at ?? null, letGoByStacksAt(history)',
      'departure.at ?? null',
    ],
    'row 8: it may change after its stage’s removal': [
      'if (isLater(removedAt)) {',
      'if (!subject) {',
    ],
    'row 8: an abandoned stage’s resource may change after its last state': [
      'if (isLater(written)) {',
      'if (!subject) {',
    ],
    'row 8: an earlier departure counts for what an abandoned stage has now': [
      'history.givenUp.length === 0 && isLater(departed)',
      'isLater(departed)',
    ],
  }),
  ...mutationsOf('src/match/use/contents.ts', {
    'row 10: an empty bucket may hold data': [
      'if (answer.complete && answer.versions === 0) return null;',
      '',
    ],
    'row 10: objects of the uncompleted run that made it count': [
      'return inOneRun ? null : holdsObjects(source);',
      'return holdsObjects(source);',
    ],
    'row 10: objects of the run that made it need not be of it': [
      'return inOneRun ? null : holdsObjects(source);',
      'return null;',
    ],
    'row 10: the bucket may be older than the run': [
      '[resource.createdAt ?? oldestAt, oldestAt, newestAt]',
      '[oldestAt, newestAt]',
    ],
    'row 10: objects may be older than the run': [
      '[resource.createdAt ?? oldestAt, oldestAt, newestAt]',
      '[resource.createdAt ?? oldestAt, newestAt]',
    ],
    'row 10: objects may be newer than the run': [
      '[resource.createdAt ?? oldestAt, oldestAt, newestAt]',
      '[resource.createdAt ?? oldestAt, oldestAt]',
    ],
    'row 10: an empty log group may hold data': [
      "if (subject.facts.useIsSeenBy === 'log-events' && resource.sizeBytes === 0) return null;",
      '',
    ],
    'row 10: a log group whose size nobody knows is empty': [
      'resource.sizeBytes === 0) return null;',
      '!resource.sizeBytes) return null;',
    ],
    'row 10: a bucket need not be read to its end': ['!newestAt || !answer.complete', '!newestAt'],
  }),
  ...mutationsOf('src/sst/stacks.ts', {
    'row 9: Custom::SSTEdgeLambda is retained': ["'Custom::SSTEdgeLambda',", ''],
    'row 9: Custom::SSTEdgeLambdaBucket is retained': ["'Custom::SSTEdgeLambdaBucket',", ''],
  }),
  ...mutationsOf('src/match/rows/changed-behind.ts', {
    'changed behind: what a configuration names does not count': ['...namedBy(subject), ', ''],
    'changed behind: what a store alone names does not count': [', ...reachedBy(subject)', ''],
    'changed behind: what its stage has still counts too': [
      'index.claims.has(key) ? undefined : index.resources.get(key)',
      'index.resources.get(key)',
    ],
    'changed behind: files may change': ['    ...laterWrites(other, judgement),\n', ''],
    'changed behind: code may change': ['    ...laterChanges(other, judgement),\n', ''],
    'changed behind: files that were not seen may change': [
      '    ...unseenWrites(other, judgement),\n',
      '',
    ],
    'changed behind: tags may be set': ['    ...strangeTags(other, judgement),\n', ''],
    'changed behind: a bucket may be shared': ['    ...sharedBucket(other, judgement),\n', ''],
    'changed behind: others may be let call': ['    ...newCallers(other, judgement),\n', ''],
    'changed behind: others may be told': ['    ...newListeners(other, judgement),\n', ''],
    'changed behind: what could not be read did not change': [' ?? signs[0];', ';'],
    'changed behind: contents that could not be read did not change': [
      "if (answer?.type === 'unreadable')",
      'if (answer === undefined)',
    ],
    'changed behind: logs and roles count too': [
      'if (aside.has(other.resource.kind)) continue;',
      '',
    ],
    'changed behind: of any component': [
      "front && reach(front, behind) === 'component' ? [key] : []",
      'front ? [key] : []',
    ],
  }),
  ...mutationsOf('src/model/hold-tags.ts', {
    'tags that ask to keep it: a value takes nothing back': ['!noValues.has(setting)', 'true'],
    'tags that ask to keep it: what would delete it asks too': [
      'if (deletionTags.test(name)) return noValues.has(setting) || keepingValues.has(setting);',
      'if (deletionTags.test(name)) return true;',
    ],
    'tags that ask to keep it: sentences say nothing': [
      'keepingWords.some((words) => words.test(lettersOf(value)))',
      'keepingWords.length === 0',
    ],
  }),
  ...mutationsOf('src/match/use/strange-tags.ts', {
    'strange tags: what the tagging API did not list has none': [
      "return facts.tagged && !resource.memberOf && !('sst:app' in (resource.tags ?? {}));",
      'return facts.tagged === null;',
    ],
    'strange tags: unread ones say nothing': [
      "if (answer?.type === 'unreadable')",
      'if (answer === undefined)',
    ],
    'strange tags: those of others say nothing': [
      'const isStrange = !known.has(tag) &&',
      'const isStrange = known.size === 0 &&',
    ],
    'strange tags: those of its last state are strange': [
      '...Object.keys(entry?.tags ?? {}), ',
      '',
    ],
    'strange tags: those of its stage are strange': ['...ofStages, ', ''],
    'strange tags: those of its stack are strange': [', ...ofStacks]', ']'],
    'strange tags: one that was taken away is no sign': [
      'const how = value === undefined ?',
      'if (value === undefined) return [];\n    const how = value === null ?',
    ],
    'strange tags: one that was given another value is no sign': [
      'hashedValue(value) === hash',
      'hash !== null',
    ],
    'strange tags: those of AWS are strange': [' && !/^(?:aws|sst):/.test(tag)', ''],
    'strange tags: those that all have are strange': [' && !commonTags(index).has(tag)', ''],
    'strange tags: what only leftovers have is common': [' && index.claims.has(key)', ''],
    'strange tags: what one living thing has is common': ['count >= 3 && count', 'count'],
  }),
  ...mutationsOf('src/match/evidence-index.ts', {
    'readers of a store: nobody lives by its claims': [
      'withReadersOfStores(claimsByKey(inventory, stages, history), references)',
      'claimsByKey(inventory, stages, history)',
    ],
  }),
  ...mutationsOf('src/match/use/claims.ts', {
    'readers of a store: also while its own stage names it': [
      ' || named.some(({ own }) => own)',
      '',
    ],
    'readers of a store: what runs nowhere lives too': [
      '      add(reader, named);\n    }\n',
      '    }\n    add(reader, named);\n',
    ],
    'readers of a store: the distribution does not live': ['      add(user, named);\n', ''],
  }),
];
