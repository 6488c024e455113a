const texts: Readonly<Record<string, string>> = {
  'bucket-not-versioned': 'the state bucket keeps no versions',
  'next-state-unread': 'the state that came next was not read',
  'next-state-unreadable': 'the state that came next could not be read',
  'state-deleted': 'the state file itself was deleted',
  'versioning-was-suspended': 'the versioning of the state bucket was suspended',
  'outside-runs': 'the state was written while no run was on record',
  'no-single-run': 'more than one run may have written that state',
  'record-unread': 'the record of that run could not be read',
  'run-not-completed': 'the run in which it left did not complete',
  'no-lock-span': 'no lock shows from when to when that run was at work',
  'overlapping-run': 'two runs were at work at a time',
  'written-over': 'the state was written more often than that version of SST does',
  'not-in-event-log':
    'the event log of the run in which it left does not say that SST itself deleted it',
  'later-state-erased': 'a state of a later run was erased',
  'earlier-state-erased': 'a state of an earlier run was erased',
  'later-upload':
    'a later deploy was killed, and while its lock stood a person may have written over the state',
  'later-record-unread': 'the record of a later run could not be read',
  'moved-to-other-store': 'its site moved to another store',
  listed: 'its state lists it now',
};

/** The command of a run, which some versions of SST leave empty for edits. */
const ofRuns = [/^left-in-(.*)$/, /^earlier-(.*)$/, /^later-(.*)$/] as const;

/** Why a departure proves nothing, in plain words; each code is given where departures are judged. */
export function doubtText(code: string): string {
  const known = texts[code];
  if (known !== undefined) return known;
  const [left, earlier, later] = ofRuns.map((shape) => shape.exec(code)?.[1]);
  if (left !== undefined) return `it left in ${runText(left)}, by hand`;
  if (earlier !== undefined) return `${runText(earlier)} before may hide when it left`;
  if (later !== undefined) return `${runText(later)} came later, which may have handed it over`;
  return code;
}

function runText(command: string): string {
  if (command === 'run') return 'another run';
  if (command === '' || command === 'edit') return 'an "sst state edit"';
  return `an "sst ${command === 'repair' ? 'state repair' : command}"`;
}
