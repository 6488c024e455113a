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
    'run: one without its lock is at work until the next': [
      "if (run.spanFrom === 'lock') return contains(run, time);",
      'return contains(run, time);',
    ],

    'run: an uncompleted one has no limit': ['6 * durations.hourMs', '6000 * durations.hourMs'],
    'run: an uncompleted one lasts an hour': ['6 * durations.hourMs', 'durations.hourMs'],
    'run: one with a lock’s end is limited too': [" || run.spanFrom === 'lock'", ''],
    'run: a completed one is limited too': [' || run.record?.completed === true', ''],
    'run: two may share a second': [
      'containing.length === 1 && !endless',
      'containing.length > 0 && !endless',
    ],
    'run: one without an end does not reach any later second': [
      'containing.length === 1 && !endless',
      'containing.length === 1',
    ],
    'run: without an end it contains everything': [
      'end !== null && isWithin',
      'end === null || isWithin',
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
    'run: a delete marker is a state': ['if (!version.deleteMarker) return true;', 'return true;'],
    'run: one without an end wrote nothing': [
      'end === null ? Number.POSITIVE_INFINITY : secondOf(end)',
      'end === null ? -1 : secondOf(end)',
    ],
  }),
  ...mutationsOf('src/sst/records.ts', {
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
