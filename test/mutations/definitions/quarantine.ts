import { mutationsOf, type Mutation } from '../mutation.ts';

/** What waits in quarantine, and for how long. */
export const quarantine: readonly Mutation[] = [
  ...mutationsOf('src/plan/quarantine.ts', {
    'quarantine: what is switched on may go': ['finding.enabled !== true && ', ''],
    'quarantine: its time is over at once': ['waitedMs >= durationMs', 'waitedMs >= 0'],
    'quarantine: a clock that was set back shortens it': [
      'latest(now, ...[...notes.values()].map(({ since }) => since))',
      'latest(now, ...[...notes.values()].map(() => null))',
    ],
    'quarantine: a resumed sweep deletes what it was to disable': [
      ' && !context.onlyDisabled.has(key)',
      '',
    ],
    'quarantine: what is begun waits': ['if (context.begun.has(key))', 'if (durationMs < 0)'],
    'quarantine: what is not read is gone': ["isWhole ? 'It is gone.' : null", "'It is gone.'"],
    'quarantine: an unread doubt ends it': [
      "finding.verdict === 'unknown' && finding.gaps.length > 0",
      "finding.verdict === 'unknown' && finding.gaps.length < 0",
    ],
  }),
  ...mutationsOf('src/plan/quarantine-changes.ts', {
    'quarantine: what was switched on again waits on': [
      'finding.enabled === true && waitedMs >= readsLagMs',
      'finding.enabled === true && waitedMs < 0',
    ],
    'quarantine: a late list counts as a change': [' && waitedMs >= readsLagMs', ''],
    'quarantine: a changed configuration is none': [
      'note.fingerprint !== now.fingerprint',
      'note.fingerprint === null',
    ],
    'quarantine: a new user is no change': [
      'now.usedBy.some((user) => !note.usedBy.includes(user))',
      'now.usedBy.some((user) => note.key === user)',
    ],
    'quarantine: a new version is no change': [
      'now.versions.some((version) => !note.versions.includes(version))',
      'now.versions.some((version) => note.key === version)',
    ],
    'quarantine: less certainty is no change': [
      'isLessSure(now.confidence, note.confidence)',
      'isLessSure(note.confidence, note.confidence) && now !== null',
    ],
    'quarantine: another row is no change': ['noted.note.row !== noted.now.row && ', 'false && '],
    'quarantine: new evidence is no change': [
      '!noted.note.codes.includes(code)',
      'noted.note.key === code',
    ],
    'quarantine: users that went are a change': [
      'note.usedBy.some((user) => !now.usedBy.includes(user))',
      'note.usedBy.some((user) => now.key === user)',
    ],
  }),
  ...mutationsOf('src/plan/taken.ts', {
    'quarantine: users in quarantine hold back nothing': [
      'const held = holdBack(due, index);',
      'const held = holdBack(new Set(due.size < 0 ? due : []), index);',
    ],
    'quarantine: what goes into it counts for no rail': [', ...begins],', '],'],
    'quarantine: what is off is disabled again': ['finding.enabled !== false && ', ''],
  }),
  ...mutationsOf('src/model/plan.ts', {
    'quarantine: what is only disabled counts as deleted': [
      '.filter((key) => !disabled.has(key))',
      '.filter((key) => disabled !== null && key !== null)',
    ],
  }),
];
