import type { CommandRemedy } from '../../model/diagnosis.ts';
import type { LostEntry, StageState } from '../../model/stage.ts';
import { takingOut } from '../../advice/stage-ways.ts';
import { stageId } from '../../sst/state-keys.ts';
import type { Facts } from '../facts.ts';
import { withNote, sstRemedy } from './cause.ts';

type Place = Pick<StageState, 'app' | 'stage' | 'region'>;

/** Takes one entry out of the state, with all that lies below it; AWS is left alone. */
function stateRemove(entry: LostEntry, state: StageState, facts: Facts): CommandRemedy {
  const { note } = takingOut(entry, { stage: state.stage, region: null });
  return entry.byName
    ? withNote(sstRemedy(['state', 'remove', entry.name], state, facts), note)
    : withNote(stateEdit(state, facts), note);
}

export function stateEdit(state: Place, facts: Facts): CommandRemedy {
  return sstRemedy(['state', 'edit'], state, facts);
}

/** For an entry whose resource no list of this tool shows: SST itself asks AWS, and may fail in the same place. */
export function refreshOrTakeOut(
  logicalName: string | null,
  state: StageState,
  facts: Facts,
): readonly CommandRemedy[] {
  return [
    withNote(sstRemedy('refresh', state, facts), 'drops from the state what is gone'),
    logicalName === null
      ? withNote(stateEdit(state, facts), 'only where the refresh fails alike: delete its entry')
      : withNote(
          sstRemedy(['state', 'remove', logicalName], state, facts),
          'only where the refresh fails alike: takes this entry out of the state alone; it asks first, and must show nothing else',
        ),
  ];
}

/** One for each entry that `sst refresh` and `sst remove` do not get past. */
export function stateRemoves(
  lost: readonly LostEntry[],
  state: StageState,
  facts: Facts,
): readonly CommandRemedy[] {
  return lost.filter(({ stops }) => stops).map((entry) => stateRemove(entry, state, facts));
}

/** Is the parameter that SST encrypts the stage's secrets with there? Null: its list was not read. */
export function hasPassphrase(state: Place, { passphrases }: Facts): boolean | null {
  const listed = passphrases.get(state.region);
  return listed ? listed.has(stageId(state)) : null;
}
