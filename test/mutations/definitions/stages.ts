import { mutationsOf } from '../mutation.ts';

/** Removed, Never finished, Complete history, Known pair, Signs of an unseen home, Abandoned. */
export const stages = [
  ...mutationsOf('src/match/history/stage-facts.ts', {
    'removed: a purged home does not count': ['pair.purged || (', '('],

    'removed: stacks may stand': [
      'if (pair.stacks.some(({ status }) => !isDeletedStack(status))) return false;',
      '',
    ],
    'removed: a lock may be held': [
      'if (pair.states.some(({ lock }) => lock !== null)) return false;',
      '',
    ],
    'removed: a checkpoint may be unreadable': [
      'current?.readable && current.resources === 0',
      '(current?.resources ?? 0) === 0',
    ],
    'removed: a checkpoint may hold resources': [
      'current?.readable && current.resources === 0',
      'current?.readable',
    ],
    'removed: a checkpoint may hold components': [
      'current?.readable && current.resources === 0',
      'current?.readable && current.owns === 0',
    ],
    'removed: one empty home is enough': [
      'written.every(({ current }) => current?.readable',
      'written.some(({ current }) => current?.readable',
    ],
    'removed: v2 stacks that are gone do not count': [
      'return pair.states.length === 0 ? { at: stacksGoneAt, byEmptinessAlone: false } : null;',
      'return null;',
    ],
    'removed: v2 stacks that are gone count for a stage with runs': [
      'return pair.states.length === 0 ? { at: stacksGoneAt, byEmptinessAlone: false } : null;',
      'return { at: stacksGoneAt, byEmptinessAlone: false };',
    ],
    'removed: emptiness alone does not count': [
      "if (newest === 'no-records')\n    return { at: latest(emptiedAt, stacksGoneAt), byEmptinessAlone: true };",
      "if (newest === 'no-records') return null;",
    ],
    'removed: the newest run need not have completed': ['!record?.completed || ', ''],
    'removed: the newest run need not be a remove': [" || record.command !== 'remove'", ''],
    'removed: the newest run may have errors': [' || record.errors.length > 0)', ')'],
    'removed: a newer run that wrote no state counts': [
      'wroteState(run, state))?.run',
      'run && state)?.run',
    ],
    'removed: the time does not wait for stacks': [
      'latest(endOf(newest), emptiedAt, stacksGoneAt)',
      'latest(endOf(newest), emptiedAt)',
    ],
    'never finished: stacks do not count': ['pair.stacks.length === 0 &&', ''],
    'never finished: versions of the key do not count': [
      'pair.states.every(({ versions }) => versions.length === 0) &&',
      '',
    ],
    'never finished: a run may have completed': [
      'runs.every(({ record }) => record !== null && !record.completed)\n  );',
      'runs.every(({ record }) => record !== null)\n  );',
    ],
    'never finished: a record need not be read': [
      'runs.every(({ record }) => record !== null && !record.completed)\n  );',
      'runs.every(({ record }) => !record?.completed)\n  );',
    ],
    'lives on: checkpoints do not count': [
      'pair.states.some(({ current }) => current?.readable === true && current.resources > 0) ||',
      '',
    ],
    'lives on: stacks do not count': [
      ' ||\n    pair.stacks.some(({ status }) => !isDeletedStack(status))',
      '',
    ],
    'complete: one home of several is enough': [
      'states.every((state) => isComplete',
      'states.some((state) => isComplete',
    ],
    'complete: the bucket need not be versioned': [
      "home?.status === 'read' && home.versioned",
      "home?.status === 'read'",
    ],
    'complete: a version null is one like others': [' && !state.versions.some(isNullVersion)', ''],
    'complete: it need not begin with a deploy': [
      "if (firstRun?.record?.command !== 'deploy') return null;",
      '',
    ],
    'complete: the key may have been deleted': [
      'if (state.versions.some(({ deleteMarker }) => deleteMarker)) return null;',
      '',
    ],
    'complete: a state may be older than the first run': [
      'if (toMs(oldest.at) < Math.floor(toMs(firstRun.startedAt) / 1000) * 1000) return null;',
      '',
    ],
    'complete: it need not begin empty': ['start?.readable && start.owns === 0', 'start?.readable'],
    'complete: its beginning need not be read': [
      'start?.readable && start.owns === 0',
      '(start?.owns ?? 0) === 0',
    ],
    'complete: a run needs no end state': [
      'return end !== null && read.get(end.versionId)?.readable === true;',
      'return end === null || read.get(end.versionId)?.readable === true;',
    ],
    'complete: runs without any state need not be read': [
      'state.runs.every(({ record }) => record !== null && !record.completed)\n    );',
      'state.runs.every(({ record }) => !record?.completed)\n    );',
    ],
    'complete: completed runs may have left no state': [
      'state.runs.every(({ record }) => record !== null && !record.completed)\n    );',
      'state.runs.every(({ record }) => record !== null)\n    );',
    ],
    'abandoned: another app is given up too': ['word.app !== state.app || word', 'word'],
    'abandoned: another stage is given up too': [
      ' || word.stage !== state.stage) return false;',
      ') return false;',
    ],
    'abandoned: a word without a bucket names an unregistered home too': [
      'word.bucket === null ? !state.registered : word.bucket !== state.home',
      'word.bucket !== null && word.bucket !== state.home',
    ],
    'abandoned: the bucket of the word does not count': [
      'word.bucket === null ? !state.registered : word.bucket !== state.home',
      'word.bucket === null && !state.registered',
    ],
    'abandoned: the word names the oldest update': [
      'const newest = state.runs.findLast(({ id }) => id !== null);\n  // For',
      'const newest = state.runs.find(({ id }) => id !== null);\n  // For',
    ],
    'abandoned: one word gives up a home and its copy': [
      'word.update !== null && named.length > 1 ? [] : named',
      'named',
    ],
    'abandoned: it does not end by itself': [
      'return word.update === null || word.update === abandonUpdate(state);',
      'return true;',
    ],
  }),
  ...mutationsOf('src/match/history/pairs.ts', {
    'strangers: pairs of tags are no readings of a name': [
      'for (const pair of [pairFromTags(tags), environment])',
      'for (const pair of [environment])',
    ],
    'strangers: pairs of environments are no readings of a name': [
      'for (const pair of [pairFromTags(tags), environment])',
      'for (const pair of [pairFromTags(tags)])',
    ],
    'strangers: apps of tags are no readings of a name': [
      "for (const app of [tags?.['sst:app'], environment?.app])",
      'for (const app of [environment?.app])',
    ],
    'strangers: an app that a home knows has no stages out of sight': ['apps.add(pair.app);', ''],
    'strangers: tags of other kinds are no readings of a name': [
      'for (const { tags } of inventory.others) note(tags, null);',
      '',
    ],
    'known pair: an app/ key makes none': ['state.versions.length > 0 || state.lock', 'state.lock'],
    'known pair: an update/ key makes none': [' || state.runs.some(({ id }) => id !== null)', ''],
    'known pair: a lock’s key alone makes one': [
      'state.runs.some(({ id }) => id !== null)',
      'state.runs.length > 0',
    ],
    'known pair: a stack’s tags make none': ['if (pair) at(pair).stacks.push(stack);', ''],
  }),
  ...mutationsOf('src/match/history/unseen-homes.ts', {
    'unseen home: tags that could not be read hide no sign': ["source === 'tags' || ", ''],
    'unseen home: lists that could not be read hide no sign': [
      'return kinds.some(({ kind, tagged }) => kind === source && tagged);',
      'return false;',
    ],
    'unseen home: a bootstrap that could not be read hides none': [
      ' || source === bootstrapSource',
      '',
    ],
    'unseen home: what carries no tags hides signs': [
      'kind === source && tagged',
      'kind === source',
    ],
    'unseen home: an app that no home knows is no sign for its pairs': [
      'if (tagged !== undefined) {',
      'if (!pair) {',
    ],
    'unseen home: stacks alone make an app known': [
      'pair.states.length > 0 ? [pair.app] : []',
      'pair ? [pair.app] : []',
    ],
    'unseen home: tagged resources of other kinds are no sign': [
      'for (const { arn, tags } of inventory.others) note(arn, tags);',
      '',
    ],
    'unseen home: tagged resources of listed kinds are no sign': [
      'for (const { id, tags } of inventory.resources) note(id, tags);',
      '',
    ],
    'unseen home: what no run made is no sign': [
      '!facts.runs.some((run) => mayHaveBeenAtWork(run, first))',
      'false',
    ],
    'unseen home: a change of what a state lists is a sign': [
      '!isKnown &&\n    oldestRun',
      'oldestRun',
    ],
    'unseen home: a change after the removal is no sign': [
      'facts.removed && facts.removedAt !== null && isAfter(changed, facts.removedAt)',
      'false',
    ],
    'unseen home: what is older than the states that are left is no sign': [
      'if (statesSince === null || first === null || !isAfter(statesSince, first)) return null;',
      'if (statesSince !== first) return null;',
    ],
    'unseen home: what a state lists is a sign though older states are gone': [
      'isKnown ? null : prunedSign(resource, facts, told)',
      'prunedSign(resource, facts, told)',
    ],
    'unseen home: a function’s environment is no sign': [
      'pairFromTags(resource.tags) ?? resource.environmentPair',
      'pairFromTags(resource.tags)',
    ],
    'unseen home: a name is no sign': [
      'for (const [id, sign] of namedSigns(inventory, stages, told))',
      'for (const [id, sign] of [...namedSigns(inventory, stages, told)].slice(0, 0))',
    ],
    'unseen home: names of a stage that lives are signs': [
      '({ removed, statesSince, history }) => removed && statesSince',
      '({ statesSince, history }) => statesSince',
    ],
    'unseen home: names are signs though every state is known': [" && history === 'partial',", ','],
    'unseen home: names of guarded kinds are signs': ['!guarded && useIsSeenBy', 'useIsSeenBy'],
    'unseen home: names of log groups are signs': [" && useIsSeenBy !== 'log-events'", ''],
    'unseen home: names that a state lists are signs': [
      ' || told.isKnown(resource)) continue;',
      ') continue;',
    ],
    'unseen home: a plain name is a sign': [" && generation === 'tail'", ''],
    'unseen home: being older than the oldest run is no sign': [
      'oldestRun !== null && first !== null && isAfter(oldestRun, first)',
      'false',
    ],
  }),
  ...mutationsOf('src/scan/homes/homes.ts', {
    'registered: a home of another name is none': [
      "bootstrap.status === 'read' ? (bootstrap.buckets.state ?? []) : []",
      "bootstrap.status === 'read' ? [] : []",
    ],
    'registered: no home is': [
      'registered: registered.has(id) || unreadRegions.has(region)',
      'registered: false',
    ],
    'registered: every home is': [
      'registered: registered.has(id) || unreadRegions.has(region)',
      'registered: true',
    ],
    'registered: a region whose bootstrap could not be read has no registered homes': [
      'registered: registered.has(id) || unreadRegions.has(region)',
      'registered: registered.has(id)',
    ],
    'homes: none hides behind a bootstrap that could not be read': [
      'const homes = [...named, ...hidden];',
      'const homes = [...named, ...hidden.slice(hidden.length)];',
    ],
    'homes: any bucket of a region whose bootstrap could not be read is one': [
      'return holds ? [bucket] : [];',
      'return [bucket];',
    ],
    'homes: buckets of every region are looked into': [
      'unreadRegions.has(bucket.region) && !named',
      '!named',
    ],
    'homes: a bucket that does not say hides nothing': [
      'affects: touchedByHomes,\n      };',
      'affects: touching({ resources: [id] }),\n      };',
    ],
    'homes: any file below app/ makes one': [
      'first.value.some(({ key }) => parseStateKey(key) !== null)',
      'first.value.length > 0',
    ],
    'homes: an unregistered home is not read': [
      'isStateBucket(id) || registered.has(id)',
      'registered.has(id)',
    ],
    'homes: a home that is not there is no gap': [
      'context.gaps.add(missingHome(bucket, context));',
      'void missingHome;',
    ],
  }),
];
