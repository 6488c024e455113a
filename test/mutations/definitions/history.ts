import { mutationsOf } from '../mutation.ts';

/** Owned, Departure, and what a deleted stack says. */
export const history = [
  ...mutationsOf('src/match/rows/later-changes.ts', {
    'row 8: a function that changed while a remove ran is the same': [
      "facts.useIsSeenBy === 'invocations' && isOfRemove",
      "facts.useIsSeenBy === 'invocations' && !owned",
    ],
    'row 8: a role of a stack may trust anybody': [
      'history.stacks.length > 0 ? null : (entry?.trusts ?? null)',
      'history.stacks.length > 0 ? (resource.trusts ?? null) : (entry?.trusts ?? null)',
    ],
  }),
  ...mutationsOf('src/match/rows/doubt.ts', {
    'row 9: what was made after its stack let go was skipped by it': [
      'subject.resource.createdAt !== null && !wasMadeByStack(skipped, subject)',
      'false',
    ],
  }),
  ...mutationsOf('src/kinds/s3-bucket/listing.ts', {
    'buckets: the time of a changed setting is that of the making': [
      ": ['us-west-2', ",
      ": ['us-east-1', ",
    ],
    'buckets: one denied region shows no changes': ["class !== 'denied') throw", 'class) throw'],
    'buckets: changes that no list shows are no gap': ['gaps: [unread, ...gaps]', 'gaps'],
    'buckets: a plan does not see a changed setting': [
      'configurationHash({ at, region })',
      'configurationHash({ region })',
    ],
    'buckets: the later of two times is that of the making': [
      'createdAt: earliest(createdAt, at),',
      'createdAt: at,',
    ],
  }),
  ...mutationsOf('src/match/history/stack-life.ts', {
    'stacks: all was let go when the deletion began': [
      "return (status.startsWith('DELETE_') ? updatedAt : null) ?? stack.deletedAt;",
      'return stack.deletedAt;',
    ],
  }),
  ...mutationsOf('src/sst/stacks.ts', {
    'stacks: a deletion ended when it began': [
      'return deletedAt && latest(deletedAt, ...(resources ?? []).map(({ updatedAt }) => updatedAt));',
      'return deletedAt && latest(deletedAt, ...(resources ?? []).map(() => null));',
    ],
  }),
  ...mutationsOf('src/sst/owned.ts', {
    'row 9: inputs.retainOnDelete does not count': [
      "isSet(resource.inputs['retainOnDelete'])",
      'false',
    ],
    'row 9: inputs.skipDestroy does not count': ["isSet(resource.inputs['skipDestroy'])", 'false'],

    'owned: components count': ['resource.custom && !resource.external', '!resource.external'],
    'owned: external entries count': [
      'resource.custom && !resource.external &&',
      'resource.custom &&',
    ],
    'owned: providers count': [" && !resource.type.startsWith('pulumi:providers:')", ''],
    'row 9: retainOnDelete does not count': ['resource.retainOnDelete ?', 'resource.urn === "" ?'],
    'row 9: protect does not count': ['resource.protect ?', 'resource.urn === "" ?'],
    'row 9: importID does not count': ['resource.imported ?', 'resource.urn === "" ?'],
    'row 9: deletedWith does not count': ['resource.deletedWith ?', 'resource.urn === "" ?'],
    'owned: an ARN’s account does not count': ['arnAccount || assumedAccount', 'assumedAccount'],
    'owned: a provider’s account does not count': [
      ' || assumedAccount(provider) || null',
      ' || null',
    ],
    'owned: an ARN’s region does not count': ['arnRegion || textOf', 'textOf'],
    'owned: a provider’s region does not count': [
      " || textOf(provider?.inputs['region']) || null",
      ' || null',
    ],
    'owned: any bucket below a site is its asset bucket': [
      'return urn.name === `${parseUrn(site.urn)?.name}AssetsBucket`;',
      'return true;',
    ],
    'owned: an asset bucket need not be a site’s': [
      ' || !site || !isSiteType(site.type)) return false;',
      ' || !site) return false;',
    ],
    'owned: an asset bucket need not be below an sst:aws:Bucket': [
      "bucket?.type !== 'sst:aws:Bucket' || ",
      '',
    ],
    'owned: a site of the type TanstackStart is none': ["'TanstackStart',", ''],
    'owned: an asset bucket need not be a bucket': [
      "!urn || !urn.types.at(-1)?.startsWith('aws:s3/bucket')",
      '!urn',
    ],
  }),
  ...mutationsOf('src/match/history/ownership.ts', {
    'owned: another kind of the same id is owned too': [
      '(byTypeAndId.get(`${entry.type} ${entry.id}`) ?? [])',
      'inventory.resources.filter(({ id }) => id === entry.id)',
    ],
    'owned: unique ids are refuted too': ['if (facts.idsAreUnique) return true;', ''],
    'owned: another account refutes nothing': [
      'if (entry.account !== null && entry.account !== account) return true;',
      '',
    ],
    'owned: another region refutes nothing': [
      'entry.region !== null && entry.region !== region',
      'false',
    ],
    'departure: not the newest owner counts': [
      'newest.set(key, { checkpoint, snapshot, entry, itself });',
      'if (!newest.has(key)) newest.set(key, { checkpoint, snapshot, entry, itself });',
    ],
    'follows: what a state says of the function goes before what it says of its log group': [
      'if (known?.checkpoint === checkpoint && known.itself && !itself) continue;',
      '',
    ],
    'stacks: what is regional may lie in another region than its stack': [
      'region === null || region === stack.region',
      'true',
    ],
    'stacks: what a custom resource made lies in its stack’s region': [
      "facts.regional && !type.startsWith('Custom::')",
      'facts.regional',
    ],
    'departure: what the current state lists has left too': ['if (current.has(key)) continue;', ''],
    'departure: not the newest of several homes counts': [
      'a.departure.at < b.departure.at ? 1 : a.departure.at > b.departure.at ? -1 : 0',
      'a.departure.at < b.departure.at ? -1 : a.departure.at > b.departure.at ? 1 : 0',
    ],
    'abandoned: what its state lists is no history': [
      'for (const entry of givenUp?.owned ?? []) {',
      'for (const entry of givenUp?.owned.slice(0, 0) ?? []) {',
    ],
    'abandoned: what lay below a deleted state has left it': [
      'if (checkpoint === givenUp) continue;',
      '',
    ],
    'abandoned: what lay below a deleted state is not its own': [
      'return state.current ?? stateBeforeDeletion(state);',
      'return state.current;',
    ],
    'row 11: CREATE_FAILED counts': [
      " || resource.status === 'CREATE_FAILED') continue;",
      ') continue;',
    ],
    'row 11: another kind’s type counts': [
      'byTypeAndId.get(`${resource.type} ${name}`) ?? []',
      'inventory.resources.flatMap(({ id, key }) => (id === name ? [key] : []))',
    ],
  }),
  ...mutationsOf('src/match/history/stack-life.ts', {
    'row 11: it may be made before the stack’s life': [
      'isWithin(resource.createdAt, stack.createdAt, end)',
      'resource.createdAt <= end',
    ],
    'row 11: it may be made after the stack’s life': [
      'isWithin(resource.createdAt, stack.createdAt, end)',
      'resource.createdAt >= stack.createdAt',
    ],
    'row 11: a stack deletes all at once': [
      'stack.deletedAt && letGoByStackAt(listing)',
      'stack.deletedAt',
    ],
    'row 11: AWS makes nothing of a deleted stack’s anew': [' || mayBeRemade(subject, end)', ''],
    'row 11: without creation time a unique id is not enough': [
      "facts.idsAreUnique || listed.type.startsWith('Custom::SSTEdge')",
      "listed.type.startsWith('Custom::SSTEdge')",
    ],
    'row 11: SST’s edge custom resources do not count': [
      "facts.idsAreUnique || listed.type.startsWith('Custom::SSTEdge')",
      'facts.idsAreUnique',
    ],
    'row 11: without creation time any name of the stack’s is enough': [
      ' && cloudFormationTail.test(id)',
      '',
    ],
    'row 11: without creation time any generated name is enough': [
      'id.startsWith(`${stack.name}-`) && ',
      '',
    ],
    'row 11: without creation time no generated name is enough': [
      'return id.startsWith(',
      'return !stack && id.startsWith(',
    ],
  }),
  ...mutationsOf('src/match/history/departures.ts', {
    'departure: any command proves it': ['if (isByHand(run)) return', 'if (!run) return'],
    'departure: another run may overlap its run': ['if (isOverlapped(run, runs)) {', 'if (!run) {'],
    'departure: a hand-over between the two states does not count': [
      'if (before) return',
      'if (!run) return',
    ],

    'departure: the bucket need not be versioned': ['if (!facts.versioned)', 'if (!facts)'],
    'departure: a delete marker proves it': [
      "if (isDeleted) return unproven(at, null, 'state-deleted');",
      '',
    ],
    'departure: what was written over a deleted state says nothing': [
      'isDeleted ? state.versions.slice(from + 1) : between',
      'between',
    ],
    'departure: the record need not be read': [
      "if (!run.record) return unproven(left, run, 'record-unread');",
      'if (!run.record) return { run, at: left, proven: true, doubt: null };',
    ],
    'departure: the run need not have completed': ['if (!run.record.completed)', 'if (!run)'],
    'departure: before 3.4.0 no lock’s span is needed': [
      "run.spanFrom === 'record' && !pushesWhileAtWork(run.record.sstVersion)",
      'false',
    ],
    'departure: from 3.4.0 on a lock’s span is needed': [
      "run.spanFrom === 'record' && !pushesWhileAtWork(run.record.sstVersion)",
      "run.spanFrom === 'record'",
    ],
    'departure: before 3.4.0 not even a lock’s span is enough': [
      "run.spanFrom === 'record' && !pushesWhileAtWork(run.record.sstVersion)",
      '!pushesWhileAtWork(run.record.sstVersion)',
    ],
    'departure: a hand-over since does not count': ['if (handOver)', 'if (handOver && !run)'],
    'departure: a hand-over before counts': [
      'other !== run && toMs(other.startedAt) >= toMs(run.startedAt)',
      'other !== run',
    ],
    'departure: a state that no run wrote is no hand-over': [
      "return unproven(at, null, 'outside-runs');",
      "return unproven(at, null, 'no-single-run');",
    ],
    'departure: what left by hand is not handed over': ['^(?:left-in-|', '^(?:'],
    'departure: what may have left by hand before is not handed over': ['earlier-|', ''],
    'departure: a run by hand since then hands nothing over': ['later-(?!record)|', ''],
    'departure: a record that could not be read hands over': ['later-(?!record)', 'later-'],
    'departure: what left while versioning was suspended is not handed over': [
      '|versioning-was-suspended$',
      '',
    ],
    'departure: what left while versioning is suspended is not handed over': [
      '|bucket-not-versioned$',
      '',
    ],
    'departure: a person writes nothing while a later lock stands': [
      "return isWrittenOver ? 'later-upload' : null;",
      'return null;',
    ],
    'departure: before 3.4.0 a run may have written twice': [
      'if (statesOf(run, state).length > mostPushes(run.record.sstVersion))',
      'if (statesOf(run, state).length > 99)',
    ],
    'departure: from 3.4.0 on a run writes once': [
      'pushesWhileAtWork(sstVersion) ? Number.POSITIVE_INFINITY : 1',
      '1',
    ],
    'departure: what was written over is not handed over': ['|written-over$', ''],
    'departure: an earlier run’s state may have been erased': [
      'if (erased) return',
      'if (!run) return',
    ],
    'departure: a killed run leaves a state': [
      'run.record?.completed === true && statesOf(run, state).length === 0',
      'statesOf(run, state).length === 0',
    ],
    'departure: another home’s run leaves a state here': [
      'state.runs.includes(other) && lacks',
      'lacks',
    ],
    'departure: a version null since then does not count': [
      'state.versions.slice(from + 1).some(isNullVersion)',
      'false',
    ],
    'departure: a version null that lists it counts': [
      'state.versions.slice(from + 1).some(isNullVersion)',
      'state.versions.slice(from).some(isNullVersion)',
    ],
    'departure: any version null is the home’s': [
      'state.versions.slice(from + 1).some(isNullVersion)',
      'state.versions.some(isNullVersion)',
    ],
  }),
  ...mutationsOf('src/match/history/dead-engines.ts', {
    'dead engine: its run completed': ['record && end && pending.has(end.versionId)', 'false'],
    'dead engine: any run of such a stage died': [
      'record && end && pending.has(end.versionId)',
      'record && end',
    ],
    'dead engine: the current state tells nothing': [
      '...(state.current ? [state.current] : [])',
      '',
    ],
    'dead engine: earlier states tell nothing': ['...state.checkpoints, ', ''],
  }),
];
