import { flag, foreignCommand, type ForeignCommand } from '../../model/command.ts';
import type { CommandRemedy } from '../../model/diagnosis.ts';
import type { DeletedState } from '../../model/finding.ts';
import type { LostEntry, StageState } from '../../model/stage.ts';
import { isOlderSst } from '../../sst/versions.ts';
import { stageId } from '../../sst/state-keys.ts';
import type { Facts } from '../facts.ts';
import { noted, sstIn } from './cause.ts';

type Place = Pick<StageState, 'app' | 'stage' | 'region'>;

/**
 * Takes one entry out of the state, by the last part of its URN, with all that lies below it; AWS is left
 * alone (SST 3.4.57 and later; before, the state has to be edited).
 */
export function stateRemove(
  entry: Pick<LostEntry, 'name' | 'alone'>,
  state: StageState,
  facts: Facts,
): CommandRemedy {
  const version = state.runs.findLast(({ record }) => record?.sstVersion)?.record?.sstVersion;
  if (!entry.alone || (version != null && isOlderSst(version, '3.4.57'))) {
    return noted(stateEdit(state, facts), `delete the entry whose urn ends in "${entry.name}"`);
  }
  return noted(
    sstIn(['state', 'remove', entry.name], state, facts),
    'takes it out of the state alone, and asks before it does',
  );
}

export function stateEdit(state: Place, facts: Facts): CommandRemedy {
  return sstIn(['state', 'edit'], state, facts);
}

/** One for each entry that `sst refresh` and `sst remove` do not get past. */
export function stateRemoves(
  lost: readonly LostEntry[],
  state: StageState,
  facts: Facts,
): readonly CommandRemedy[] {
  return lost.filter(({ stops }) => stops).map((entry) => stateRemove(entry, state, facts));
}

/** Takes the delete marker away: the file shows again as it was. */
export function undelete({ home, key, marker }: DeletedState, region: string): ForeignCommand {
  return foreignCommand('aws', ['s3api', 'delete-object'], {
    flags: [
      flag('--bucket', home),
      flag('--key', key),
      flag('--version-id', marker),
      flag('--region', region),
    ],
  });
}

/** Is the parameter that SST encrypts the stage's secrets with there? Null: its list was not read. */
export function hasPassphrase(state: Place, { passphrases }: Facts): boolean | null {
  const listed = passphrases.get(state.region);
  return listed ? listed.has(stageId(state)) : null;
}
