import { mutationsOf } from '../mutation.ts';

/** Row 6: what is being done right now. */
export const busy = mutationsOf('src/match/rows/busy.ts', {
  'row 6: taken out': [
    'decide: (subject) => {',
    'decide: (subject) => {\n if (subject) return null;',
  ],
  'row 6: a lock does not make busy': ['state.lock && !isStale(state.lock.createdAt)', 'false'],
  'row 6: pending operations do not make busy': [
    'state.current.pendingOperations > 0 && !isStale(state.current.at)',
    'false',
  ],
  'row 6: an abandoned stage’s old lock makes busy': [
    'state.lock && !isStale(state.lock.createdAt)',
    'state.lock',
  ],
  'row 6: an abandoned stage’s old pending operations make busy': [
    ' && !isStale(state.current.at)',
    '',
  ],
  'row 6: any stage’s old lock makes nothing busy': ['facts.abandoned.has(state) &&\n', ''],
  'row 6: an abandoned stage’s lock is old at once': [
    'plus(now, -durations.dayMs)',
    'plus(now, 0)',
  ],
  'row 6: an abandoned stage’s lock is old after a month': [
    'plus(now, -durations.dayMs)',
    'plus(now, -30 * durations.dayMs)',
  ],
  'row 6: an abandoned stage’s state written since its lock does not count': [
    'latest(since, lastWrite) ?? since',
    'since',
  ],
  'row 6: a stack in progress does not make busy': [
    'facts.pair.stacks.filter(({ status }) => isStackInProgress(status))',
    'facts.pair.stacks.slice(0, 0)',
  ],
  'row 6: unfinished runs do not make busy': [
    '...state.runs.flatMap((run) => unfinished(run, state, now)),',
    '',
  ],
  'row 6: old runs make busy': ['!isAfter(until, now)', 'false'],
  'row 6: a run is old after an hour': [
    'plus(run.startedAt, durations.dayMs)',
    'plus(run.startedAt, durations.hourMs)',
  ],
  'row 6: a run without a record is unfinished': ['run.id === null || ', ''],
  'row 6: a run that could not be read does not make busy': [
    'if (!run.record) {\n',
    'if (!run.record) return [];\n if (!run) {\n',
  ],
  'row 6: a force-unlocked run does not make busy': [
    'if (run.record.forceUnlocked) {',
    'if (!run) {',
  ],
  'row 6: an unfinished record does not make busy': [
    'if (run.record.completed || isHarmless(run, state)) return [];',
    'return [];',
  ],
  'row 6: a completed run makes busy': ['run.record.completed || isHarmless', 'isHarmless'],
  'row 6: a `remove` of a stage without state makes busy': [
    "if (run.record?.command === 'remove' && state.versions.length === 0) return true;",
    '',
  ],
  'row 6: a `remove` of a stage with state makes nothing busy': [
    "run.record?.command === 'remove' && state.versions.length === 0",
    "run.record?.command === 'remove'",
  ],
  'row 6: a `deploy` of a stage without state makes nothing busy': [
    "run.record?.command === 'remove' && state.versions.length === 0",
    'state.versions.length === 0',
  ],
  'row 6: an unfinished run of 3.4.0 or later that wrote nothing makes busy': [
    'pushesWhileAtWork(run.record?.sstVersion ?? null) &&\n    state.lock === null',
    'run.record === null',
  ],
  'row 6: an unfinished run before 3.4.0 that wrote nothing makes nothing busy': [
    'pushesWhileAtWork(run.record?.sstVersion ?? null) &&\n    state.lock',
    'state.lock',
  ],
  'row 6: an unfinished run that wrote a state makes nothing busy': [
    ' &&\n    !wroteState(run, state)',
    '',
  ],
  'row 6: nothing is too young': ['const young = tooYoung(subject);', 'const young = null;'],
  'row 6: what no history names is never too young': [': durations.hourMs);', ': 0);'],
  'row 6: what no history names is old enough after 10 minutes': [
    ': durations.hourMs);',
    ': 10 * durations.minuteMs);',
  ],
  'row 6: what history names is never too young': ['(named ? 5 * durations.minuteMs', '(named ? 0'],
  'row 6: what history names is too young for an hour': [
    '(named ? 5 * durations.minuteMs',
    '(named ? durations.hourMs',
  ],
  'row 6: the flag replaces nothing': ['const limitMs = olderThanMs ?? (', 'const limitMs = ('],
  'row 6: what history names is as young as itself': [
    'const named = isHistoryOwned(subject) ||',
    'const named =',
  ],
  'row 6: what a deleted stack listed is as young as itself': [
    'isHistoryOwned(subject) || history.stacks.length > 0',
    'isHistoryOwned(subject)',
  ],
  'row 6: the end of a stack is no time to wait from': ['        letGoByStacksAt(history),', ''],
  'row 6: the last write of a state is no time to wait from': [
    '...subject.stages.map(({ lastStateWriteAt }) => lastStateWriteAt),',
    '',
  ],
});
