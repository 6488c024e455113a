import { mutationsOf } from '../mutation.ts';

/** What snapshots and event logs tell where `state.retention` erased the versions of a state. */
export const snapshots = [
  ...mutationsOf('src/match/history/snapshot-departures.ts', {
    'snapshot: it need not be of a run on record': [
      'return run !== null && contains(run, checkpoint.at);',
      'return true;',
    ],
    'snapshot: its run need not have written it': [
      'run !== null && contains(run, checkpoint.at)',
      'run !== null',
    ],
    'snapshot: any home proves': [
      "if (!facts.versioned) return unproven(at, null, 'bucket-not-versioned');\n  if (!next",
      'if (!next',
    ],
    'snapshot: the next one need not be readable': [
      "if (!next.checkpoint.readable) return unproven(at, null, 'next-state-unreadable');",
      '',
    ],
    'snapshot: the run in which it left need not be read': [
      "if (!run.record) return unproven(at, run, 'record-unread');",
      'if (!run.record) return proven(at, run);',
    ],
    'snapshot: the run in which it left need not complete': [
      "if (!run.record.completed) return unproven(at, run, 'run-not-completed');",
      '',
    ],
    'snapshot: what left by hand has departed': [
      'if (isByHand(run)) return unproven(at, run, leftByHand(run));',
      '',
    ],
    'snapshot: another run may overlap': [
      "if (isOverlapped(run, facts.runs)) return unproven(at, run, 'overlapping-run');",
      '',
    ],
    'snapshot: its engine need not have deleted it': [
      "if (!hasDeleted(next, gone)) return unproven(at, run, 'not-in-event-log');",
      '',
    ],
    'snapshot: something of another id was deleted': [
      '(id === null || each.id === id)',
      'id !== undefined',
    ],
    'snapshot: something of another URN was deleted': [
      'each.urn === urn &&',
      'each.urn !== null &&',
    ],
    'snapshot: it may have been told to keep it since': [
      'each.kept.every((flag) => kept.includes(flag))',
      'kept !== null',
    ],
    'snapshot: a later run by hand changes nothing': [
      'if (later !== null) return unproven(at, run, later);',
      '',
    ],
    'snapshot: a later state may be erased': [
      "return isErased ? unproven(at, run, 'later-state-erased') : proven(at, run);",
      'return proven(at, run);',
    ],
  }),
  ...mutationsOf('src/match/history/ownership.ts', {
    'snapshot: none tells an owner': [
      '...ownSnapshots(state).map((snapshot) => ({ checkpoint: snapshot.checkpoint, snapshot })),',
      '',
    ],
  }),
  ...mutationsOf('src/match/history/departures.ts', {
    'snapshot: what no engine deleted was not handed over': ['|not-in-event-log$', ''],
  }),
  ...mutationsOf('src/scan/homes/snapshots.ts', {
    'snapshot: one that may have been written over in place counts': [
      " && only.versionId !== 'null'",
      '',
    ],
    'snapshot: one that was written over counts': [
      "return only && more.length === 0 && only.versionId !== 'null' ? only : null;",
      'return more.at(-1) ?? only ?? null;',
    ],
    'snapshot: none is read': [
      'if (missing.size === 0 || !open.home.versioned || !isPruned(state)) return state;',
      'if (missing !== null) return state;',
    ],
  }),
];
