import { mutationsOf } from '../mutation.ts';

/** Run, its end state, and what a record says. */
export const runs = [
  ...mutationsOf('src/sst/runs.ts', {
    'departure: a deploy does not prove it': [
      "new Set(['deploy', 'remove'])",
      "new Set(['remove'])",
    ],
    'departure: a remove does not prove it': [
      "new Set(['deploy', 'remove'])",
      "new Set(['deploy'])",
    ],
    'departure: an edit proves it': ["'deploy', 'remove']", "'deploy', 'remove', 'edit']"],
    'departure: a refresh proves it': ["'deploy', 'remove']", "'deploy', 'remove', 'refresh']"],
    'departure: a repair proves it': ["'deploy', 'remove']", "'deploy', 'remove', 'repair']"],

    'run: it does not end with its lock': [
      '...open.map((start) => ({ start, end: at }))',
      '...open.map((start) => ({ start, end: null }))',
    ],
    'run: of two locks at once each ends with its own marker': [
      'open.length === 1 || versions[index + 1]?.deleteMarker !== true',
      'open.length > 0',
    ],
    'run: a lock that is held is no run': [
      ', ...open.map((start) => ({ start, end: null }))];',
      '];',
    ],
    'run: its record may be written after its end': ['latest(span.end, update.lastAt)', 'span.end'],
    'run: without a lock it lasts to its own end': [
      'end: ordered[index + 1]?.firstAt ?? null }',
      'end: update.lastAt }',
    ],
    'run: the newest without a lock has an end': [
      'ordered[index + 1]?.firstAt ?? null',
      "ordered[index + 1]?.firstAt ?? '2099-01-01T00:00:00.000Z'",
    ],
    'run: a lock alone is no run': [
      'return [...runs, ...bare]',
      'return [...runs, ...bare.slice(bare.length)]',
    ],
    'run: two records share one lock': ['!taken.has(candidate) && contains', 'contains'],
  }),
  ...mutationsOf('src/sst/run-spans.ts', {
    'run: an uncompleted one has no limit': ['6 * durations.hourMs', '6000 * durations.hourMs'],
    'run: an uncompleted one lasts an hour': ['6 * durations.hourMs', 'durations.hourMs'],
    'run: one with a lock’s end is limited too': [
      "if (endedAt === null || spanFrom === 'lock') return endedAt;",
      'if (endedAt === null) return endedAt;',
    ],
    'run: one that was unlocked by force ends with the next': [
      'if (record?.forceUnlocked === true && recordedAt !== null) return earlierOf(endedAt, recordedAt);',
      '',
    ],
    'run: without an end it contains everything': [
      'end !== null && isWithin(time, run.startedAt, end)',
      'end === null || isWithin(time, run.startedAt, end)',
    ],
    'run: one without an end was at work at no time': [
      'endOf(run) === null ? toMs(run.startedAt) <= toMs(time) : contains(run, time)',
      'contains(run, time)',
    ],
    'run: it may have written after its end': [
      'secondOf(at) >= first && secondOf(at) <= last',
      'secondOf(at) >= first',
    ],
    'run: it may have written before it began': [
      'secondOf(at) >= first && secondOf(at) <= last',
      'secondOf(at) <= last',
    ],
    'run: a state of its lock’s second is its own': ['first: first + 1', 'first'],
    'run: another may write a state until its lock ends': [
      'secondsOf(run, lastChangeOf(run));\n  return',
      'secondsOf(run, endOf(run));\n  return',
    ],
    'killed: it made things long before it pushed': [
      'isWithin(time, early(first), run.record',
      'isWithin(time, run.startedAt, run.record',
    ],
    'killed: it made things long after it pushed': ['last.at : late(last)', 'last.at : time'],
    'killed: it pushes before it makes anything': ['plus(at, -pushedWithinMs)', 'at'],
    'killed: what it makes it pushes at once': ['plus(at, pushedWithinMs)', 'at'],
    'killed: a push takes an hour': [
      'const pushedWithinMs = durations.minuteMs',
      'const pushedWithinMs = durations.hourMs',
    ],
    'killed: what others pushed under its lock is its own': [
      'return silent === -1 ? written : written.slice(0, silent);',
      'return silent === -1 ? written : written;',
    ],
    'killed: a silence before its first push counts for nothing': [
      'written[index - 1]?.at ?? run.startedAt',
      'written[index - 1]?.at ?? at',
    ],
    'killed: it is silent for an hour': ['5 * durations.minuteMs', '60 * durations.minuteMs'],
    'killed: it is silent for a minute': ['5 * durations.minuteMs', 'durations.minuteMs'],
    'run: a completed one without its lock lasts to the next': [
      "if (spanFrom === 'record' && pushesWhileAtWork(record.sstVersion)) return recordedAt;",
      '',
    ],
    'run: a completed one before 3.4.0 ends with its record': [
      "if (spanFrom === 'record' && pushesWhileAtWork(record.sstVersion)) return recordedAt;",
      "if (spanFrom === 'record') return recordedAt;",
    ],
    'run: a completed one unlocks with its record': [
      "if (spanFrom === 'record' && pushesWhileAtWork(record.sstVersion)) return recordedAt;",
      'if (pushesWhileAtWork(record.sstVersion)) return recordedAt;',
    ],
    'run: a completed one lasts as long as its lock': [
      'earlierOf(endedAt, plus(recordedAt, afterRecordMs))',
      'endedAt',
    ],
    'run: from 3.4.0 on it changes states after its record': [
      'end !== null && isOver && recordedAt !== null ? earlierOf(end, recordedAt) : end',
      'isOver ? end : end',
    ],
    'run: before 3.4.0 it changes no states after its record': [
      'record?.completed === true && pushesWhileAtWork(record.sstVersion);\n  return',
      'record?.completed === true;\n  return',
    ],
    'run: a killed one changes no states after its record': [
      'record?.completed === true && pushesWhileAtWork(record.sstVersion);\n  return',
      'record !== null && pushesWhileAtWork(record.sstVersion);\n  return',
    ],
    'run: two overlap only while they change states': [
      'secondsOf(run, endOf(run))',
      'secondsOf(run, lastChangeOf(run))',
    ],
    'killed: a completed run made more than it recorded': [
      'run.record === null || !leavesUnrecorded(run.record)',
      'run.record === null',
    ],
    'killed: any command makes things': ["record.command === 'deploy' && (", '('],
    'killed: the stage need not go on in that home': ['!goesOn || ', ''],
    'killed: it made what came after its end': ['!contains(run, time) || ', ''],
    'killed: before 3.4.0 it made things too': [
      '!contains(run, time) || !pushesWhileAtWork(run.record.sstVersion)) return false;',
      '!contains(run, time)) return false;',
    ],
    'run: two may share a second': [
      'containing.length === 1 && !endless',
      'containing.length > 0 && !endless',
    ],
    'run: one without an end does not reach any later second': [
      'containing.length === 1 && !endless',
      'containing.length === 1',
    ],
    'end state: the first version of a run': [
      'versions[behind - 1] ?? null',
      'versions[0] ?? null',
    ],
    'end state: what the next second brought counts': [
      'const limit = Math.ceil(toMs(time) / 1000) * 1000;',
      'const limit = Math.ceil(toMs(time) / 1000) * 1000 + 1000;',
    ],
    'end state: it must be the run’s own': [
      'return end === null ? null : stateAt(end, state);',
      'return end === null || !wroteState(run, state) ? null : stateAt(end, state);',
    ],
    'run: a delete marker is a state': ['.filter(({ deleteMarker }) => !deleteMarker)', ''],
    'run: one without an end wrote nothing': [
      'end === null ? Number.POSITIVE_INFINITY : secondOf(end)',
      'end === null ? -1 : secondOf(end)',
    ],
  }),
  ...mutationsOf('src/sst/versions.ts', {
    '3.4.0: 3.3 is later': ["isOlderSst(version, '3.4.0')", "isOlderSst(version, '3.3.0')"],
    '3.4.0: 3.4.0 is older': ["isOlderSst(version, '3.4.0')", "isOlderSst(version, '3.4.1')"],
    '3.4.0: a version that nobody can read is later': [
      'if (known === null || limit === null) return true;',
      'if (known === null || limit === null) return false;',
    ],
    '3.4.0: a version with a v is one that nobody can read': ['/^v?(', '/^('],
    'versions: only the first number counts': [
      'known.findIndex((part, index) => part !== limit[index])',
      'known.slice(0, 1).findIndex((part, index) => part !== limit[index])',
    ],
  }),
  ...mutationsOf('src/sst/records.ts', {
    'record: without a command it is no record': [
      "typeof record['command'] !== 'string'",
      "!record['command']",
    ],
    'record: without a command it is a deploy': ["|| 'edit'", "|| 'deploy'"],
    'record: without any word of a command it is one': [
      "!isRecord(record) || typeof record['command'] !== 'string'",
      '!isRecord(record)',
    ],
    'run: it completes without timeCompleted': [
      'timeCompleted !== null && timeStarted',
      'timeStarted',
    ],
    'run: it completes without timeStarted': [' && timeStarted !== null &&', ' &&'],
    'run: it completes though it was force unlocked': [' && !forceUnlocked,', ','],
  }),
  ...mutationsOf('src/model/times.ts', {
    'times: a second belongs to one side only': [
      'second >= Math.floor(toMs(start) / 1000) && second <= Math.floor(toMs(end) / 1000)',
      'second >= Math.floor(toMs(start) / 1000) && second < Math.floor(toMs(end) / 1000)',
    ],
  }),
  ...mutationsOf('src/scan/homes/home-listing.ts', {
    'run: suspended versioning is enough': [
      "answer.Status === 'Enabled'",
      'answer.Status !== undefined',
    ],
  }),
  ...mutationsOf('src/sst/checkpoint.ts', {
    'removed: null is unreadable': [
      'if (value === undefined || value === null) return [];',
      'if (value === undefined) return [];',
    ],
    'removed: absent is unreadable': [
      'if (value === undefined || value === null) return [];',
      'if (value === null) return [];',
    ],

    'removed: {} counts as empty': [
      "!isRecord(outer) || !isRecord(outer['checkpoint'])",
      '!isRecord(outer)',
    ],
    'removed: an unknown version counts as empty': ["outer['version'] !== 3", 'false'],
    'removed: what is no list counts as empty': [
      'throw new StateFileError(`its \\`${member}\\` is not a list`)',
      'return member ? [] : []',
    ],
  }),
];
